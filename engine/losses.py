"""Losses: how wrong the outputs are at each time step, and which way the outputs should move.

A loss takes outputs and targets (…, V) and gives (…) nats or squared units; its `slope` is d(that)/d(outputs).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """A name, the loss at each step, its slope, and what the outputs mean."""

    name: str
    at: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    read: Callable[[Array], Array]


def log_softmax(y: Array) -> Array:
    """Logarithms of the probabilities, shifted by the largest score so that nothing overflows; (…, V)."""
    shifted = y - y.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def softmax(y: Array) -> Array:
    """Probabilities that sum to one, (…, V)."""
    return np.asarray(np.exp(log_softmax(y)))


def cross_entropy(y: Array, target: Array) -> Array:
    """Nats lost against the target's own entropy (so a perfect answer costs 0), (…)."""
    sure = np.where(target > 0, target, 1)
    return np.asarray((target * (np.log(sure) - log_softmax(y))).sum(axis=-1))


def cross_entropy_slope(y: Array, target: Array) -> Array:
    """Probability minus target; for targets that are not scored at all (sum 0) it is 0, (…, V)."""
    return np.asarray(softmax(y) * target.sum(axis=-1, keepdims=True) - target)


def squared_error(y: Array, target: Array) -> Array:
    """Half the squared distance, (…)."""
    return np.asarray(0.5 * ((y - target) ** 2).sum(axis=-1))


SOFTMAX = Loss("softmax", cross_entropy, cross_entropy_slope, softmax)
SQUARED = Loss("squared", squared_error, lambda y, target: np.asarray(y - target), lambda y: y)

LOSSES = {loss.name: loss for loss in (SOFTMAX, SQUARED)}
