"""From a gradient to an update: the order of clipping, and what the rate does to it."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.run import Run, build, model
from engine.update import Update

WEIGHT = {"z.x": np.zeros((2, 5)), "z.h'": np.zeros((5, 5)), "z.b": np.zeros(5), "y.h": np.zeros((5, 3))}
WEIGHT["y.b"] = np.zeros(3)


def delta(grad: Named, step: int = 0, **keys: object) -> Named:
    """What plain descent adds to the weights."""
    run = Run.model_validate({"task": "brackets", "cell": "rnn", "hidden": 5, "optimizer": "sgd", "rate": 1.0} | keys)
    update = Update(run, model(run, build(run)), WEIGHT)
    return update.packing.views(update.delta(step, grad, update.first[1])[0])


def grad(**given: float) -> Named:
    return {name: array + given.get(name[0], 0.0) for name, array in WEIGHT.items()}


def test_values_are_cut_before_the_whole_is_shortened() -> None:
    large = grad(z=100.0, y=0.01)
    np.testing.assert_allclose(delta(large, clip=None, clip_value=2.0)["z.b"], -2)
    np.testing.assert_allclose(delta(large, clip=None, clip_value=2.0)["y.b"], -0.01)
    found = delta(large, clip=1.0, clip_value=2.0)
    assert found["y.b"][0] / found["z.b"][0] == pytest.approx(0.01 / 2), "shortening keeps what cutting has left"
    both = np.concatenate([array.ravel() for array in found.values()])
    assert np.linalg.norm(both) == pytest.approx(1)


def test_the_rate_of_the_step_is_used() -> None:
    assert delta(grad(y=1.0), 0, clip=None, warm_up=4)["y.b"][0] == -0.25
    assert delta(grad(y=1.0), 7, clip=None, schedule="step", every=3)["y.b"][0] == -0.25


def test_a_gradient_too_long_to_be_squared_is_shortened_all_the_same() -> None:
    vast = np.concatenate([array.ravel() for array in delta(grad(z=1e200, y=1e200)).values()])
    assert np.linalg.norm(vast) == pytest.approx(1)


def test_a_net_without_memory_learns_nothing_across_time() -> None:
    found = delta(grad(z=1.0), recurrent=False)
    assert not found["z.h'"].any()
    assert found["z.x"].any()
