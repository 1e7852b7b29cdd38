"""Numbers held in the lines of a net from outside: a gate clamped open, a unit ablated or frozen.

What is held at a number is a constant: no gradient goes through it to what the line reads. What keeps its number has it
from the step before, and so its gradient goes there, and nowhere else. The gradient of a held number itself is told all
the same: it says what the loss would have wanted there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.edits import Edit, only
from engine.model import Model

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Hold:
    """What is held of one line, at each time step."""

    fixed: Flags
    """Which numbers are held, (T, n)."""
    number: Array
    """At what, (T, n)."""
    kept: Flags
    """Which stay what they were at the step before, (T, n)."""

    def put(self, t: int, computed: Array, before: Array | None) -> Array:
        """Put what is held in the place of what was computed, (B, n)."""
        held = np.where(self.fixed[t], self.number[t], computed)
        return held if before is None else np.where(self.kept[t], before, held)

    def through(self, d: Array, t: int | slice) -> Array:
        """The part of a gradient that goes on to what the line reads, (…, B, n)."""
        blocked = self.fixed[t] | self.kept[t]
        return np.where(blocked if isinstance(t, int) else blocked[:, None], 0, d)

    def back(self, d: Array, t: int) -> Array:
        """The part that goes to the step before, because the number was kept from there, (B, n)."""
        return np.where(self.kept[t], d, 0)

    def at(self, steps: Flags) -> Self:
        """The same for some of the time steps."""
        return type(self)(self.fixed[steps], self.number[steps], self.kept[steps])


Holds = dict[str, Hold]


def holds(edits: Sequence[Edit], model: Model, step: int, steps: int) -> Holds:
    """What is held at an update, in a sequence of so many time steps."""
    found: Holds = {}
    for edit in sorted(edits, key=lambda edit: edit.at):
        if edit.line and edit.at <= step:
            for name in lines(edit, model):
                found[name] = _changed(found.get(name) or _nothing(steps, model.width(name)), edit)
    return {name: hold for name, hold in found.items() if (hold.fixed | hold.kept).any()}


def lines(edit: Edit, model: Model) -> list[str]:
    """The lines that an edit is about."""
    return [line.name for line in model.lines if fnmatchcase(line.name, edit.line)]


def _nothing(steps: int, width: int) -> Hold:
    shape = steps, width
    return Hold(np.zeros(shape, bool), np.zeros(shape), np.zeros(shape, bool))


def _changed(hold: Hold, edit: Edit) -> Hold:
    steps, width = hold.fixed.shape
    first, last = edit.steps or (1, steps)
    times = np.arange(1, steps + 1)
    meant = ((times >= first) & (times <= last))[:, None] & only(edit.unit, width)  # (T, n)
    number = hold.number if edit.set is None else np.where(meant, edit.set, hold.number)
    fixed, kept = hold.fixed & ~meant, hold.kept & ~meant
    return Hold(fixed | meant if edit.set is not None else fixed, number, kept | meant if edit.keeps else kept)
