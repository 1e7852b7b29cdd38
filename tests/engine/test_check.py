"""The second opinion: it agrees with right gradients and refuses wrong ones."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.cells import CELLS
from engine.check import TOLERANCE, gradient_error
from engine.derive import loss
from engine.run import Run
from engine.tasks import TASKS
from engine.trainer import Trainer
from presets.load import load
from tests.engine.oracle import Example, example


def error_of(given: Example, grad: Named) -> float | None:
    """What the check says of a gradient."""
    return gradient_error(lambda weight: given.loss(weight, given.x), given.weight, grad)


@pytest.mark.parametrize("cell", CELLS)
def test_a_right_gradient_passes_and_one_wrong_by_one_percent_does_not(cell: str) -> None:
    given = example(cell, "softmax")
    _, grad = given.passes()
    error = error_of(given, grad)
    assert error is not None
    assert error < TOLERANCE["float64"] / 100
    wrong = error_of(given, {name: array * 1.01 for name, array in grad.items()})
    assert wrong == pytest.approx(0.01, rel=0.1)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("task", TASKS)
def test_the_gradients_of_every_task_pass(task: str, dtype: str) -> None:
    trainer = Trainer(Run.model_validate({"task": task, "hidden": 3, "batch": 2, "dtype": dtype}))
    error = trainer.check()
    assert error is not None
    assert error < TOLERANCE[dtype]


def test_a_string_of_ones_own_can_be_checked_and_nothing_changes() -> None:
    trainer = Trainer(Run(task="brackets"))
    before = trainer.weight["zf.b"].tobytes()
    error = trainer.check("(())()")
    assert error is not None
    assert error < TOLERANCE["float64"]
    assert (trainer.step, trainer.weight["zf.b"].tobytes()) == (0, before)


def test_it_can_be_left() -> None:
    assert Trainer(Run(task="brackets")).check(stop=lambda: True) is None


def test_a_flat_loss_has_no_error_if_the_gradient_says_so() -> None:
    given = example("rnn", "softmax")
    flat = {name: array * 0 for name, array in given.weight.items()}
    assert gradient_error(lambda weight: 1.0, given.weight, flat) == 0
    assert gradient_error(lambda weight: 1.0, given.weight, given.weight)


@pytest.mark.parametrize(("dtype", "slope"), [(np.float32, 1e-6), (np.float64, 1e-15)])
def test_of_a_net_that_is_sure_to_the_last_bit_rounding_is_no_mistake(dtype: type[np.floating], slope: float) -> None:
    """As of a trained net on a string that it knows: in float32 such a slope is wrong by a tenth."""
    weight = {"w": np.ones(50)}
    grad = {"w": np.full(50, 1.1 * slope, dtype)}
    error = gradient_error(lambda moved: slope * float(moved["w"].sum()), weight, grad)
    assert error is not None
    assert error < TOLERANCE[np.dtype(dtype).name]
    steep = gradient_error(lambda moved: float(moved["w"].sum()), weight, {"w": np.full(50, 1.1, dtype)})
    assert steep == pytest.approx(0.1, rel=1e-3)


def test_what_a_sure_net_misses_by_is_known_to_a_few_digits_only() -> None:
    """As of a string learnt by heart: 1 − p is 6·10⁻⁶ give or take 6·10⁻⁸, and the gradient inherits that."""
    steep, weight = 1000, {"w": np.full(1, 0.012)}
    slope = steep * (np.float32(1) / (np.float32(1) + np.exp(np.float32(-12))) - np.float32(1))

    def missed(moved: Named) -> float:
        return float(np.log1p(np.exp(-steep * moved["w"][0])))

    error = gradient_error(missed, weight, {"w": np.full(1, slope, np.float32)})
    assert error is not None
    assert error < TOLERANCE["float32"] < abs(1 + slope * (1 + np.exp(12)) / steep), "relative to itself it is off"
    double = gradient_error(missed, weight, {"w": np.full(1, 2 * slope, np.float32)})
    assert double is not None
    assert double > TOLERANCE["float32"]


def test_a_string_that_a_float32_net_is_sure_of_passes() -> None:
    """As in the preset about how many examples it takes: on a string of one's own the gradient comes in float64."""
    preset = load("data-need")
    trainer = Trainer(preset.runs["ffn300"])
    trainer.goto(400)
    text = "++−+−−+++−+−+++"
    assert loss(trainer.trace(text)) < 1e-6
    error = trainer.check(text)
    assert error is not None
    assert error < TOLERANCE[trainer.run.dtype]
