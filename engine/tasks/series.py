"""Series of one number a step: what was measured in the world, its parts in time, and what comes one step ahead.

The label of every step is the step after it, so labels are for free. The parts follow one another in time, and the
scale of a series is that of its training part alone.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.arrays import Array
from engine.tasks.numbers import numbers, written
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Batch, Part
from engine.tasks.text import DATA

WARM_UP = 8
"""Steps that are read before anything is measured."""
REACH = 2.5
"""How far from its mean a curve may be drawn, in spreads."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How numbers go in: less a mean, in units of a spread; and with how many decimals they are written."""

    mean: float = 0.0
    spread: float = 1.0
    digits: int = 2

    def into(self, raw: Array) -> Array:
        """Take numbers as people know them to numbers as the net sees them."""
        return np.asarray((raw - self.mean) / self.spread)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A series that was measured: its parts, raw, and the scale of the first."""

    training: Array
    validation: Array
    test: Array
    scale: Scale

    def part(self, part: Part | None) -> Array:
        """The raw values of a part; of training, if it is none of the held-out ones."""
        return {None: self.training, "validation": self.validation, "test": self.test}[part]

    def windows(self, rng: np.random.Generator, rows: int, length: int, part: Part | None = None) -> Array:
        """Draw pieces of a part, (length, rows), raw."""
        values = self.part(part)
        first = rng.integers(len(values) - length + 1, size=rows)
        return np.asarray(values[first + np.arange(length)[:, None]])

    def every(self, length: int, part: Part) -> Array:
        """All pieces of a part, (length, rows), raw."""
        values = self.part(part)
        return np.asarray(np.lib.stride_tricks.sliding_window_view(values, length).T)


RECORDS = {"sunspots": (0.65, 0.82, 1), "elnino": (0.7, 0.85, 2), "seattle": (0.5, 0.75, 1), "ecg": (0.39, 0.695, 1)}
"""Where validation and test begin, as shares of the series, and the decimals; each part of the ECG has one beat."""


@cache
def recorded(name: str) -> Series:
    """Read a series and part it."""
    lines = (DATA / f"{name}.csv").read_text("ascii").split()
    return parted(np.array([float(line.partition(",")[2]) for line in lines]), *RECORDS[name])


def parted(values: Array, validation: float, test: float, digits: int) -> Series:
    """Cut a series at two shares of it; the scale looks at the first part only."""
    training, stop, last = np.split(values, [int(share * len(values)) for share in (validation, test)])
    scale = Scale(float(training.mean()), float(training.std()) or 1.0, digits)
    return Series(training, stop, last, scale)


def ahead(raw: Array, scale: Scale) -> Batch:
    """Make a batch of series (T + 1, B) in which each step is to say the next."""
    raw = raw.round(scale.digits)
    values = scale.into(raw)[..., None]
    return Batch(values[:-1], values[1:], np.ones(raw[:-1].shape), written(raw[:-1], scale.digits))


def own(text: str, scale: Scale) -> Batch:
    """Read the user's own series; what follows its last number is not known, so that is not scored."""
    raw = numbers(text)
    batch = ahead(np.append(raw, raw[-1:], axis=0), scale)
    batch.targets[-1] = 0
    batch.scored[-1] = 0
    return batch


def series(scale: Scale, steps: int) -> Curved:
    """How a series is drawn: as far as it usually goes, and somewhat further."""
    low, high = scale.mean - REACH * scale.spread, scale.mean + REACH * scale.spread
    return Curved((Track("数值", "value", low, high, scale.digits, scale.mean, scale.spread),), steps)
