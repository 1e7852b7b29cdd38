"""What a tensor is like as a whole: extremes, mean, spread, and the shares that are zero, saturated, not finite."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.ops import REST, SIGMOID, TANH, Op
from visualizer.paint import Look, number

NEARLY = 0.05
"""A squashed number is saturated so near to the end of its range, as a share of the range."""
BINS = 24
RANGES = {SIGMOID: (0.0, 1.0), REST: (0.0, 1.0), TANH: (-1.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the finite numbers: extremes, mean, standard deviation; of all: shares, `saturated` only of squashed ones."""

    least: float
    most: float
    mean: float
    spread: float
    zero: float
    saturated: float | None
    broken: float

    def words(self, look: Look) -> tuple[str, str]:
        """Say it in two lines."""
        word = look.word
        first = (f"{word('最小', 'min')} {number(self.least)}   {word('最大', 'max')} {number(self.most)}   "
                 f"{word('均值', 'mean')} {number(self.mean)}   {word('标准差', 'std')} {number(self.spread)}")
        shares = [f"{word('零', 'zero')} {_share(self.zero)}"]
        if self.saturated is not None:
            shares.append(f"{word('饱和', 'saturated')} {_share(self.saturated)}")
        shares.append(f"{word('非有限', 'not finite')} {_share(self.broken)}")
        none = word("没有一个数是有限的", "not one number is finite")
        return none if self.broken == 1 else first, "   ".join(shares)


def _share(share: float) -> str:
    """Write a share so that one in a million is not nothing."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return f"{100 * share:.3g} %"


def statistics(array: Array, op: Op | None = None) -> Statistics:
    """Describe a tensor; `op` is what made it, if its range is known by that."""
    values = np.asarray(array, dtype=np.float64).ravel()
    finite = values[np.isfinite(values)]
    count = max(1, values.size)
    saturated = None
    if op in RANGES:
        low, high = RANGES[op]
        edge = NEARLY * (high - low)
        saturated = float(((values < low + edge) | (values > high - edge)).sum() / count)
    if not finite.size:
        finite = np.zeros(1)
    return Statistics(float(finite.min()), float(finite.max()), float(finite.mean()), float(finite.std()),
                      float((values == 0).sum() / count), saturated, 1.0 - np.isfinite(values).sum() / count)


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How many numbers fall into each bin; `log` if the bins are those of log₁₀ |number|."""

    edges: Array
    counts: Array
    log: bool

    def now(self, values: Array) -> Array:
        """How many of these numbers fall into each bin."""
        return _counted(_placed(values, self.log), self.edges)


def histogram(array: Array, *, log: bool) -> Histogram:
    """Count a tensor's numbers in bins of equal width."""
    values = _placed(array, log)
    if not values.size:
        return Histogram(np.linspace(0, 1, BINS + 1), np.zeros(BINS), log)
    low, high = float(values.min()), float(values.max())
    if high - low < 1e-12:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, BINS + 1)
    return Histogram(edges, _counted(values, edges), log)


def _placed(array: Array, log: bool) -> Array:
    values = np.asarray(array, dtype=np.float64).ravel()
    values = values[np.isfinite(values)]
    if not log:
        return values
    sizes = np.abs(values)
    return np.log10(sizes[sizes > 0])


def _counted(placed: Array, edges: Array) -> Array:
    return np.histogram(placed, len(edges) - 1, (edges[0], edges[-1]))[0]  # faster than given edges
