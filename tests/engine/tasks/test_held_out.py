"""What a task keeps away from training is kept away."""

import numpy as np
import pytest

from engine.run import Run, build
from engine.tasks.held_out import Apart, held_out
from engine.tasks.task import part_of, typed
from engine.tasks.weather import TESTED, TRAINED, corpus


@pytest.mark.parametrize("name", ["brackets", "prose", "text", "weather", "oscillation", "hold"])
def test_every_task_gives_as_many_sequences_as_are_asked_for(name: str) -> None:
    batch = held_out(build(Run(task=name)), np.random.default_rng(1), 5)
    assert batch.x.shape[1] == len(batch.tokens) == 5


def test_brackets_and_sentences_that_training_never_sees() -> None:
    rng = np.random.default_rng(1)
    assert all(part_of(typed(row)) == "test" for row in held_out(build(Run(task="brackets")), rng, 20).tokens)
    first = ["".join(row).replace("␣", " ").partition(".")[0] + "." for row in
             held_out(build(Run.model_validate({"task": "prose", "length": 60})), rng, 20).tokens]
    assert all(part_of(sentence) == "test" for sentence in first)


def test_reports_and_text_come_from_the_last_part() -> None:
    rng = np.random.default_rng(1)
    task = build(Run.model_validate({"task": "weather", "length": 60}))
    kept = "\n" + "".join(corpus("both")[TRAINED + TESTED :])
    for row in held_out(task, rng, 10).tokens:
        text = "".join(row).replace("␣", " ").replace("↵", "\n")
        assert text in kept
        assert text.startswith("\n")
        assert len(text) == 120


def test_a_task_that_keeps_nothing_apart_draws_anew() -> None:
    task = build(Run(task="hold"))
    assert not isinstance(task, Apart)
    assert held_out(task, np.random.default_rng(1), 4).tokens == task.batch(np.random.default_rng(1), 4).tokens
