"""Tasks whose sequences follow each other, so that a state can be carried from one update to the next."""

from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from engine.tasks.task import Batch

Flowing = tuple[Batch, npt.NDArray[np.bool_]]
"""The sequences of an update, and which rows begin anew with it, (B,)."""


class Stream(Protocol):
    """What such a task can do beside all else."""

    def following(self, step: int, rows: int) -> Flowing:
        """Give the sequences of an update: those of the next one go on where these end."""


def flows(task: object) -> bool:
    """Whether a task can do it."""
    return hasattr(task, "following")


def following(task: object, step: int, rows: int) -> Flowing:
    """Ask a task that can."""
    return cast("Stream", task).following(step, rows)
