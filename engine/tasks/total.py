"""A running total: one number a step, and the answer is the sum so far. Small enough to be computed by hand."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.tasks.lengths import fits
from engine.tasks.numbers import numbers
from engine.tasks.plain import Plain
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Answer, Batch, Part

STEPS = (-1.0, -0.5, 0.5, 1.0)
"""The numbers that are drawn: plain ones, for pencil and paper."""
CLOSE = 0.25
TESTED = 500


@dataclass(frozen=True, slots=True)
class Total(Plain):
    """One number a step, and one answer a step: the sum of all numbers up to it."""

    length: int = 4

    def __post_init__(self) -> None:
        """Refuse a length of no steps."""
        fits(self.length, 1, 4, "leaves nothing to add")

    @property
    def inputs(self) -> int:
        """The number."""
        return 1

    @property
    def outputs(self) -> int:
        """The sum so far."""
        return 1

    @property
    def takes(self) -> Curved:
        """Numbers as a curve."""
        return Curved((Track("数", "number", min(STEPS), max(STEPS), said=False),), self.length)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw numbers."""
        return _batch(rng.choice(STEPS, (self.length, rows)))

    def encode(self, text: str) -> Batch:
        """Read the user's own numbers."""
        return _batch(numbers(text))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many sums are within a quarter, and the mean error, on fresh sequences."""
        batch = self.batch(rng, TESTED)
        error = np.abs(answer(batch.x) - batch.targets)
        return {"right": float((error < CLOSE).mean()), "error": float(error.mean())}


def _batch(values: Array) -> Batch:
    """Put numbers (T, B) and their sums together."""
    signs = tuple(tuple(f"{value:g}".replace("-", "−") for value in row) for row in values.T)
    return Batch(values[..., None], values.cumsum(axis=0)[..., None], np.ones(values.shape), signs)
