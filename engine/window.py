"""A window over time: what a net without a memory is shown instead, the last k inputs, the oldest first."""

import numpy as np

from engine.arrays import Array


def windowed(x: Array, k: int, before: Array | None = None) -> Array:
    """Put k inputs side by side, (T, B, k·n); `before` are those before the first, (…, B, n), or they are zero."""
    if k == 1:
        return x
    rows, width = x.shape[1:]
    past = np.zeros((k - 1, rows, width), x.dtype)
    if before is not None and len(before):
        past[-len(before) :] = before[-(k - 1) :]
    whole = np.concatenate([past, x])
    return np.concatenate([whole[at : at + len(x)] for at in range(k)], axis=-1)
