"""Is the gradient right? A second opinion by finite differences, which knows nothing of any backward pass."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Named

DIRECTIONS = 6
NUDGE = 1e-5
TOLERANCE = {"float64": 1e-6, "float32": 1e-3}
"""A relative error below this is rounding; a wrong formula is orders of magnitude above."""


def gradient_error(
    loss: Callable[[Named], float], weight: Named, grad: Named, stop: Callable[[], bool] = lambda: False
) -> float | None:
    """Compare the slope of the loss along random directions through all weights with what the gradient says of it.

    Central differences in float64. Gives the root mean square error relative to the gradient's own slopes, or None if
    stopped before the end. A loss that is flat in every direction has error 0 if the gradient says so too.
    """
    rng = np.random.default_rng(0)
    exact = {name: array.astype(np.float64) for name, array in weight.items()}
    said, seen = [], []
    for _ in range(DIRECTIONS):
        if stop():
            return None
        way = {name: rng.normal(size=array.shape) for name, array in exact.items()}
        said.append(sum(float((grad[name] * way[name]).sum()) for name in exact))
        ahead = loss({name: array + NUDGE * way[name] for name, array in exact.items()})
        behind = loss({name: array - NUDGE * way[name] for name, array in exact.items()})
        seen.append((ahead - behind) / (2 * NUDGE))
    off, size = np.linalg.norm(np.subtract(said, seen)), np.linalg.norm(seen)
    return float(off / size) if size > 0 else float(off)
