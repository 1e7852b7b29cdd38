"""Where the first number that is not finite stands, in the order of the beats."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.beats import Beat, Beats, Phase
from engine.passes import Pass


@dataclass(frozen=True, slots=True)
class Fault:
    """The first number of a training step that is not finite."""

    phase: Phase
    t: int = -1
    """The time step, from 0; −1 for the loss, a weight's gradient and the update."""
    name: str = ""
    """The line, or the weight whose gradient it is; empty for the loss and the update."""
    row: int = 0
    """Which sequence of the batch, from 0."""
    unit: int = -1
    """Which number of the line, from 0."""
    source: int = -1
    """Of a matrix, which row."""


def first_fault(beats: Beats, done: Pass, weights: Iterable[str]) -> Fault | None:
    """Find the first number that is not finite in a pass; None if all are."""
    weights = tuple(weights)
    lines: Named = {name: array for name, array in done.grad.items() if name not in weights}
    found = [*_faults(beats, Phase.FORWARD, done.value), *_faults(beats, Phase.BACKWARD, lines)]
    if not np.isfinite(done.loss):
        found.append((beats.done(Beat(Phase.LOSS)), Fault(Phase.LOSS)))
    if found:
        return min(found, key=lambda each: each[0])[1]
    for name in weights:
        wild = np.argwhere(~np.isfinite(done.grad[name]))
        if len(wild):
            place = [int(number) for number in wild[0]]
            return Fault(Phase.BACKWARD, name=name, unit=place[-1], source=place[0] if len(place) > 1 else -1)
    return None


def _faults(beats: Beats, phase: Phase, arrays: Named) -> Iterator[tuple[float, Fault]]:
    """Each line's numbers that are not finite, one for a time step, with their moments."""
    for name, array in arrays.items():
        for t in np.flatnonzero(~np.isfinite(array).all(axis=(1, 2))):
            row, unit = np.argwhere(~np.isfinite(array[t]))[0]
            yield _moment(beats, phase, int(t), name), Fault(phase, int(t), name, int(row), int(unit))


def _moment(beats: Beats, phase: Phase, t: int, name: str) -> float:
    """When a number is there; what comes from outside is there before all lines, and its gradient after them."""
    if name in beats.names:
        return beats.done(Beat(phase, t, name))
    return beats.done(Beat(phase, t, beats.names[0])) + (0.5 if phase is Phase.BACKWARD else -0.5)


def telling(numbers: Array) -> int:
    """Which number of a row says most: the first that is not finite, else the farthest from 0."""
    wild = ~np.isfinite(numbers)
    return int(wild.argmax() if wild.any() else np.abs(numbers).argmax())
