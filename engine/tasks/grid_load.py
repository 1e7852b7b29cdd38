"""The load of a power grid, hour by hour: a series with seasons, the day and the week, and weather in between.

The baseline is the better of two plain answers: what it was an hour ago, and what it was at this hour yesterday. The
same of real months: sea surface temperatures, whose season is a year.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.metrics import saved, squared
from engine.tasks.lengths import fits
from engine.tasks.plain import Plain
from engine.tasks.series import Scale, ahead, own, recorded, series
from engine.tasks.takes import Curved
from engine.tasks.task import LONGEST, Answer, Batch, Indices, Part

DAY = 24
SEASONS = {"load": DAY, "elnino": 12}
GIGAWATTS = Scale(40.0, 8.0, 1)
WEEKEND, WEATHER, NOISE = 0.85, 2.0, 0.4
TESTED = 200


@dataclass(frozen=True, slots=True)
class GridLoad(Plain):
    """One number a step, and what it will be at the next."""

    source: Literal["load", "elnino"] = "load"
    length: int = 72

    def __post_init__(self) -> None:
        """Refuse a length that is no longer than a season, or longer than a part of the series."""
        least = SEASONS[self.source] + 1
        most = LONGEST if self.source == "load" else len(recorded(self.source).validation) - 2
        fits(self.length, least, 3 * (least - 1), most=most, source=self.source)

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
        """Load in units of 8 GW from 40 GW; temperatures by the mean and spread of their training part."""
        return GIGAWATTS if self.source == "load" else recorded(self.source).scale

    @property
    def takes(self) -> Curved:
        """A curve."""
        return series(self.scale, self.length)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw weeks from any hour on, or windows of the first part."""
        return ahead(self._series(rng, rows), self.scale)

    def encode(self, text: str) -> Batch:
        """Read the user's own numbers."""
        return own(text, self.scale)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the squared error after the first season, that of both plain answers, and what is saved."""
        season = SEASONS[self.source]
        raw = self._series(rng, TESTED) if self.source == "load" else recorded(self.source).every(self.length + 1, part)
        batch = ahead(raw, self.scale)
        said, wanted, scored = answer(batch.x)[season:], batch.targets[season:], batch.scored[season:]
        error = squared(said, wanted, scored)
        stays = squared(batch.x[season:], wanted, scored)
        returns = squared(batch.targets[:-season], wanted, scored)
        return {
            "saved": saved(error, min(stays, returns)),
            "error": error,
            "error_of_persistence": stays,
            "error_of_season": returns,
        }

    def _series(self, rng: np.random.Generator, rows: int) -> Array:
        """Draw series of T + 1 values, (T + 1, rows), raw."""
        if self.source == "load":
            return loads(rng, rows, self.length + 1)
        return recorded(self.source).windows(rng, rows, self.length + 1)


def loads(rng: np.random.Generator, rows: int, length: int) -> Array:
    """Draw the load from any hour of a week on, in gigawatts, (length, rows)."""
    hour = np.arange(length)[:, None] + rng.integers(7 * DAY, size=rows)
    clock = hour % DAY
    shape = 30 + 14 * _hump(clock, 9, 3.0) + 18 * _hump(clock, 19, 3.5)
    weekday = np.where(hour // DAY % 7 >= 5, WEEKEND, 1.0)
    weather = np.empty((length, rows))
    weather[0] = rng.normal(0, WEATHER, rows)
    for t in range(1, length):
        weather[t] = 0.97 * weather[t - 1] + np.sqrt(1 - 0.97**2) * rng.normal(0, WEATHER, rows)
    return np.asarray(shape * weekday * rng.uniform(0.9, 1.1, rows) + weather + rng.normal(0, NOISE, (length, rows)))


def _hump(clock: Indices, middle: int, width: float) -> Array:
    """How near an hour is to the middle of a hump, across midnight too, from 1 to nearly 0."""
    off = (clock - middle + DAY // 2) % DAY - DAY // 2
    return np.asarray(np.exp(-((off / width) ** 2)))
