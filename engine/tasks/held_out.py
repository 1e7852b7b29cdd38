"""Sequences that a net has not been trained on, as a task has them."""

from typing import Protocol, runtime_checkable

import numpy as np

from engine.tasks.task import Batch, Task


@runtime_checkable
class Apart(Protocol):
    """What a task can do beside all else, if it keeps some sequences away from training."""

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw sequences of its test part."""


def held_out(task: Task, rng: np.random.Generator, rows: int) -> Batch:
    """Draw sequences of the test part; where nothing is kept apart, new ones."""
    return task.unseen(rng, rows) if isinstance(task, Apart) else task.batch(rng, rows)
