"""Optimizers against torch's, and clipping against torch's."""

from collections.abc import Iterable
from types import ModuleType

import numpy as np
import pytest

from engine.optim import ADAM, MOMENTUM, OPTIMIZERS, SGD, Optimizer, clipped, cut, norm

SHAPES = {"a": (2, 3), "b": (5,), "c": (7, 1)}


def theirs(torch: ModuleType, name: str, parameters: Iterable[object], rate: float) -> object:
    """Torch's optimizer of the same name."""
    plain = {"adam": torch.optim.Adam, "rmsprop": torch.optim.RMSprop, "adagrad": torch.optim.Adagrad}
    if name in plain:
        return plain[name](parameters, lr=rate)
    return torch.optim.SGD(parameters, lr=rate, momentum=0 if name == "sgd" else 0.9, nesterov=name == "nesterov")


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_two_hundred_steps_agree_with_torch(name: str) -> None:
    torch = pytest.importorskip("torch")
    rng, optimizer = np.random.default_rng(0), OPTIMIZERS[name]
    weight = {key: rng.normal(size=shape) for key, shape in SHAPES.items()}
    parameters = {key: torch.nn.Parameter(torch.tensor(array)) for key, array in weight.items()}
    other = theirs(torch, name, parameters.values(), 0.03)
    state = optimizer.init(weight)
    for _ in range(200):
        grad = {key: rng.normal(size=shape) * 10 ** rng.uniform(-6, 2) for key, shape in SHAPES.items()}
        delta, state = optimizer.update(grad, state, 0.03)
        weight = {key: array + delta[key] for key, array in weight.items()}
        for key, parameter in parameters.items():
            parameter.grad = torch.tensor(grad[key])
        other.step()
    for key, parameter in parameters.items():
        np.testing.assert_allclose(weight[key], parameter.detach().numpy(), rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_an_update_changes_nothing_that_it_was_given(optimizer: Optimizer) -> None:
    grad = {"a": np.ones(3)}
    state = optimizer.init(grad)
    optimizer.update(grad, state, 0.1)
    assert optimizer.update(grad, state, 0.1)[0]["a"].tobytes() == optimizer.update(grad, state, 0.1)[0]["a"].tobytes()
    assert (grad["a"] == 1).all()


def test_the_first_step_of_adam_is_the_rate() -> None:
    delta, _ = ADAM.update({"a": np.array([1e-3, -5.0])}, ADAM.init({"a": np.zeros(2)}), 0.1)
    np.testing.assert_allclose(delta["a"], [-0.1, 0.1], rtol=1e-4)


def test_simple_steps_by_hand() -> None:
    grad = {"a": np.array([2.0])}
    assert SGD.update(grad, {}, 0.5)[0]["a"] == [-1.0]
    _, state = MOMENTUM.update(grad, MOMENTUM.init(grad), 0.5)
    assert MOMENTUM.update(grad, state, 0.5)[0]["a"] == [-1.9]


def test_clipping_is_of_all_arrays_together_as_in_torch() -> None:
    torch = pytest.importorskip("torch")
    grad = {"a": np.array([3.0, 4.0]), "b": np.array([0.0, 12.0])}
    parameters = [torch.nn.Parameter(torch.tensor(array)) for array in grad.values()]
    for parameter, array in zip(parameters, grad.values(), strict=True):
        parameter.grad = torch.tensor(array)
    length = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    assert norm(grad) == pytest.approx(float(length)) == 13
    short = clipped(grad, 1.0)
    assert norm(short) == pytest.approx(1)
    for parameter, array in zip(parameters, short.values(), strict=True):
        np.testing.assert_allclose(array, parameter.grad.numpy(), rtol=1e-6)


def test_a_short_gradient_is_left_as_it_is() -> None:
    grad = {"a": np.array([0.3, 0.4])}
    assert clipped(grad, 1.0) is grad
    assert clipped(grad, None) is grad


def test_cutting_is_of_each_number_by_itself_as_in_torch() -> None:
    torch = pytest.importorskip("torch")
    parameter = torch.nn.Parameter(torch.zeros(3, dtype=torch.float64))
    parameter.grad = torch.tensor([3.0, -0.5, -7.0], dtype=torch.float64)
    grad = {"a": parameter.grad.numpy().copy()}
    torch.nn.utils.clip_grad_value_([parameter], 2.0)
    assert cut(grad, 2.0)["a"].tolist() == parameter.grad.tolist() == [2, -0.5, -2]
    assert cut(grad, None) is grad
