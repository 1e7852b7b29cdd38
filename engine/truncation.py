"""What truncation left out of a gradient: step by step, and of the weights as a whole."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.derive import norms
from engine.optim import norm
from engine.trace import Trace
from engine.windows import Window


@dataclass(frozen=True, slots=True, eq=False)
class Truncation:
    """Windows, and the lengths of what was kept and of what was not."""

    windows: tuple[Window, ...]
    kept: Named
    """‖∂L/∂name_t‖ as the truncated pass has it, by carried name, (T,) each."""
    left: Named
    """The same of what it left out."""
    share: float
    """‖left out‖ / ‖whole‖ of the gradient of all weights."""
    angle: float
    """Between the truncated gradient of all weights and the whole one, in degrees; NaN if one is nothing."""


def truncation(trace: Trace) -> Truncation | None:
    """Hold what is there against what was discarded; None for a pass that was not truncated."""
    if trace.cut is None or not trace.discarded:
        return None
    kept = {name: trace.grad[name] for name in trace.weight}
    left = {name: trace.discarded[name] for name in trace.weight}
    whole: Named = {name: kept[name] + left[name] for name in kept}
    size = norm(whole)
    return Truncation(
        trace.cut.windows(trace.T),
        {name: norms(trace.grad[name]) for name in trace.cell.carry},
        {name: norms(trace.discarded[name]) for name in trace.cell.carry},
        norm(left) / size if size else 0.0,
        _angle(kept, whole),
    )


def _angle(a: Named, b: Named) -> float:
    sizes = norm(a) * norm(b)
    if not sizes or not np.isfinite(sizes):
        return np.nan
    return float(np.degrees(np.arccos(np.clip(_dot(a, b) / sizes, -1, 1))))


def _dot(a: Named, b: Named) -> float:
    return float(sum(_inner(a[name], b[name]) for name in a))


def _inner(a: Array, b: Array) -> float:
    return float(np.vdot(a.astype(np.float64), b.astype(np.float64)))
