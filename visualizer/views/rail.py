"""One carried value as a line through the net: where it runs, how thick it is both ways, whether it is cut."""

from dataclasses import dataclass

import numpy as np

from engine import derive
from engine.arrays import Array
from engine.beats import Cursor
from engine.cells import Cell
from engine.ops import AFFINE
from engine.reading import way
from engine.trace import Trace
from visualizer.views.decades import Decades, decades
from visualizer.views.quantity import hue

THIN, THICK = 3.0, 14.0


@dataclass(frozen=True, slots=True)
class Rail:
    """One carried value: its height, its colour, how thick it is both ways, and the last line that pulls on it."""

    name: str
    y: float
    ink: str
    forward: list[float]
    backward: list[float]
    finite: Array
    sent_by: str
    """The line whose backward step completes the gradient that goes to the step before."""
    cut: bool
    """Whether nothing of it reaches the next step."""
    way: int
    """Which way it runs through time: 1 with it, −1 against it."""

    def t(self, place: int, steps: int) -> int:
        """The time step of its place-th step."""
        return place if self.way > 0 else steps - 1 - place

    def known(self, cursor: Cursor) -> int:
        """How many of its values are computed."""
        first, last = cursor.beats.known(cursor.done, self.name)
        return last - first

    def given(self, cursor: Cursor, line: str) -> int:
        """How many of its steps, its last ones, have the gradient of a line."""
        first, last = cursor.beats.given(cursor.done, line)
        return last - first


def rails(trace: Trace, top: float, bottom: float) -> tuple[Rail, ...]:
    """Lay all carried values of a trace between two heights."""
    carry = stacked(trace)
    ends = (0.26, 0.74) if len(carry) == 2 else (0.14, 0.86)
    places = [0.5] if len(carry) == 1 else list(np.linspace(*ends, len(carry)))
    values = {name: derive.norms(trace.value[name]) for name in carry}
    grads = {name: derive.grad_norms(trace, name) for name in carry}
    forward, backward = decades(*values.values()), decades(*grads.values())
    return tuple(
        Rail(name, top + place * (bottom - top), hue(trace, name),
             [thickness(forward, size) for size in values[name]],
             [thickness(backward, size) for size in grads[name]],
             np.isfinite(grads[name]), last_pull(trace.cell, name), is_cut(trace, name), way(name))
        for name, place in zip(carry, places, strict=True)
    )


def stacked(trace: Trace) -> list[str]:
    """What is carried, from the uppermost layer down; in a layer the memory over the state, the way back below."""
    layers: list[list[str]] = [
        [block.name(name) for name in sorted(block.cell.carry)] for block in trace.net.blocks
    ]
    pairs = [layers[at : at + 2] for at in range(0, len(layers), 2)] if trace.bidirectional else [[x] for x in layers]
    return [name for pair in reversed(pairs) for names in pair for name in names]


def borders(trace: Trace) -> frozenset[int]:
    """The steps from which nothing goes back: where windows of truncation begin that do not overlap."""
    if trace.cut is None or trace.cut.k1 != trace.cut.k2:
        return frozenset()
    return frozenset(window.back for window in trace.cut.windows(trace.T) if window.back)


def last_pull(cell: Cell, name: str) -> str:
    """The line that is the last to add to the gradient of a carried value's previous step: the first that reads it."""
    return next(line.name for line in cell.lines if f"{name}'" in line.inputs)


def is_cut(trace: Trace, name: str) -> bool:
    """Whether a carried value reaches no later step: all weights on it are zero, and no other line reads it."""
    read = any(f"{name}'" in line.inputs for line in trace.cell.lines if line.op is not AFFINE)
    return not read and not any(array.any() for key, array in trace.weight.items() if key.endswith(f".{name}'"))


def thickness(scale: Decades, size: float) -> float:
    """How thick a line is drawn, by the logarithm of what runs in it."""
    return THIN + (THICK - THIN) * scale.share(size)
