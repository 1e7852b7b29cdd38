"""Scores as probabilities that sum to one: shifted by the largest, and their logarithms in one step."""

from engine.arrays import Array, space


def log_softmax(y: Array) -> Array:
    """Logarithms of the probabilities, shifted by the largest score so that nothing overflows; (…, V)."""
    xp = space(y)
    shifted = y - xp.amax(y, axis=-1, keepdims=True)
    logs: Array = shifted - xp.log(xp.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def softmax(y: Array) -> Array:
    """Probabilities that sum to one, (…, V)."""
    chances: Array = space(y).exp(log_softmax(y))
    return chances
