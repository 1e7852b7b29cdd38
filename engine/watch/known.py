"""What is known of a piece of a watch, and since which moment of the step: beats done, as in `engine.beats`.

A condition is known as soon as nothing that comes later can change it: any(…) that holds, from the first that holds;
one that does not, only when all have been seen.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.watch.shape import ORDER

When = npt.NDArray[np.int64]
NEVER = 2**40
"""The moment of what a trace does not have: a time step before the first or after the last."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Numbers, the places they are for, and when they are known: at once, or for each time step."""

    data: Array
    axes: tuple[str, ...]
    when: When

    @property
    def steps(self) -> bool:
        """Whether it is for time steps, its first places."""
        return self.axes[:1] in {("t",), ("time",)}


def constant(value: float) -> Known:
    """Know a number from the start."""
    return Known(np.asarray(value, np.float64), (), np.asarray(0, np.int64))


def aligned(data: Array, axes: tuple[str, ...], wanted: tuple[str, ...]) -> Array:
    """Give data a place of size 1 for every kind that it lacks."""
    return data.reshape([data.shape[axes.index(name)] if name in axes else 1 for name in wanted])


def pair(left: Known, right: Known) -> tuple[Array, Array, tuple[str, ...]]:
    """Bring two to the same places."""
    axes = tuple(name for name in ORDER if name in left.axes or name in right.axes)
    return aligned(left.data, left.axes, axes), aligned(right.data, right.axes, axes), axes


def later(left: Known, right: Known) -> When:
    """When both are known."""
    return np.maximum(left.when, right.when)


def settled(truth: Array, when: When, decides: float) -> When:
    """When a row of conditions is known to be so: at the first one that decides, or at the last of all."""
    deciding = truth == decides
    if when.ndim == 0 or not deciding.any():
        return np.asarray(when.max())
    return np.asarray(when[deciding].min())


def either(left: Known, right: Known, decides: float) -> When:
    """When `and` (0 decides) or `or` (1 decides) of two conditions is known, for one number each or each time step."""
    one, two = np.broadcast_arrays(left.when, right.when)
    a, b, axes = pair(left, right)
    both = np.maximum(one, two)
    if len(axes) > one.ndim:
        return np.asarray(both)
    first, second = (np.where(side == decides, when, NEVER) for side, when in ((a, one), (b, two)))
    return np.asarray(np.where((a == decides) | (b == decides), np.minimum(first, second), both))
