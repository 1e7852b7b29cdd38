"""Optimizers, simplest first: two pure functions each, `init(weights)` and `update(grad, state, rate)`."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from engine.arrays import Array, Named, space, squares, zeros

State = dict[str, Named]


@dataclass(frozen=True, slots=True, eq=False)
class Optimizer:
    """A name and the pair; `update` gives what to add to each weight, and the next state."""

    name: str
    init: Callable[[Named], State]
    update: Callable[[Named, State, float], tuple[Named, State]]


def _zeros(weight: Named) -> Named:
    return {name: space(array).zeros_like(array) for name, array in weight.items()}


def _root(array: Array) -> Array:
    root: Array = space(array).sqrt(array)
    return root


def _times(factor: float, arrays: Named) -> Named:
    return {name: factor * array for name, array in arrays.items()}


def _sgd(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    return _times(-rate, grad), state


def _momentum(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    speed: Named = {name: 0.9 * state["speed"][name] + slope for name, slope in grad.items()}
    return _times(-rate, speed), {"speed": speed}


def _nesterov(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    """Momentum that looks ahead: the step is along the speed that the next update would find (Sutskever 2013)."""
    speed: Named = {name: 0.9 * state["speed"][name] + slope for name, slope in grad.items()}
    return {name: -rate * (slope + 0.9 * speed[name]) for name, slope in grad.items()}, {"speed": speed}


def _adagrad(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    """Divide by the root of the sum of all squares so far (Duchi 2011); ε 1e-10 outside the root."""
    total: Named = {name: state["total"][name] + slope * slope for name, slope in grad.items()}
    return {name: -rate * slope / (_root(total[name]) + 1e-10) for name, slope in grad.items()}, {"total": total}


def _rmsprop(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    """Divide by the root of a running mean of squares (Hinton 2012): α 0.99, ε 1e-8 outside the root."""
    square: Named = {name: 0.99 * state["square"][name] + 0.01 * slope * slope for name, slope in grad.items()}
    return {name: -rate * slope / (_root(square[name]) + 1e-8) for name, slope in grad.items()}, {"square": square}


def _adam(grad: Named, state: State, rate: float) -> tuple[Named, State]:
    """Adam as published (Kingma & Ba 2015): β 0.9 and 0.999, ε 1e-8 outside the root, both means corrected."""
    count = {name: array + 1 for name, array in state["count"].items()}
    mean = {name: 0.9 * state["mean"][name] + 0.1 * slope for name, slope in grad.items()}
    square = {name: 0.999 * state["square"][name] + 0.001 * slope * slope for name, slope in grad.items()}
    delta = {}
    for name in grad:
        t = float(count[name][0])
        root = _root(square[name] / (1 - 0.999**t))
        delta[name] = (-rate / (1 - 0.9**t)) * mean[name] / (root + 1e-8)
    return delta, {"mean": mean, "square": square, "count": count}


SGD = Optimizer("sgd", lambda weight: {}, _sgd)
MOMENTUM = Optimizer("momentum", lambda weight: {"speed": _zeros(weight)}, _momentum)
NESTEROV = Optimizer("nesterov", MOMENTUM.init, _nesterov)
ADAGRAD = Optimizer("adagrad", lambda weight: {"total": _zeros(weight)}, _adagrad)
RMSPROP = Optimizer("rmsprop", lambda weight: {"square": _zeros(weight)}, _rmsprop)
ADAM = Optimizer(
    "adam",
    lambda weight: {
        "mean": _zeros(weight),
        "square": _zeros(weight),
        "count": {name: zeros((1,), array) for name, array in weight.items()},
    },
    _adam,
)

OPTIMIZERS = {each.name: each for each in (SGD, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM)}


def norm(arrays: Named) -> float:
    """Length of all arrays taken as one vector, summed in float64; too large to be squared is not too large."""
    with np.errstate(over="ignore"):
        length = sqrt(sum(float(squares(array)) for array in arrays.values()))
    if np.isfinite(length):
        return length
    largest = float(np.max([float(abs(array).max()) for array in arrays.values() if len(array)]))
    return largest * norm(_times(1 / largest, arrays)) if np.isfinite(largest) else largest


def clipped(grad: Named, limit: float | None) -> Named:
    """Shorten the whole gradient to the limit if it is longer, keeping its direction."""
    if limit is None:
        return grad
    length = norm(grad)
    if length <= limit:
        return grad
    return {name: slope * (limit / length) for name, slope in grad.items()}


def cut(grad: Named, limit: float | None) -> Named:
    """Cut every number of the gradient to ±limit, which turns its direction."""
    if limit is None:
        return grad
    return {name: slope.clip(-limit, limit) for name, slope in grad.items()}
