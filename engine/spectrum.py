"""How a step back in time stretches a gradient: Jacobians of the whole carried state, their spectra, products, bounds.

∂s_t/∂s_{t−1}, with s all that is carried side by side (h and c of an LSTM), is pulled out of the table: the rows of the
identity go back through one step's lines. Lines that run against time are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.arrays import Array, Named
from engine.dropout import RECURRENT
from engine.ops import AFFINE, IDENTITY, RELU, TANH
from engine.reading import kept_back, pulled, way
from engine.trace import Trace

WORK, LEAST = 6e6, 4
"""Multiplications that go into spectra, and how many steps have theirs at least."""
BACK = 1000
"""How many times as much may go into the measured products; it says how far back they go in a very large net."""
SLOPES = {TANH: 1.0, RELU: 1.0, IDENTITY: 1.0}
"""γ: how steep a squashing function gets at most."""


def carried(trace: Trace) -> tuple[str, ...]:
    """What is carried with time, in the order of the state."""
    return tuple(name for name in trace.cell.carry if way(name) > 0)


def pulled_state(trace: Trace, t: int, rows: Named) -> Named:
    """Pull rows of gradients of the state after step t, (R, n) each, back to the state before it."""
    waiting = dict(rows)
    for line in reversed(trace.cell.lines):
        d = waiting.pop(line.name, None)
        if d is None or way(line.name) < 0:
            continue
        for name, sent in zip(line.inputs, pulled(trace, line, t, d), strict=True):
            waiting[name] = waiting[name] + sent if name in waiting else sent
        if (stays := kept_back(trace, line.name, t, d)) is not None:
            waiting[f"{line.name}'"] = waiting.get(f"{line.name}'", 0.0) + stays
    nothing = {name: np.zeros_like(rows[name]) for name in rows}
    return {name: waiting.get(f"{name}'", nothing[name]) for name in rows}


def identity(trace: Trace) -> Named:
    """A row for each carried number, cut by name."""
    sizes = [trace.value[name].shape[1] for name in carried(trace)]
    parts = np.split(np.eye(sum(sizes)), np.cumsum(sizes)[:-1], axis=1)
    return dict(zip(carried(trace), parts, strict=True))


def jacobian(trace: Trace, t: int) -> Array:
    """∂s_t/∂s_{t−1}: rows are the new state's numbers, columns those of the state before."""
    before = pulled_state(trace, t, identity(trace))
    return np.concatenate([before[name] for name in carried(trace)], axis=1)


def block(trace: Trace, t: int, name: str) -> Array:
    """What of that goes from one carried value to itself."""
    names = carried(trace)
    sizes = [trace.value[each].shape[1] for each in names]
    start = sum(sizes[: names.index(name)])
    part = slice(start, start + sizes[names.index(name)])
    return jacobian(trace, t)[part, part]


def singular_values(matrix: Array) -> Array:
    """From large to small; NaN where the matrix is not finite."""
    if not np.isfinite(matrix).all():
        return np.full(len(matrix), np.nan)
    return np.asarray(np.linalg.svd(matrix, compute_uv=False))


def radius(matrix: Array) -> float:
    """The largest |eigenvalue|; NaN if the matrix is not finite."""
    return float(np.abs(np.linalg.eigvals(matrix)).max()) if np.isfinite(matrix).all() else np.nan


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Step by step, at `steps`: all, or evenly chosen, or of the last stretch only, where more would take long."""

    steps: list[int]
    norms: Array
    """The largest singular value of ∂s_t/∂s_{t−1} at those steps."""
    radii: Array
    """Its spectral radius."""
    products: Array
    """‖∂s_{T−1}/∂s_t‖ at those steps: measured."""
    chain: Array
    """The product of the norms of the steps between: a bound for any net; NaN where some were not computed."""
    bound: Array
    """(γ‖W‖)^(T−1−t) for a net that squashes one weighed sum (Pascanu 2013); else NaN. Of an encoder and a decoder each
    step has its own ‖W‖."""
    gamma: float
    weight_norm: float
    """‖W‖ of the recurrent matrix in that bound; NaN without one, or with two."""

    @property
    def met(self) -> bool:
        """Whether what is measured is what the bound says: theory is exact."""
        return bool(np.allclose(self.products, self.bound, rtol=1e-8, atol=0))


@lru_cache(maxsize=4)
def spectrum(trace: Trace, work: float = WORK) -> Spectrum:
    """Compute the spectra, the measured products and the bounds; the last few are remembered."""
    found = spectrum_unless(lambda: False, trace, work)
    assert found
    return found


def spectrum_unless(stop: Callable[[], bool], trace: Trace, work: float = WORK) -> Spectrum | None:
    """Do the same afresh; None if it was stopped."""
    size = sum(trace.value[name].shape[1] for name in carried(trace))
    steps = _steps(trace, size, work)
    own = _own(trace, steps, stop)
    products = None if own is None else _products(trace, steps, stop)
    if own is None or products is None:
        return None
    norms, radii = own
    gamma, weights = _squashed(trace)
    with np.errstate(over="ignore"):
        bound = np.array([np.prod(gamma * weights[t + 1 :]) for t in steps])
    weight = weights[0] if (weights == weights[0]).all() else np.nan
    return Spectrum(steps, norms, radii, products, _chain(trace, norms), bound, gamma, float(weight))


def _own(trace: Trace, steps: list[int], stop: Callable[[], bool]) -> tuple[Array, Array] | None:
    """Norm and spectral radius of some steps' own Jacobians."""
    found = []
    for t in steps:
        if stop():
            return None
        matrix = jacobian(trace, t)
        found.append((singular_values(matrix)[0], radius(matrix)))
    norms, radii = np.array(found).T
    return norms, radii


def _steps(trace: Trace, size: int, work: float) -> list[int]:
    """Choose the steps."""
    each = size * sum(array.size for array in trace.weight.values())
    span = int(np.clip(BACK * work / each, min(LEAST, trace.T), trace.T))
    count = int(np.clip(work / size**3, min(LEAST, span), span))
    return sorted({*np.linspace(trace.T - span, trace.T - 1, count).round().astype(int).tolist()})


def _products(trace: Trace, steps: list[int], stop: Callable[[], bool]) -> Array | None:
    """Measure how the last state answers to those of some steps, by one pass back with the identity."""
    rows, found = identity(trace), {}
    with np.errstate(over="ignore", invalid="ignore"):
        for t in reversed(range(steps[0], trace.T)):
            if stop():
                return None
            if t in steps:
                found[t] = singular_values(np.concatenate(list(rows.values()), axis=1))[0]
            rows = pulled_state(trace, t, rows)
    return np.array([found[t] for t in steps])


def _chain(trace: Trace, norms: Array) -> Array:
    if len(norms) < trace.T:
        return np.full(len(norms), np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.append(np.cumprod(norms[:0:-1])[::-1], 1.0))


def _squashed(trace: Trace) -> tuple[float, Array]:
    """γ and each step's ‖W‖, (T,), if the state is one weighed sum, squashed, and nothing of it is kept as it was."""
    if any(hold.kept.any() for hold in trace.holds.values()):
        return np.nan, np.full(trace.T, np.nan)
    rows = {line.name: line for line in trace.cell.lines}
    affine = [line for line in rows.values() if line.op is AFFINE]
    if trace.cell.carry != ("h",) or len(affine) != 1 or len(trace.cell.recurrent) != 1 or RECURRENT.key in trace.drop:
        return np.nan, np.full(trace.T, np.nan)
    squashed = rows["h"]
    gamma = 1.0 if squashed is affine[0] else SLOPES.get(squashed.op, np.nan)
    names = [trace.part(t) + trace.cell.recurrent[0] for t in range(trace.T)]
    norms = {name: float(singular_values(trace.weight[name])[0]) for name in {*names}}
    return gamma, np.array([norms[name] for name in names])
