"""Where an update came from: every optimizer adds a multiple of the clipped gradient and of what it remembers.

Adam's and its kin's divisors are common factors, so that even there the terms are two: memory and gradient.
"""

from collections.abc import Callable

import numpy as np

from engine.clipping import clipping
from engine.origin import Address, Factor, Origin, Term, look_up
from engine.trace import Trace

Number = tuple[float, str]
"""A factor without an address: its value, and how it is written."""


def delta_origin(trace: Trace, at: Address) -> Origin:
    """Say what an optimizer made an update of."""
    found, made = look_up(trace, at), trace.learning
    if made.optimizer not in WRITERS:
        return Origin(at, found, says="the weights were left as they are", zh="权重保持不变")
    if not made.learns.get(at.name, np.ones(trace.weight[at.name].shape))[at.index]:
        return Origin(at, found, says="held: this weight does not learn", zh="固定：这个权重不学习")
    slope = _gradient(trace, at)
    return Origin(at, found, tuple(WRITERS[made.optimizer](trace, at, slope)))


def _gradient(trace: Trace, at: Address) -> tuple[Factor, ...]:
    """The gradient as the optimizer saw it: the number itself, cut or not, and how much it was shortened."""
    went = clipping(trace)
    here = Address("grad", at.name, None, at.index)
    before, limit = look_up(trace, here), trace.learning.clip_value
    plain = before if limit is None else float(np.clip(before, -limit, limit))
    slope = Factor(plain, here, "{0}" if plain == before else "cut({0})")
    if not went.was_shortened:
        return (slope,)
    return (slope, Factor((trace.learning.clip or 0.0) / went.length_cut, None, "clip / ‖∂L/∂W‖"))


def _memory(trace: Trace, kind: str, at: Address) -> Factor:
    here = Address("state", f"{kind} {at.name}", None, at.index)
    return Factor(look_up(trace, here), here)


def _times(numbers: list[Number], factors: tuple[Factor, ...]) -> Term:
    return Term((*(Factor(value, None, says) for value, says in numbers), *factors))


def _sgd(trace: Trace, _: Address, slope: tuple[Factor, ...]) -> list[Term]:
    return [_times([(-trace.learning.rate, "−rate")], slope)]


def _momentum(trace: Trace, at: Address, slope: tuple[Factor, ...]) -> list[Term]:
    rate: Number = (-trace.learning.rate, "−rate")
    return [_times([rate, (0.9, "0.9")], (_memory(trace, "speed", at),)), _times([rate], slope)]


def _nesterov(trace: Trace, at: Address, slope: tuple[Factor, ...]) -> list[Term]:
    rate: Number = (-trace.learning.rate, "−rate")
    return [_times([rate, (0.81, "0.81")], (_memory(trace, "speed", at),)), _times([rate, (1.9, "1.9")], slope)]


def _product(slope: tuple[Factor, ...]) -> float:
    return Term(slope).value


def _adagrad(trace: Trace, at: Address, slope: tuple[Factor, ...]) -> list[Term]:
    root = float(np.sqrt(_memory(trace, "total", at).value + _product(slope) ** 2)) + 1e-10
    return [_times([(-trace.learning.rate, "−rate"), (1 / root, "1 / (√(total + g²) + ε)")], slope)]


def _rmsprop(trace: Trace, at: Address, slope: tuple[Factor, ...]) -> list[Term]:
    root = float(np.sqrt(0.99 * _memory(trace, "square", at).value + 0.01 * _product(slope) ** 2)) + 1e-8
    return [_times([(-trace.learning.rate, "−rate"), (1 / root, "1 / (√(0.99 square + 0.01 g²) + ε)")], slope)]


def _adam(trace: Trace, at: Address, slope: tuple[Factor, ...]) -> list[Term]:
    t = trace.learning.count + 1
    square = 0.999 * _memory(trace, "square", at).value + 0.001 * _product(slope) ** 2
    root = float(np.sqrt(square / (1 - 0.999**t))) + 1e-8
    common: list[Number] = [
        (-trace.learning.rate / (1 - 0.9**t), f"−rate / (1 − 0.9^{t})"),
        (1 / root, f"1 / (√((0.999 square + 0.001 g²) / (1 − 0.999^{t})) + ε)"),
    ]
    return [_times([*common, (0.9, "0.9")], (_memory(trace, "mean", at),)), _times([*common, (0.1, "0.1")], slope)]


WRITERS: dict[str, Callable[[Trace, Address, tuple[Factor, ...]], list[Term]]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
