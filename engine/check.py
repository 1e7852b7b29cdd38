"""Is the gradient right? A second opinion by finite differences, which knows nothing of any backward pass."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Named

DIRECTIONS = 4
NUDGES = (1e-4, 1e-5, 1e-6)
"""How far to look: a flat loss needs a long look, an exploding one a short look; the best of them counts."""
STENCIL = ((1, 8 / 12), (-1, -8 / 12), (2, -1 / 12), (-2, 1 / 12))
"""Central differences of fourth order: where to look, in nudges along a direction of length 1, and how it counts."""
TOLERANCE = {"float64": 1e-6, "float32": 1e-3}
"""A relative error below this is rounding; a wrong formula is orders of magnitude above."""

ROUNDING = 10
"""By so many units of its precision a slope may be off, and an answer that its slope comes from: what a net that is
sure to 1 in 100,000 misses by is known to two digits in float32, and its gradient is no better. That is no mistake."""


def _direction(weight: Named, rng: np.random.Generator) -> Named:
    """Draw a direction through all weights, of length 1."""
    way = {name: rng.normal(size=array.shape) for name, array in weight.items()}
    length = np.sqrt(sum((array**2).sum() for array in way.values()))
    return {name: array / length for name, array in way.items()}


def gradient_error(
    loss: Callable[[Named], float], weight: Named, grad: Named, stop: Callable[[], bool] = lambda: False
) -> float | None:
    """Compare the slope of the loss along random directions through all weights with what the gradient says of it.

    Gives the root mean square error relative to the gradient's own slopes, or to what rounding leaves of them where
    they or the loss are tiny; None if stopped before the end. A loss that is flat in every direction has error 0 if
    the gradient says so too. A wrong gradient is wrong at every nudge.
    """
    rng = np.random.default_rng(0)
    exact: Named = {name: array.astype(np.float64) for name, array in weight.items()}
    ways = [_direction(exact, rng) for _ in range(DIRECTIONS)]
    coarsest = max((array.dtype for array in (*weight.values(), *grad.values())), key=lambda dtype: np.finfo(dtype).eps)
    unit = float(np.finfo(coarsest).eps)
    least = ROUNDING * unit / TOLERANCE[coarsest.name]
    blurred = max(1.0, least / max(abs(loss(exact)), unit))
    said = [sum(float((grad[name] * way[name]).sum()) for name in exact) for way in ways]
    errors = []
    for nudge in NUDGES:
        seen = []
        for way in ways:
            if stop():
                return None
            seen.append(_slope(loss, exact, way, nudge))
        off, size = np.linalg.norm(np.subtract(said, seen)), np.linalg.norm(seen)
        errors.append(float(off) / max(float(size) * blurred, least))
    return min(errors)


def _slope(loss: Callable[[Named], float], weight: Named, way: Named, nudge: float) -> float:
    """Measure how steep the loss is along a direction."""
    total = 0.0
    for place, share in STENCIL:
        total += share * loss({name: array + nudge * place * way[name] for name, array in weight.items()})
    return total / nudge
