"""Trainers are measured on their way, and what was found is kept: it is a pure function of run and step."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np

from engine.errors import RunError
from engine.trail import Trail
from engine.trainer import Trainer

SEEN, UNSEEN = "train_loss", "loss"
"""What a task calls the loss on its own examples, and on held-out ones."""


class Trails:
    """What was measured of trainers on their ways."""

    def __init__(self) -> None:
        self._found: WeakKeyDictionary[Trainer, dict[int, tuple[float, float]]] = WeakKeyDictionary()

    def follow(self, trainer: Trainer, step: int, every: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Take a trainer to a step, and measure at every so many updates up to there, if any; may be stopped."""
        found = self._found.setdefault(trainer, {})
        for at in (at for at in range(0, step + 1, every) if at not in found) if every else ():
            trainer.goto(at, stop)
            if trainer.step != at:
                return
            found[at] = _parts(trainer)
        trainer.goto(step, stop)

    def branched(self, trainer: Trainer, branch: Trainer) -> Trainer:
        """Let a branch have what was measured before it left, and give it back."""
        before = self._found.get(trainer, {})
        self._found[branch] = {at: parts for at, parts in before.items() if at < branch.step}
        return branch

    def told(self, trainer: Trainer, every: int) -> Trail:
        """Give what was measured up to where a trainer stands, at every so many updates."""
        found = sorted(self._found.get(trainer, {}).items())
        here = [(at, *parts) for at, parts in found if at <= trainer.step and at % every == 0]
        return Trail(*np.array(here).reshape(-1, 3).T)


def _parts(trainer: Trainer) -> tuple[float, float]:
    measures = trainer.measure("test")
    if SEEN not in measures or UNSEEN not in measures:
        raise RunError(
            f"The task {trainer.run.task} does not measure the examples it learns from.",
            "A task with a training part of its own does, as votes.", "Show another view than the gap.",
            zh=(f"任务 {trainer.run.task} 不测量它学过的例子。", "有训练集的任务才测量，如 votes。", "换掉 gap 视图。"),
        )  # fmt: skip
    return measures[SEEN], measures[UNSEEN]
