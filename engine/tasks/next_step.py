"""Next step: predict the current value + 1 time step. The labels are for free: the series is its own answer.

The plain answer to beat is persistence: it stays as it is.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.metrics import saved, squared
from engine.tasks.lengths import fits
from engine.tasks.plain import Plain
from engine.tasks.series import WARM_UP, Scale, ahead, own, recorded, series
from engine.tasks.takes import Curved
from engine.tasks.task import LONGEST, Answer, Batch, Part

SLOW, FAST = (9.0, 20.0), (4.0, 8.0)
"""Periods of the two waves of a made series, in steps."""
NOISE = 0.02
TESTED = 200


@dataclass(frozen=True, slots=True)
class NextStep(Plain):
    """One number a step, and what it will be at the next: two waves on each other, or a series of the real world."""

    source: Literal["waves", "sunspots", "elnino", "seattle"] = "waves"
    length: int = 40

    def __post_init__(self) -> None:
        """Refuse a length of which nothing is left to measure, or longer than a part of the series."""
        most = LONGEST if self.source == "waves" else len(recorded(self.source).validation) - 2
        fits(self.length, WARM_UP + 1, 40, most=min(most, LONGEST), source=self.source)

    @property
    def inputs(self) -> int:
        """The value now."""
        return 1

    @property
    def outputs(self) -> int:
        """The value at the next step."""
        return 1

    @property
    def scale(self) -> Scale:
        """Made waves go in as they are; measured series by the mean and spread of their training part."""
        return Scale() if self.source == "waves" else recorded(self.source).scale

    @property
    def takes(self) -> Curved:
        """A curve."""
        return series(self.scale, self.length)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw series, or windows of the first part."""
        return ahead(self._series(rng, rows), self.scale)

    def encode(self, text: str) -> Batch:
        """Read the user's own numbers."""
        return own(text, self.scale)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the squared error after a warm-up, that of persistence, and how much of the latter is gone."""
        made = self.source == "waves"
        raw = self._series(rng, TESTED) if made else recorded(self.source).every(self.length + 1, part)
        batch = ahead(raw, self.scale)
        scored = batch.scored.copy()
        scored[:WARM_UP] = 0
        error = squared(answer(batch.x), batch.targets, scored)
        stays = squared(batch.x, batch.targets, scored)
        return {"saved": saved(error, stays), "error": error, "error_of_persistence": stays}

    def _series(self, rng: np.random.Generator, rows: int) -> Array:
        """Draw series of T + 1 values, (T + 1, rows), raw."""
        if self.source == "waves":
            return waves(rng, rows, self.length + 1)
        return recorded(self.source).windows(rng, rows, self.length + 1)


def waves(rng: np.random.Generator, rows: int, length: int) -> Array:
    """Draw two sine waves on each other, each row with periods, phases and sizes of its own, (length, rows)."""
    t = np.arange(length)[:, None]
    series = rng.normal(0, NOISE, (length, rows))
    for periods in (SLOW, FAST):
        turn = 2 * np.pi / rng.uniform(*periods, rows)
        series += rng.uniform(0.4, 1.0, rows) * np.sin(turn * t + rng.uniform(0, 2 * np.pi, rows))
    return series
