"""What a step's own numbers say, as measures: for presets that promise something of gradients, not of held-out data."""

import math
from collections.abc import Callable, Iterable

import numpy as np

from engine import derive
from engine.check import TOLERANCE
from engine.spectrum import spectrum
from engine.trace import Trace
from engine.trainer import Trainer


def growth(trainer: Trainer) -> float:
    """Say how much longer the gradient of what is carried last is at the first step than at the last one."""
    trace = trainer.trace()
    lengths = derive.grad_norms(trace, trace.cell.carry[-1])
    return float(lengths[0] / lengths[-1])


def largest_state(trainer: Trainer) -> float:
    """Find the largest |h| of the step."""
    return float(np.abs(trainer.trace().value["h"]).max())


def off_bound(trainer: Trainer) -> float:
    """Say how far the measured product of the Jacobians is from its bound, as a share, at its worst."""
    found = spectrum(trainer.trace())
    return float(np.abs(found.products / found.bound - 1).max())


def of_bound(trainer: Trainer) -> float:
    """Say what share of its bound the measured product is, at most."""
    found = spectrum(trainer.trace())
    return float((found.products / found.bound).max())


def shares_off(trainer: Trainer) -> float:
    """Say how far the shares of the time steps, added up, are from the whole gradient: of the worst weight."""
    trace = trainer.trace()
    return max(_off(trace, name) for name in trace.weight)


def _off(trace: Trace, name: str) -> float:
    whole = trace.grad[name].astype(np.float64)
    return float(np.abs(derive.shares(trace, name).sum(axis=0) - whole).max() / (np.abs(whole).max() or 1.0))


def check_off(trainer: Trainer) -> float:
    """Compare the gradients with finite differences: the error over what is mere rounding; below 1 they are right."""
    error = trainer.check()
    return math.inf if error is None else error / TOLERANCE[trainer.run.dtype]


TRAITS: dict[str, Callable[[Trainer], float]] = {
    "growth": growth,
    "largest_state": largest_state,
    "off_bound": off_bound,
    "of_bound": of_bound,
    "shares_off": shares_off,
    "check_off": check_off,
}


def traits(trainer: Trainer, names: Iterable[str]) -> dict[str, float]:
    """Measure those of the names that are traits."""
    return {name: TRAITS[name](trainer) for name in names if name in TRAITS}
