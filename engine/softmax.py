"""Scores as probabilities that sum to one: shifted by the largest, and their logarithms in one step."""

import numpy as np

from engine.arrays import Array


def log_softmax(y: Array) -> Array:
    """Logarithms of the probabilities, shifted by the largest score so that nothing overflows; (…, V)."""
    shifted = y - y.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def softmax(y: Array) -> Array:
    """Probabilities that sum to one, (…, V)."""
    return np.asarray(np.exp(log_softmax(y)))
