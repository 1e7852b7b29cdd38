"""A long training curve cut down to what a screen can show: never smoothed, each bin keeps its extremes."""

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

from engine.arrays import Array

BINS, WINDOW = 600, 9
LOG_FROM = 1.5
"""Decades from which on the losses stand on a log axis."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Of each bin of updates its middle, its least and largest loss, and the running median."""

    at: Array
    low: Array
    high: Array
    median: Array


@dataclass(frozen=True, slots=True)
class Heights:
    """The axis of losses, from bottom to top, log or not."""

    bottom: float
    top: float
    log: bool

    def share(self, loss: Array) -> Array:
        """How far up losses stand, 0…1."""
        if self.log:
            loss = np.log10(np.maximum(loss, 10.0**self.bottom))
        return np.asarray(np.clip((loss - self.bottom) / (self.top - self.bottom), 0, 1))

    def ticks(self) -> list[float]:
        """The losses to be marked."""
        if not self.log:
            return [0.0, self.top]
        powers = range(int(self.bottom), int(self.top) + 1)
        every = max(1, ceil(len(powers) / 4))
        return [10.0**power for power in powers[::every]]


def cut(losses: Array, bins: int = BINS) -> Curve:
    """Cut a curve down to bins; the median runs over several of them."""
    each = max(1, ceil(len(losses) / bins))
    whole = len(losses) // each * each
    parts = losses[:whole].reshape(-1, each)
    at = np.arange(len(parts)) * each + (each - 1) / 2
    low, high, middle = parts.min(axis=1), parts.max(axis=1), np.median(parts, axis=1)
    if whole < len(losses):
        rest = losses[whole:]
        at = np.append(at, (whole + len(losses) - 1) / 2)
        low, high = np.append(low, rest.min()), np.append(high, rest.max())
        middle = np.append(middle, np.median(rest))
    return Curve(at, low, high, running_median(middle))


def running_median(values: Array) -> Array:
    """The median of each value and its neighbours; at the ends, of those that there are."""
    if len(values) < 3:
        return values
    half = (min(WINDOW, len(values)) - 1) // 2
    windows = np.lib.stride_tricks.sliding_window_view(values, 2 * half + 1)
    first = [np.median(values[: place + half + 1]) for place in range(half)]
    last = [np.median(values[place - half :]) for place in range(len(values) - half, len(values))]
    return np.concatenate([first, np.median(windows, axis=1), last])


def heights(losses: Array) -> Heights:
    """Choose the axis: whole decades if the losses span many, else from 0."""
    positive = losses[losses > 0]
    if not len(positive):
        return Heights(0.0, 1.0, log=False)
    least, most = np.percentile(positive, 0.5), positive.max()
    if log10(most / least) > LOG_FROM:
        bottom = floor(log10(least))
        return Heights(bottom, max(ceil(log10(most)), bottom + 1), log=True)
    return Heights(0.0, _round_up(float(most)), log=False)


def _round_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 5, 7, 10) if step * power >= value * 0.999)
