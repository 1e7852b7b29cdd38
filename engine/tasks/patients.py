"""Patients whose heart rate is taken at irregular times; the net says what it will be the next time.

After an alarm the rate goes back to the patient's own, about two thirds of the way in ten hours, and it is higher by
day than by night. So an answer must know how many hours pass until then. The baseline is the last value, carried on.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.metrics import saved, squared
from engine.tasks.lengths import fits
from engine.tasks.numbers import numbers, written
from engine.tasks.plain import Plain
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Answer, Batch, Part

EACH = ("heart rate", "hours until the next")
GAPS = (1, 2, 3, 4, 6, 8, 12)
USUAL, SPREAD, HOURS = 80.0, 15.0, 6.0
"""How numbers go in: rates less 80 in units of 15, hours in units of 6."""
OWN, ALARM, SWING, NOISE = 10.0, 20.0, 6.0, 2.0
"""By how much patients differ, alarms raise the rate, day and night move it, and measuring errs."""
TRACKS = (
    Track("心率", "heart rate", 40, 140, 0, USUAL, SPREAD),
    Track("到下次的小时", "hours until the next", 0, max(GAPS), 0, rests=GAPS, said=False),
)
RETURN = 10.0
MORNING = 8
WARM_UP = 6
TESTED = 300


@dataclass(frozen=True, slots=True)
class Patients(Plain):
    """Two numbers a step, the rate and the hours until the next measurement; one answer, the rate then."""

    length: int = 24
    hours: bool = True
    """False keeps the hours from the net: every one goes in as the mean of all."""

    def __post_init__(self) -> None:
        """Refuse a length of which nothing is left to measure."""
        fits(self.length, WARM_UP + 1, 24)

    @property
    def inputs(self) -> int:
        """The rate and the hours."""
        return 2

    @property
    def outputs(self) -> int:
        """The rate the next time."""
        return 1

    @property
    def takes(self) -> Curved:
        """A curve, and the hours between."""
        return Curved(TRACKS, self.length, "@")

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw patients."""
        return self._batch(*patients(rng, rows, self.length))

    def encode(self, text: str) -> Batch:
        """Read the user's own measurements, rate and hours until the next, as 82@4; the last has no answer."""
        rates, gaps = numbers(text, EACH).T[..., None]
        batch = self._batch(np.append(rates, rates[-1:], axis=0), gaps)
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the squared error on fresh patients after a warm-up, that of the last value, and what is saved."""
        batch = self._batch(*patients(rng, TESTED, self.length))
        scored = batch.scored.copy()
        scored[:WARM_UP] = 0
        error = squared(answer(batch.x), batch.targets, scored)
        stays = squared(batch.x[..., :1], batch.targets, scored)
        return {"saved": saved(error, stays), "error": error, "error_of_persistence": stays}

    def _batch(self, rates: Array, gaps: Array) -> Batch:
        """Make a batch of rates (T + 1, B) and hours (T, B)."""
        rates = rates.round()
        values = (rates - USUAL) / SPREAD
        wait = gaps / HOURS if self.hours else np.full(gaps.shape, np.mean(GAPS) / HOURS)
        signs = zip(written(rates[:-1], 0), written(gaps, 0), strict=True)
        tokens = tuple(tuple(f"{rate}@{gap}" for rate, gap in zip(*row, strict=True)) for row in signs)
        x = np.stack([values[:-1], wait], axis=-1)
        return Batch(x, values[1:, :, None], np.ones(gaps.shape), tokens)


def patients(rng: np.random.Generator, rows: int, length: int) -> tuple[Array, Array]:
    """Draw patients from eight in the morning on: rates (length + 1, rows) and the hours between, (length, rows)."""
    gaps = rng.choice(np.array(GAPS, float), (length, rows))
    clock = MORNING + np.concatenate([np.zeros((1, rows)), gaps.cumsum(axis=0)])
    alarms = ALARM * (rng.random((length + 1, rows)) < 0.15) * rng.uniform(0.5, 1.5, (length + 1, rows))
    raised = alarms.copy()
    for t in range(length):
        raised[t + 1] += raised[t] * np.exp(-gaps[t] / RETURN)
    own = rng.normal(USUAL, OWN, rows)
    swing = SWING * np.sin(2 * np.pi * (clock - 9) / 24)
    return own + swing + raised + rng.normal(0, NOISE, clock.shape), gaps
