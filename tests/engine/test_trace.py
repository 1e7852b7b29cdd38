"""What a trace holds: twins of the same shape, for every cell and task."""

import pickle

import numpy as np
import pytest

from engine.cells import CELLS
from engine.run import Run
from engine.tasks import TASKS
from engine.trace import Trace
from engine.trainer import Trainer


def trace(cell: str = "lstm", task: str = "brackets", text: str | None = None) -> Trace:
    """A trace of a small run."""
    return Trainer(Run(task=task, cell=cell, hidden=5, batch=3), "small").trace(text)


@pytest.mark.parametrize(
    ("cell", "task"), [*(("lstm", task) for task in TASKS), *((cell, "brackets") for cell in CELLS)]
)
def test_every_name_has_its_twin(cell: str, task: str) -> None:
    found = trace(cell, task)
    assert set(found.grad) == set(found.value) | set(found.weight)
    assert set(found.delta) == set(found.weight)
    assert set(found.value) == {"x", *(line.name for line in found.lines)}
    for name, array in (found.value | found.weight).items():
        assert found.grad[name].shape == array.shape, name
    for name, array in found.weight.items():
        assert found.delta[name].shape == array.shape
    for name, array in found.value.items():
        assert len(array) == found.T == len(found.tokens) == len(found.targets) == len(found.scored), name


def test_a_trace_knows_its_table() -> None:
    found = trace("gru")
    assert found.cell is CELLS["gru"]
    assert [line.name for line in found.lines][-1] == "y"
    assert set(found.start) == {"h"}
    assert (found.run, found.step, found.rows, found.probe) == ("small", 0, 3, False)


def test_a_trace_crosses_a_pipe_whole() -> None:
    found = trace()
    again = pickle.loads(pickle.dumps(found))
    for name, array in found.value.items():
        np.testing.assert_array_equal(again.value[name], array)
    assert again.tokens == found.tokens
    assert len(pickle.dumps(found)) < 100_000
