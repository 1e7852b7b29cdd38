"""Both kinds of pass give the same, for every loss and task; the compiled one adapts to a batch's size."""

import numpy as np
import pytest

from engine.outside import NOTHING
from engine.passes import Passes
from engine.pupil import Pupil
from engine.run import Run, build, model
from engine.tasks import TASKS
from engine.trainer import Trainer


@pytest.mark.parametrize("target", [None, "set"])
@pytest.mark.parametrize("task", TASKS)
def test_the_fast_pass_is_the_explained_one(task: str, target: str | None) -> None:
    if target and task != "brackets":
        return
    run = Run.model_validate({"task": task, "target": target, "hidden": 3, "batch": 2})
    net = model(run, build(run))
    weight, passes = Trainer(run).weight, Passes(net, run.dtype)
    for rows in (2, 5):
        batch = build(run).batch(np.random.default_rng(0), rows)
        fast, explained = passes.fast(weight, batch, NOTHING, whole=True), passes.explained(weight, batch, NOTHING)
        assert fast.loss == pytest.approx(explained.loss, rel=1e-12)
        assert passes.loss(weight, batch, NOTHING) == pytest.approx(fast.loss, rel=1e-12)
        assert fast.finite(tuple(fast.grad))
        for name, array in explained.grad.items():
            np.testing.assert_allclose(fast.grad[name], array, rtol=0, atol=1e-12, err_msg=name)
        answered = Pupil(net, weight, run.dtype)(batch.x, batch.alive, batch.border)
        np.testing.assert_array_equal(answered, explained.value["y"])
