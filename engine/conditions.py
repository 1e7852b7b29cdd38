"""Conditions that a training is taken to; `engine.seek` finds the first place where one holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LossBelow:
    """The loss of the update about to happen is below a number."""

    value: float


@dataclass(frozen=True, slots=True)
class LossAbove:
    """The loss of the update about to happen is above a number."""

    value: float


@dataclass(frozen=True, slots=True)
class GradientAbove:
    """The whole weight gradient of the update about to happen is longer than a number, before any clipping."""

    value: float


@dataclass(frozen=True, slots=True)
class NotFinite:
    """The update after the one about to happen cannot be done, so this is the last place that can be looked at."""


@dataclass(frozen=True, slots=True)
class MeasureAtLeast:
    """A measure of the validation part is at least so much; looked at every so many updates."""

    measure: str
    value: float
    every: int = 10


Condition = LossBelow | LossAbove | GradientAbove | NotFinite | MeasureAtLeast
