"""How what goes in looks: a picture seen whole at a step, or a row or a column of it at a time, or the way of a pen.

A task that reads pictures says so (`sight`), and the trace tells it on; what a room sees is made here of the inputs
themselves, so it is what the net was given, and nothing else.
"""

from dataclasses import dataclass
from typing import Literal, Protocol, cast

import numpy as np
import numpy.typing as npt

from engine.arrays import Array

By = Literal["whole", "row", "column", "pen"]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the inputs of a step are of a picture."""

    by: By
    rows: int = 0
    columns: int = 0
    """0 if a picture that goes in by columns has as many as there are steps."""
    channels: int = 1
    upward: bool = False
    """Whether the first row is the lowest."""
    once: bool = False
    """Whether there is a picture at the first step alone; what goes in later is something else."""

    @property
    def inputs(self) -> int:
        """How many numbers of a step are of the picture."""
        parts = {"whole": self.rows * self.columns, "row": self.columns, "column": self.rows, "pen": 3}
        return parts[self.by] * self.channels


class Seeing(Protocol):
    """What a task of pictures can do beside all else."""

    @property
    def sight(self) -> Sight:
        """How its inputs look."""


def sight_of(task: object) -> Sight | None:
    """Ask a task how its inputs look; nothing if it reads no pictures."""
    return cast("Seeing", task).sight if hasattr(task, "sight") else None


def pictures(sight: Sight, x: Array) -> Array:
    """What was seen up to each step, (T, rows, columns, channels): of the inputs x (T, n)."""
    first = 0 if sight.once else x.shape[1] - sight.inputs  # in a window over time the newest stands last
    seen = np.asarray(x[:, first : first + sight.inputs], np.float64)
    if sight.by != "whole":
        return _grown(sight, seen)
    found = np.asarray(seen.reshape(len(seen), sight.rows, sight.columns, sight.channels))
    found = found[:, ::-1] if sight.upward else found
    return np.repeat(found[:1], len(seen), axis=0) if sight.once else found


def _grown(sight: Sight, seen: Array) -> Array:
    """Let a picture grow by a row or a column at each step."""
    steps, across = len(seen), sight.by == "column"
    found = np.zeros((steps, sight.rows, sight.columns or steps, sight.channels))
    for t in range(steps):
        part = seen[: t + 1].reshape(t + 1, -1, sight.channels)
        if across:
            found[t, :, : t + 1] = part.swapaxes(0, 1)
        else:
            found[t, : t + 1] = part
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Where a pen stood before the first step and after each, (T + 1, 2), y upwards; and whether it was up, (T,)."""

    points: Array
    up: npt.NDArray[np.bool_]


def way(x: Array) -> Way:
    """Follow a pen whose steps are dx, dy and up, (T, 3)."""
    moves = np.asarray(x[:, :2], np.float64)
    points = np.concatenate([np.zeros((1, 2)), moves.cumsum(axis=0)])
    return Way(points, np.asarray(x[:, 2] > 0.5))
