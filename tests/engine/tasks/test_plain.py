"""Tasks whose answers are plain numbers learn by squared error, and no other task does."""

import pytest

from engine.tasks import TASKS
from engine.tasks.plain import Plain
from engine.tasks.task import Task


@pytest.mark.parametrize("kind", TASKS.values(), ids=TASKS)
def test_outputs_without_symbols_are_plain_numbers_learnt_by_squared_error(kind: type[Task]) -> None:
    task = kind()
    assert isinstance(task, Plain) == (task.symbols == ()) == (task.loss == "squared")
