"""Engines with a fault planted in their process: a number in the data that is none, a derivative that is wrong."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from engine import calls, vectors, worker
from engine.device import Wish
from engine.ops import SIGMOID, TANH
from engine.tasks.task import Batch
from engine.trainer import Trainer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from engine.messages import Answer, Question

UPDATE, STEP, ROW, INPUT = 7, 4, 1, 0
"""Where the data are spoiled, all from 0."""
SERVE = worker.main


def spoiled_data(connection: "Connection[Answer, Question]", wish: Wish = "auto") -> None:
    """Answer as the engine does, but for one number of one batch, which is NaN."""
    clean = Trainer._batch

    def spoiled(trainer: Trainer) -> Batch:
        batch = clean(trainer)
        if trainer.step == UPDATE:
            batch = replace(batch, x=batch.x.copy())
            batch.x[STEP, ROW, INPUT] = math.nan
        return batch

    Trainer._batch = spoiled  # type: ignore[method-assign]  that is what planting is
    SERVE(connection, wish)


def wrong_derivative(connection: "Connection[Answer, Question]", wish: Wish = "auto") -> None:
    """Answer as the engine does, but a gate's slope is that of tanh."""
    vectors.PULL["sigmoid"] = vectors.PULL["tanh"]
    calls.SLOPES[SIGMOID] = calls.SLOPES[TANH]
    SERVE(connection, wish)
