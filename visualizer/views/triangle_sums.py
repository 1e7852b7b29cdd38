"""The margins of the gradient triangle: what each loss has sent so far, and what all of them send to each step."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class TriangleSums:
    """Shares of the loss that sends most, and of the step that is sent most; empty if nothing is sent."""

    sent: Array
    """What each row has sent to all steps from one on, (rows, T + 1)."""
    sizes: Array
    """The sizes of all that a step is sent, added up, (T,)."""
    left: Array
    """The size of the gradient that is left when it is added up with its signs, (T,)."""


def triangle_sums(sizes: Array, gradient: Array) -> TriangleSums:
    """Add up a triangle (rows, T); `gradient` is the size of the trace's own, (T,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        later = np.cumsum(sizes[:, ::-1], axis=1)[:, ::-1]
        sent = np.concatenate([later, np.zeros((len(sizes), 1))], axis=1)
        whole = sizes.sum(axis=0)
    rows, columns = (float(np.nan_to_num(each).max(initial=0.0)) for each in (sent[:, 0], whole))
    return TriangleSums(_shares(sent, rows), _shares(whole, columns), _shares(gradient, columns))


def _shares(sums: Array, most: float) -> Array:
    """Divide by the most; nothing if there is none."""
    if not most > 0:
        return sums[:0]
    return np.asarray(np.minimum(1.0, np.nan_to_num(sums) / most))
