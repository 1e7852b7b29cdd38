"""The training losses thinned to what a screen can show: the mean of each column, and its least and largest value."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array

HIGHEST = 1e290
"""So that sums of losses stay finite."""
EARLY = 20
"""The first updates set the scale, so that nothing rescales while the curve grows."""


@dataclass(frozen=True, slots=True, eq=False)
class LossCurve:
    """Shares 0…1: x of the width, the others of the height; above 1 is cut off."""

    x: Array
    mean: Array
    low: Array
    high: Array

    def height(self, x: float) -> float:
        """How high the curve is at an x; 0 where nothing is known."""
        return float(np.interp(x, self.x, self.mean)) if len(self.x) else 0.0


def loss_curve(losses: Array, updates: int, columns: int) -> LossCurve:
    """Thin the losses of the updates done to at most so many points of a plan of so many updates."""
    values = np.asarray(losses, dtype=np.float64).ravel()
    size = len(values)
    if size == 0:
        return LossCurve(*(np.zeros(0) for _ in range(4)))
    starts = np.arange(0, size, max(1, -(-size // max(1, columns))))
    counts = np.diff(starts, append=size)
    finite = np.isfinite(values)
    top = _top(values[finite])
    values = np.where(finite, np.minimum(values, top), top)
    mean = np.add.reduceat(values, starts) / counts
    x = (starts + (counts - 1) / 2) / max(1, updates, size)
    low, high = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
    return LossCurve(x, *(np.clip(part / top, 0, 1) for part in (mean, low, high)))


def _top(values: Array) -> float:
    """The loss at full height: the largest early one, or a later one that is not a single spike."""
    if len(values) == 0:
        return 1.0
    spaced = values[:: max(1, len(values) // 1000)]
    return float(min(max(values[:EARLY].max(), np.percentile(spaced, 98), 1e-12), HIGHEST) * 1.05)
