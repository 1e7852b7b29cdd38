"""Normal and abnormal oscillation: a net that has only seen the normal kind predicts each next value.

Where it is surprised, something is abnormal. The alarm of a series is its largest error of prediction, averaged over a
few steps; AUC says how well the alarm tells faulty series from normal ones, neither of which training has seen.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.metrics import auc, squared
from engine.tasks.faults import planted
from engine.tasks.lengths import fits
from engine.tasks.plain import Plain
from engine.tasks.series import WARM_UP, Scale, ahead, own, recorded, series
from engine.tasks.takes import Curved
from engine.tasks.task import LONGEST, Answer, Batch, Part

PERIODS = (10.0, 16.0)
OVERTONE, NOISE = 0.3, 0.05
FAULT = 8
"""How many steps a fault lasts."""
SMOOTH = 3
TESTED = 300


@dataclass(frozen=True, slots=True)
class Oscillation(Plain):
    """One number a step, and what it will be at the next: a made oscillation, sunspots year by year, or an ECG."""

    source: Literal["made", "sunspots", "ecg"] = "made"
    length: int = 40

    def __post_init__(self) -> None:
        """Refuse a length in which there is no room for a fault, or longer than a part of the series."""
        least = WARM_UP + FAULT + SMOOTH
        most = LONGEST if self.source == "made" else min(LONGEST, len(recorded(self.source).validation) - 2)
        fits(self.length, least, 40, most=most, source=self.source)

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
        """A made oscillation goes in as it is; measured series by the mean and spread of their training part."""
        return Scale() if self.source == "made" else recorded(self.source).scale

    @property
    def takes(self) -> Curved:
        """A curve."""
        return series(self.scale, self.length)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw normal series only."""
        if self.source == "made":
            return ahead(oscillations(rng, rows, self.length + 1), self.scale)
        return ahead(recorded(self.source).windows(rng, rows, self.length + 1), self.scale)

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw normal series, drawn anew or of the test part."""
        return ahead(self._held_out(rng, "test")[:, :rows], self.scale)

    def encode(self, text: str) -> Batch:
        """Read the user's own numbers."""
        return own(text, self.scale)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure AUC of the alarm over series with and without a fault, that of a plain alarm, and the error."""
        normal = self._held_out(rng, part)
        faulty, marks = planted(rng, self.scale.into(normal), WARM_UP, FAULT)
        batch = ahead(faulty * self.scale.spread + self.scale.mean, self.scale)
        wrong = np.asarray(marks.any(axis=0))
        said = answer(batch.x)
        return {
            "auc": auc(alarm(said, batch.targets), wrong),
            "auc_of_persistence": auc(alarm(batch.x, batch.targets), wrong),
            "error": squared(said[:, ~wrong], batch.targets[:, ~wrong], batch.scored[:, ~wrong]),
        }

    def _held_out(self, rng: np.random.Generator, part: Part) -> Array:
        """Take series that training never sees, (T + 1, rows), raw: drawn anew, or windows of a part, over and over."""
        if self.source == "made":
            return oscillations(rng, TESTED, self.length + 1)
        every = recorded(self.source).every(self.length + 1, part)
        return every[:, np.arange(TESTED) // 2 % every.shape[1]]


def oscillations(rng: np.random.Generator, rows: int, length: int) -> Array:
    """Draw a wave with its first overtone, each row with a period, phase and size of its own, (length, rows)."""
    turn = 2 * np.pi * np.arange(length)[:, None] / rng.uniform(*PERIODS, rows) + rng.uniform(0, 2 * np.pi, rows)
    wave = np.sin(turn) + OVERTONE * np.sin(2 * turn)
    return np.asarray(rng.uniform(0.6, 1.2, rows) * wave + rng.normal(0, NOISE, (length, rows)))


def alarm(said: Array, wanted: Array) -> Array:
    """The largest squared error of each row after the warm-up, as a mean over a few steps, (B,)."""
    errors = ((said - wanted) ** 2).sum(axis=-1)[WARM_UP:]
    run = np.lib.stride_tricks.sliding_window_view(errors, SMOOTH, axis=0)
    return np.asarray(run.mean(axis=-1).max(axis=0))
