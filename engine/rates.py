"""The rate of each update: pure functions of a run and a step, so that no path to a step can change it."""

from collections.abc import Callable
from math import cos, pi
from typing import Protocol

EVERY, DECAY = 100, 0.5


class Plan(Protocol):
    """What a schedule needs to know of a run."""

    @property
    def updates(self) -> int:
        """How many updates are planned."""

    @property
    def schedule(self) -> str:
        """The name of the schedule."""

    @property
    def warm_up(self) -> int:
        """Over how many updates the rate grows to its full size."""

    @property
    def every(self) -> int | None:
        """After how many updates a step comes."""

    @property
    def decay(self) -> float | None:
        """What the rate is multiplied by at a step."""


SCHEDULES: dict[str, Callable[[Plan, int], float]] = {
    "constant": lambda plan, step: 1.0,
    "step": lambda plan, step: (plan.decay or DECAY) ** (step // (plan.every or EVERY)),
    "cosine": lambda plan, step: (1 + cos(pi * min(step / plan.updates, 1))) / 2,
}
"""What part of the rate is used at a step, apart from warming up; the cosine ends at 0 when all updates are done."""


def factor(plan: Plan, step: int) -> float:
    """What part of its rate a run uses for the update at a step."""
    warm = min(1.0, (step + 1) / plan.warm_up) if plan.warm_up else 1.0
    return warm * SCHEDULES[plan.schedule](plan, step)
