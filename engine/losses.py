"""Losses: how wrong the outputs are, what each time step adds to that, and which way the outputs should move.

Most losses look at one time step at a time: they take outputs and targets (…, V) and give (…) nats or squared units,
and their `slope` is d(that)/d(outputs). A loss of whole sequences, CTC, looks at all steps and a row's labels at once.
Either way `score` gives what each step of each row adds to the loss of the batch, (T, B), and the slope, (T, B, V).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engine import ctc
from engine.arrays import Array, space
from engine.ctc import Labels
from engine.softmax import log_softmax, softmax


class Wanted(Protocol):
    """What the outputs of a batch are held against."""

    @property
    def targets(self) -> Array:
        """What should come out, (T, B, V)."""

    @property
    def scored(self) -> Array:
        """How much each step counts, (T, B)."""

    @property
    def labels(self) -> Labels:
        """What each row spells, B tuples; empty unless the loss is one of whole sequences."""


@dataclass(frozen=True, slots=True, eq=False)
class StepLoss:
    """A name, the loss at each step, its slope, and what the outputs mean."""

    name: str
    at: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    read: Callable[[Array], Array]

    def score(self, y: Array, wanted: Wanted) -> tuple[Array, Array]:
        """Take the mean over rows of the mean over scored steps, for outputs (T, B, V)."""
        share = shares(wanted.scored)
        return self.at(y, wanted.targets) * share, self.slope(y, wanted.targets) * share[..., None]


@dataclass(frozen=True, slots=True, eq=False)
class SequenceLoss:
    """A loss that no step has alone: `spell` takes outputs, the rows' lengths and their labels."""

    name: str
    spell: Callable[[Array, ctc.Indices, Labels], tuple[Array, Array]]
    read: Callable[[Array], Array]

    def score(self, y: Array, wanted: Wanted) -> tuple[Array, Array]:
        """Take the mean over rows of each row's whole loss; a row is as long as it is scored."""
        each, slope = self.spell(y, (wanted.scored > 0).sum(axis=0), wanted.labels)
        return each / y.shape[1], slope / y.shape[1]


Loss = StepLoss | SequenceLoss


def shares(scored: Array) -> Array:
    """What part of the batch's loss each step of each row is, (T, B)."""
    part: Array = scored / (scored.sum(axis=0).clip(1) * scored.shape[1])
    return part


def cross_entropy(y: Array, target: Array) -> Array:
    """Nats lost against the target's own entropy (so a perfect answer costs 0), (…)."""
    return _total(target * (_log(target) - log_softmax(y)))


def cross_entropy_slope(y: Array, target: Array) -> Array:
    """Probability minus target; for targets that are not scored at all (sum 0) it is 0, (…, V)."""
    slope: Array = softmax(y) * target.sum(axis=-1, keepdims=True) - target
    return slope


def sigmoid(y: Array) -> Array:
    """The probability of a yes, without ever raising e to a positive number, (…)."""
    xp = space(y)
    small = xp.exp(-abs(y))
    chance: Array = xp.where(y >= 0, 1, small) / (1 + small)
    return chance


def binary_cross_entropy(y: Array, target: Array) -> Array:
    """Nats lost on V questions of yes and no, against the targets' own entropy; softplus, so nothing overflows, (…)."""
    xp = space(y)
    asked = y.clip(0) - y * target + xp.log1p(xp.exp(-abs(y)))
    return _total(asked + target * _log(target) + (1 - target) * _log(1 - target))


def squared_error(y: Array, target: Array) -> Array:
    """Half the squared distance, (…)."""
    return _total(0.5 * (y - target) ** 2)


def _log(share: Array) -> Array:
    """The logarithm of a share, 0 where the share is."""
    xp = space(share)
    logs: Array = xp.log(xp.where(share > 0, share, 1))
    return logs


def _total(each: Array) -> Array:
    """Sum over the last axis."""
    total: Array = each.sum(axis=-1)
    return total


SOFTMAX = StepLoss("softmax", cross_entropy, cross_entropy_slope, softmax)
BINARY = StepLoss("binary", binary_cross_entropy, lambda y, target: sigmoid(y) - target, sigmoid)
SQUARED = StepLoss("squared", squared_error, lambda y, target: y - target, lambda y: y)
CTC = SequenceLoss("ctc", ctc.spell, softmax)

LOSSES: dict[str, Loss] = {loss.name: loss for loss in (SOFTMAX, BINARY, SQUARED, CTC)}
