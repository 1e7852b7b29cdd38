"""How far each loss reaches back: the exact size of ∂L_t′/∂h_t for every pair of time steps, of every carried value.

One backward pass with the loss as an axis: a row for each scored step, pulled through the lines of the table like any
gradient. The rows sum to the trace's own gradient, and `Influence.error` says how well. ∂ is total, as in the trace:
what c does through h of the same step is part of ∂L/∂c. CTC has one loss for all steps; its rows are the ways by
which that loss comes in, through the answer of each step, and sum to its gradient all the same. Where the backward pass
was truncated, a row ends where its window does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from engine.arrays import Array, Named
from engine.cells import Line
from engine.ops import AFFINE
from engine.reading import kept_back, settled, sweeps, through, value, way, weights
from engine.trace import Trace

WORK = 8e9
"""Multiplications that a triangle may take; a longer one has fewer rows, each the loss of several steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Sizes of gradients for each row of losses and each time step, by carried name."""

    rows: tuple[tuple[int, int], ...]
    """First and last time step whose losses are a row together; mostly one."""
    sizes: Named
    """‖∂L_row/∂name_t‖, (rows, T) each."""
    fading: Named
    """How |∂L_t′/∂name_t| changes with t′ − t, by unit, (T, n) each: 1 at first, and from each lag to the next by what
    the same losses lose or gain together. NaN where there is none, or where lines run both ways."""
    error: dict[str, float]
    """How far the sum over all rows is from the trace's own gradient, relative to its largest number."""

    @property
    def whole(self) -> bool:
        """Whether every time step has a row of its own."""
        return all(first == last for first, last in self.rows)


@lru_cache(maxsize=4)
def influence(trace: Trace, work: float = WORK) -> Influence:
    """Pull every step's loss back by itself; the last few are remembered, as several views ask for the same."""
    found = influence_unless(lambda: False, trace, work)
    assert found
    return found


def influence_unless(stop: Callable[[], bool], trace: Trace, work: float = WORK) -> Influence | None:
    """Do the same afresh; None if it was stopped."""
    return _Pass(trace, _rows(trace, work)).run(stop)


def _rows(trace: Trace, work: float) -> tuple[tuple[int, int], ...]:
    """Put time steps together so that the pass takes no more than so much work."""
    steps = trace.T
    each = steps * sum(array.size for array in trace.weight.values()) / 2
    most = int(np.clip(work / max(1, each), 16, steps)) if steps > 16 else steps
    edges = np.linspace(0, steps, most + 1).round().astype(int)
    if most < steps and trace.cut is not None:  # the losses of a window go equally far back
        return tuple((window.first, window.last - 1) for window in trace.cut.windows(steps))
    return tuple((int(a), int(b) - 1) for a, b in pairwise(edges))


class _Pass:
    """One backward pass with rows. Rows lie latest first, so that those that reach a step are the first few."""

    def __init__(self, trace: Trace, rows: tuple[tuple[int, int], ...]) -> None:
        self.trace, self.rows = trace, rows
        head = trace.grad[trace.cell.head.name]
        self.order = [place for place in reversed(range(len(rows))) if head[rows[place][0] : rows[place][1] + 1].any()]
        self.crossed = len(sweeps(trace)) > 1
        lasts = np.array([rows[place][1] for place in self.order], dtype=int)
        self.reaching = [len(lasts) if self.crossed else int((lasts >= t).sum()) for t in range(trace.T)]
        """How many rows reach a time step: all, where lines run both ways."""
        self.lasts = lasts
        windows = trace.cut.windows(trace.T) if trace.cut else ()
        backs = np.array([w.back for last in lasts for w in windows if w.first <= last < w.last], dtype=int)
        self.stopped = [int((backs > t).sum()) for t in range(trace.T)]
        """How many of the latest rows a truncation keeps from a time step."""
        self.settled = settled(trace) if trace.cell.carry else frozenset(trace.cell.given)
        self.waiting: dict[tuple[str, int], Array] = {}
        carry = trace.cell.carry or (trace.cell.head.inputs[0],)
        self.sizes: Named = {name: np.zeros((len(rows), trace.T)) for name in carry}
        self.sums: Named = {name: np.zeros(trace.grad[name].shape) for name in carry}
        self.by_lag: Named = {name: np.zeros(trace.grad[name].shape) for name in carry}
        self.ends: Named = {name: np.zeros(trace.grad[name].shape) for name in carry}
        """What each lag has of the loss that reaches no further: it is left out when a lag is held against the next."""

    def run(self, stop: Callable[[], bool]) -> Influence | None:
        """Go through all sweeps, backward, unless stopped."""
        for lines, forward in reversed(sweeps(self.trace)):
            times = range(self.trace.T)
            for t in reversed(times) if forward > 0 else times:
                if stop():
                    return None
                for line in reversed(lines):
                    self._pull(line, t)
        return Influence(self.rows, self.sizes, self._fading(), self._errors())

    def _pull(self, line: Line, t: int) -> None:
        d = self._seed(t) if line is self.trace.cell.head else self.waiting.pop((line.name, t), None)
        if d is None:
            return
        if line.name in self.sizes:
            self._note(line.name, t, d)
        wanted = [place for place, name in enumerate(line.inputs) if name not in self.settled]
        if (stays := kept_back(self.trace, line.name, t, d)) is not None:
            self._add(f"{line.name}'", t, stays)
        d = through(self.trace, line.name, t, d)
        for place, sent in zip(wanted, self._sent(line, t, d, wanted), strict=True):
            self._add(line.inputs[place], t, sent)

    def _sent(self, line: Line, t: int, d: Array, wanted: list[int]) -> list[Array]:
        """Pull rows through a line, to the inputs that lead anywhere."""
        given = [value(self.trace, name, t) for name in line.inputs]
        learned = weights(self.trace, line, t)
        if line.op is AFFINE:
            matrices = [learned[place] for place in wanted]
            some = [given[place] for place in wanted]
            return list(line.op.pull(d, None, *some, *matrices, learned[-1]))
        pulled = line.op.pull(d, self.trace.value[line.name][t], *given, *learned)
        return [pulled[place] for place in wanted]

    def _seed(self, t: int) -> Array | None:
        """The slope of the loss of a step at its own answer: in its own row only."""
        slope = self.trace.grad[self.trace.cell.head.name][t]
        if not slope.any():
            return None
        seed = np.zeros((self.reaching[t], len(slope)))
        row = next(at for at, place in enumerate(self.order) if self.rows[place][0] <= t <= self.rows[place][1])
        seed[row] = slope
        return seed

    def _add(self, name: str, t: int, sent: Array) -> None:
        plain, then = (name[:-1], t - way(name)) if name.endswith("'") else (name, t)
        if not 0 <= then < self.trace.T:
            return
        if len(sent) < self.reaching[then]:  # more rows reach this step than came
            sent = np.concatenate([sent, np.zeros((self.reaching[then] - len(sent), sent.shape[1]))])
        if then != t and self.stopped[then]:
            sent = sent.copy()
            sent[: self.stopped[then]] = 0
        there = self.waiting.get((plain, then))
        # a new array: what an op sends to two inputs may be one and the same
        self.waiting[plain, then] = sent if there is None else there + sent

    def _note(self, name: str, t: int, d: Array) -> None:
        """Keep sizes, the sum, and what each unit has by how long ago its loss is."""
        with np.errstate(over="ignore", invalid="ignore"):
            self.sizes[name][self.order[: len(d)], t] = np.sqrt(np.einsum("rn,rn->r", d, d))
        self.sums[name][t] = d.sum(axis=0)
        if not self.crossed:
            self.by_lag[name][self.lasts[: len(d)] - t] += np.abs(d)
            if t == 0:
                self.ends[name][self.lasts[: len(d)]] = np.abs(d)

    def _fading(self) -> Named:
        """Link the lags: each next one over what the losses that reach it had at the one before."""
        found: Named = {}
        for name, sums in self.by_lag.items():
            last = self.lasts.max(initial=-1)
            with np.errstate(divide="ignore", invalid="ignore"):
                steps = sums[1:] / (sums - self.ends[name])[:-1]
                found[name] = np.concatenate([np.ones((1, sums.shape[1])), np.cumprod(steps, axis=0)])
            found[name][0 if self.crossed else last + 1 :] = np.nan
        return found

    def _errors(self) -> dict[str, float]:
        return {name: _error(self.sums[name], self.trace.grad[name]) for name in self.sizes}


def _error(found: Array, wanted: Array) -> float:
    off, largest = (float(np.abs(array).max(initial=0.0)) for array in (found - wanted, wanted))
    return off / largest if largest else off
