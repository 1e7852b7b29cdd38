"""How the first weights are drawn; every gate has a draw of its own, as wide as one gate and not as all four."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array

Init = Callable[[np.random.Generator, tuple[int, ...], int, float], Array]
"""Takes the stream, the shape of a weight, (inputs, outputs) or (outputs,), H, and a factor on the usual size."""


def uniform(rng: np.random.Generator, shape: tuple[int, ...], hidden: int, scale: float) -> Array:
    """Draw from ±1/√H, biases too, as torch does."""
    bound = scale / np.sqrt(hidden)
    return rng.uniform(-bound, bound, shape)


def xavier(rng: np.random.Generator, shape: tuple[int, ...], hidden: int, scale: float) -> Array:
    """Draw from ±√(6 / (inputs + outputs)), so that values keep their size both ways (Glorot 2010); vectors are 0."""
    if len(shape) == 1:
        return np.zeros(shape)
    bound = scale * np.sqrt(6 / sum(shape))
    return rng.uniform(-bound, bound, shape)


def orthogonal(rng: np.random.Generator, shape: tuple[int, ...], hidden: int, scale: float) -> Array:
    """Draw a matrix that only turns (Saxe 2013), all equally likely; the short side of others does; vectors are 0."""
    if len(shape) == 1:
        return np.zeros(shape)
    q, r = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
    q = scale * q * np.sign(np.diag(r))  # else the signs of the factorisation would show
    return np.asarray(q if shape[0] >= shape[1] else q.T)


INITS: dict[str, Init] = {"uniform": uniform, "xavier": xavier, "orthogonal": orthogonal}
