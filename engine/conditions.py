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


@dataclass(frozen=True, slots=True)
class Watchpoint:
    """An expression over a step that is a condition, in the language of `engine.watch`."""

    text: str
    passes: int = 0
    """At how many updates it may hold before it stops anything."""


@dataclass(frozen=True, slots=True)
class Watchpoints:
    """One of several watchpoints holds; `engine.watch.search` finds the update, and the beat in it."""

    points: tuple[Watchpoint, ...]
    done: int | None = None
    """How many beats of the present update are behind us, to go on within it; None to leave it."""


Condition = LossBelow | LossAbove | GradientAbove | NotFinite | MeasureAtLeast
"""What `engine.seek` looks for."""
