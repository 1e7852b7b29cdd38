"""The net as a task examines it: its answers, its lines, and what it writes row by row."""

import numpy as np
import pytest

from engine.run import Run
from engine.sample import Manner, written
from engine.trainer import Trainer


def trained(cell: str) -> Trainer:
    """A small net that has learnt a little."""
    trainer = Trainer(Run.model_validate({"task": "text", "length": 12, "hidden": 5, "batch": 3, "cell": cell}))
    trainer.goto(20)
    return trainer


def test_it_answers_with_its_head_and_shows_every_line() -> None:
    trainer = trained("lstm")
    x = trainer.task.encode("a quiet queen").x
    value, seen = trainer.answer.values(x), trainer.trace("a quiet queen").value
    for name in trainer.model.names:
        np.testing.assert_array_equal(value[name][:, 0], seen[name])
    np.testing.assert_array_equal(trainer.answer(x), value["y"])


@pytest.mark.parametrize("cell", ["lstm", "gru", "mlp"])
def test_many_rows_are_written_as_each_alone_is(cell: str) -> None:
    trainer = trained(cell)
    heights = np.random.default_rng(0).random((30, 2))
    one, two = (trainer.task.encode(text).x for text in ("the q", "quiet"))
    rows = trainer.answer.write(np.concatenate([one, two], axis=1), heights)
    for row, prefix in enumerate(("the q", "quiet")):
        alone = written(trainer.answer.reader, trainer.task, prefix, heights[:, row], Manner())
        assert "".join(trainer.task.symbols[place] for place in rows[:, row]) == alone
