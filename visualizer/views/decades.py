"""A logarithmic scale of whole decades, chosen once for a trace so that nothing rescales while stepping through it."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

import numpy as np

from engine.arrays import Array
from visualizer.paint import number, superscript

LEAST, MOST = 2, 18


@dataclass(frozen=True, slots=True)
class Decades:
    """From 10^low to 10^high."""

    low: int
    high: int

    def share(self, value: float) -> float:
        """How far up the scale a size stands, 0…1; what does not fit, and 0, stands at the end."""
        if not value > 0:
            return 0.0
        return max(0.0, min(1.0, (log10(value) - self.low) / (self.high - self.low))) if isfinite(value) else 1.0

    def has(self, value: float) -> bool:
        """Whether a size stands on the scale and not beyond it."""
        return bool(np.isfinite(value) and value > 0 and log10(value) >= self.low - 1e-9)

    def ticks(self, most: int) -> list[int]:
        """The powers of ten to be marked, no more than so many, evenly apart."""
        span = self.high - self.low
        every = next(gap for gap in (1, 2, 3, 4, 5, 6, 8, 10, span) if span / gap <= max(1, most - 1))
        return list(range(self.high, self.low - 1, -every))


def decades(*sizes: Array) -> Decades:
    """Choose the scale for these sizes: whole decades, 2 to 18 of them, reaching the largest."""
    every = np.concatenate([np.zeros(0), *(size.ravel() for size in sizes)]).astype(np.float64)
    every = every[np.isfinite(every) & (every > 0)]
    if not len(every):
        return Decades(-2, 0)
    low, high = floor(log10(every.min())), ceil(log10(every.max()))
    high = max(high, low + 1)
    return Decades(max(min(low, high - LEAST), high - MOST), high)


def tick(power: int) -> str:
    """Write a power of ten: 0.01 … 1000 plainly, the others as 10ⁿ."""
    return number(10.0**power, 1) if -3 <= power <= 3 else f"10{superscript(power)}"
