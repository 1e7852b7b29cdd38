"""The compiled passes against the interpreter, for every cell and for one that is odder than any."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.bptt import backward, forward
from engine.cells import CELLS, Cell, line
from engine.chain import Chain
from engine.compile import Compiled
from engine.model import Model, Start, draw
from engine.ops import AFFINE, DIAGONAL, HALF, PLUS, RELU, REST, SIGMOID, TANH, TIMES
from engine.passing import Shape

STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 7, 5, 3, 11, 2

ODD = Cell("odd", "Odd", ("h", "s"), (
    line("za", AFFINE, "s'", "h'", role="i"),
    line("a", SIGMOID, "za", role="i"),
    line("q", TIMES, "a", "h'", role="i"),
    line("zn", AFFINE, "x", "q", role="i"),
    line("n", TANH, "zn", role="i"),
    line("b", TANH, "za", role="i"),
    line("r", REST, "a", role="i"),
    line("k", RELU, "r", role="i"),
    line("d", DIAGONAL, "k", role="i"),
    line("l", HALF, "d", role="i"),
    line("j", DIAGONAL, "h'", role="i"),
    line("p", PLUS, "l", "j", role="i"),
    line("v", TIMES, "p", "n", role="i"),
    line("w", TIMES, "a", "a", role="i"),
    line("s", PLUS, "v", "s'", role="c"),
    line("e", PLUS, "w", "b", role="i"),
    line("h", TIMES, "e", "s", role="h"),
))  # fmt: skip
"""An affine line in mid-step, a gate read twice, a value squared, a carried sum."""


@pytest.fixture(params=[*CELLS, "odd"])
def model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setitem(CELLS, "odd", ODD)
    return Model(request.param, "softmax", INPUTS, HIDDEN, OUTPUTS)


@pytest.mark.parametrize(("dtype", "near"), [("float64", 1e-12), ("float32", 2e-4)])
def test_the_compiled_passes_equal_the_interpreter(model: Model, dtype: str, near: float) -> None:
    rng = np.random.default_rng(3)
    weight = draw(model, Start(scale=1.5), rng, dtype)
    fast = Chain(model, Compiled, STEPS, ROWS, dtype)
    for _ in range(2):  # the second time over used buffers
        x = rng.normal(size=(STEPS, ROWS, INPUTS)).astype(dtype)
        seed = rng.normal(size=(STEPS, ROWS, OUTPUTS)).astype(dtype)
        value, tape = forward(model, weight, x)
        grad = backward(model, weight, tape, seed)
        assert_equal(fast.forward(weight, x), value, near)
        assert_equal(fast.backward(seed) | {"x": fast.input_grad()}, grad, near)


def assert_equal(ours: Named, theirs: Named, near: float) -> None:
    assert set(ours) == set(theirs)
    for name, array in theirs.items():
        assert ours[name].dtype == array.dtype
        np.testing.assert_allclose(ours[name], array, rtol=near, atol=near, err_msg=name)


def test_one_step_and_one_row_are_enough(model: Model) -> None:
    fast = Chain(model, Compiled, 1, 1, "float64")
    weight = draw(model, Start(), np.random.default_rng(0))
    x, seed = np.ones((1, 1, INPUTS)), np.ones((1, 1, OUTPUTS))
    value, tape = forward(model, weight, x)
    assert_equal(fast.forward(weight, x), value, 1e-12)
    assert_equal(fast.backward(seed) | {"x": fast.input_grad()}, backward(model, weight, tape, seed), 1e-12)


def test_an_lstm_takes_few_calls_for_a_step() -> None:
    fast = Compiled(CELLS["lstm"], Shape(INPUTS, HIDDEN, STEPS, ROWS, "float64", ((0, STEPS),)))
    assert max(map(len, fast._forward)) <= 12
    assert max(map(len, fast._backward)) <= 12
