"""A net that reads on: what it carries from one reading to the next, so that it can be fed what it says."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, Named, type_of
from engine.bptt import forward
from engine.edits import Edit
from engine.errors import RunError
from engine.holds import holds
from engine.model import Model
from engine.outside import Outside
from engine.window import windowed


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a net carries after some inputs, (B, n) each, and the last of them, (…, B, n), for a window."""

    carried: Named = field(default_factory=dict)
    last: Array | None = None

    def rows(self, chosen: npt.NDArray[np.signedinteger]) -> Self:
        """The same for some of the rows, in any order and number."""
        last = None if self.last is None else self.last[:, chosen]
        return type(self)({name: array[chosen] for name, array in self.carried.items()}, last)


BEGINNING = Reading()


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Weights of a model that nobody changes any more; nothing is dropped."""

    model: Model
    weight: Named
    dtype: str
    window: int = 1
    held: tuple[Edit, ...] = ()
    """Edits of lines that are in force; those of some time steps only are so while reading begins."""

    def values(self, x: Array, alive: Array | None = None, border: int = 0) -> Named:
        """Give every line's values, (T, B, n) each, for inputs (T, B, n)."""
        return self._run(x, BEGINNING, alive, border)

    def read(
        self, x: Array, before: Reading = BEGINNING, alive: Array | None = None, *, source: bool = False
    ) -> tuple[Named, Reading]:
        """Read on; of a net with a decoder, a `source` is read by the encoder, and all else by the decoder."""
        if self.model.bidirectional:
            raise RunError(
                "A bidirectional net cannot read on.", "It reads a sequence from both ends, so it must be whole.",
                "Ask it about a whole sequence, or take a net in one direction.",
                zh=("双向网络不能接着读。", "它从两端读序列，所以序列必须完整。", "给它完整的序列，或换单向网络。"),
            )  # fmt: skip
        value = self._run(x, before, alive, len(x) if source else 0)
        last = np.concatenate([array for array in (before.last, x) if array is not None])[-(self.window - 1) :]
        carried = {name: value[name][-1] for name in self.model.cell.carry}
        return value, Reading(carried, last if self.window > 1 else None)

    def _run(self, x: Array, before: Reading, alive: Array | None, border: int) -> Named:
        kind = type_of[self.dtype]
        shown = windowed(x.astype(kind), self.window, before.last)
        held = [edit for edit in self.held if before is BEGINNING or not edit.steps]
        step = max((edit.at for edit in held), default=0)
        there = None if alive is None else alive.astype(kind)
        outside = Outside(before.carried, {}, there, border, holds(held, self.model, step, len(shown)))
        with np.errstate(over="ignore", invalid="ignore"):
            return forward(self.model, self.weight, shown, outside)[0]
