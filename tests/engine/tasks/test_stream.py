"""Sequences that follow each other: what one update ends with is where the next begins."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.run import Run
from engine.tasks import TASKS
from engine.tasks.stream import flows, following
from engine.trainer import SPACING, Trainer

STREAMS = [name for name, kind in TASKS.items() if flows(kind())]


@pytest.mark.parametrize("name", STREAMS)
def test_each_update_goes_on_where_the_last_one_ended_until_a_row_begins_anew(name: str) -> None:
    task, wraps = TASKS[name](), 0
    before, _ = following(task, 0, 3)
    for step in range(1, 400):
        batch, fresh = following(task, step, 3)
        wraps += int(fresh.all())
        for row in np.flatnonzero(~fresh):
            np.testing.assert_array_equal(before.targets[-1, row], batch.x[0, row])
        before = batch
    assert wraps >= 1


def test_a_carried_state_is_where_the_last_update_ended() -> None:
    run = Run(task="text", length=7, hidden=4, batch=2, stateful=True, rate=1e-12)
    walker = Trainer(run)
    walker.goto(3)
    ended = walker.trace().value["h"][-1]
    walker.goto(4)
    np.testing.assert_allclose(walker.trace().start["h"], ended, rtol=0, atol=1e-9)
    assert np.abs(ended).max() > 0
    walker.goto(0)
    assert not walker.trace().start["h"].any()


def test_going_back_to_a_checkpoint_brings_its_state_back() -> None:
    run = Run(task="text", length=7, hidden=4, batch=2, stateful=True, rate=0.05)
    one, two = Trainer(run), Trainer(run)
    one.goto(SPACING + 1)
    for step in (SPACING + 9, SPACING, SPACING + 1):
        two.goto(step)
    assert one.trace().start["h"].tobytes() == two.trace().start["h"].tobytes()
    assert all(one.weight[name].tobytes() == array.tobytes() for name, array in two.weight.items())


def test_truncation_with_a_carried_state_is_one_long_forward_pass() -> None:
    short = Run(task="text", length=8, hidden=4, batch=2, stateful=True, rate=1e-12)
    long = Run(task="text", length=32, hidden=4, batch=2, rate=1e-12)
    one, states = Trainer(short), []
    for step in range(4):
        one.goto(step)
        states.append(one.trace().value["h"])
    whole, _ = following(one.task, 0, 2)
    parts = [following(one.task, step, 2)[0].x for step in range(4)]
    value = Trainer(long).answer.values(np.concatenate(parts))
    np.testing.assert_allclose(np.concatenate(states), value["h"][:, 0], rtol=0, atol=1e-9)
    assert whole.x.shape == (8, 2, one.task.inputs)


def test_a_task_that_does_not_flow_refuses() -> None:
    with pytest.raises(ValueError, match="do not follow each other"):
        Run(task="brackets", stateful=True)
    assert not flows(TASKS["brackets"]())
    assert issubclass(RunError, Exception)
