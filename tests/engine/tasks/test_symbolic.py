"""Tasks whose answers are symbols have a score for each; the others are plain numbers."""

import pytest

from engine.saying import example
from engine.tasks import TASKS
from engine.tasks.symbolic import Symbolic
from engine.tasks.task import Task


@pytest.mark.parametrize("kind", TASKS.values(), ids=TASKS)
def test_one_symbol_at_a_step_is_a_score_for_each(kind: type[Task]) -> None:
    task = kind()
    assert isinstance(task, Symbolic) == (task.loss in {"softmax", "ctc", "binary"})
    if isinstance(task, Symbolic):
        assert task.outputs == len(task.symbols) == task.encode(example(task, 3)).targets.shape[-1]


def test_a_task_that_names_no_symbols_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="symbols"):
        type("Mute", (Symbolic,), {})()
