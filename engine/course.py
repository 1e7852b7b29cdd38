"""When a training ends: a criterion is met, patience runs out, or the updates are done.

What is measured is the validation part. It changes nothing: a run has the same bits with any rule and with none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.errors import RunError, meant
from engine.metrics import better


@dataclass(frozen=True, slots=True)
class Goal:
    """A criterion: a measure that gets at least, or at most, this far."""

    measure: str
    at_least: float | None = None
    at_most: float | None = None

    def met(self, measures: dict[str, float]) -> bool:
        """Whether it is met; a number that is none meets nothing."""
        value = measures[known(self.measure, measures)]
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Rule:
    """When to stop, and after how many updates to look."""

    updates: int
    every: int = 100
    goals: tuple[Goal, ...] = ()
    """All of them are to be met at once."""
    patience: int | None = None
    """How many looks in a row may bring nothing better."""
    watch: str = ""
    """The measure that patience watches; the first goal's, else the first one measured."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Why and where a training ended, and what was measured on the way."""

    why: Literal["goal", "patience", "updates"]
    step: int
    best: int
    """The step that measured best."""
    looks: tuple[tuple[int, dict[str, float]], ...]


def follow(rule: Rule, goto: Callable[[int], object], measure: Callable[[], dict[str, float]]) -> Ended:
    """Train by a rule, from step 0 on; `goto` goes to a step, `measure` measures there."""
    looks: list[tuple[int, dict[str, float]]] = []
    watch, best = rule.watch or (rule.goals[0].measure if rule.goals else ""), 0
    for step in _stops(rule):
        goto(step)
        looks.append((step, measure()))
        now = looks[-1][1]
        watch = known(watch or next(iter(now)), now)
        if len(looks) == 1 or better(watch, now[watch], looks[best][1][watch]):
            best = len(looks) - 1
        if rule.goals and all(goal.met(now) for goal in rule.goals):
            return Ended("goal", step, looks[best][0], tuple(looks))
        if rule.patience is not None and len(looks) - 1 - best >= rule.patience:
            return Ended("patience", step, looks[best][0], tuple(looks))
    return Ended("updates", rule.updates, looks[best][0], tuple(looks))


def _stops(rule: Rule) -> Iterator[int]:
    """Where to look: every so many updates, and at the end."""
    yield from range(min(rule.every, rule.updates), rule.updates, rule.every)
    yield rule.updates


def known(measure: str, measures: dict[str, float]) -> str:
    """Refuse a measure that the task does not have."""
    if measure not in measures:
        names = ", ".join(measures)
        raise RunError(
            f'Nothing called "{measure}" is measured here.', f"There is {names}.", meant(measure, measures),
            zh=(f"这里不测量“{measure}”。", f"有 {names}。", meant(measure, measures).zh),
        )  # fmt: skip
    return measure
