"""Kernels against the interpreter, for every cell and for one that is odder than any; and against themselves."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.chain import Chain
from engine.dropout import masks
from engine.model import Model, Start, draw
from engine.outside import Outside
from tests.engine.test_compile import ODD

kernels, layer = pytest.importorskip("engine.kernels"), pytest.importorskip("engine.layer")
SIZES = ((7, 5, 3, 11, 2), (70, 19, 2, 5, 3), (3, 8, 5, 40, 3), (1, 1, 1, 1, 1), (4, 1, 2, 16, 1))
"""T, B, inputs, H, outputs: odd ones, several spans, whole vectors, the least."""
IN, OUT, OLD = ("drop_inputs",), ("drop_outputs",), ("drop_recurrent",)
DROPPED = (("rnn", IN), ("gru", OUT), ("gru", OLD), ("gru-cho", OLD), ("lstm-peephole", OLD), ("lstm-peephole", OUT))
"""All three at once are in test_chain."""


def chain(model: Model, steps: int, rows: int, dtype: str) -> Chain:
    """All layers by kernels, whatever is chosen elsewhere."""
    return Chain(model, lambda cell, shape: layer.Layer(kernels.kernels(cell, shape.dtype), shape), steps, rows, dtype)


@pytest.fixture(params=[*CELLS, "odd"])
def cell(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(CELLS, "odd", ODD)
    return str(request.param)


@pytest.mark.parametrize(("dtype", "near"), [("float64", 1e-12), ("float32", 1e-5)])
def test_kernels_equal_the_interpreter(cell: str, dtype: str, near: float) -> None:
    for steps, rows, inputs, hidden, outputs in SIZES:
        model, rng = Model(cell, "softmax", inputs, hidden, outputs), np.random.default_rng(3)
        weight = draw(model, Start(), rng, dtype)
        fast = chain(model, steps, rows, dtype)
        for _ in range(2):  # the second time over used arrays
            x = rng.normal(size=(steps, rows, inputs)).astype(dtype)
            seed = rng.normal(size=(steps, rows, outputs)).astype(dtype)
            value, tape = forward(model, weight, x)
            grad = backward(model, weight, tape, seed)
            assert_equal(fast.forward(weight, x), value, near)
            assert_equal(fast.backward(seed) | {"x": fast.input_grad()}, grad, near)


@pytest.mark.parametrize(("cell", "drop"), DROPPED)
def test_dropout_is_lines_like_others(cell: str, drop: tuple[str, ...]) -> None:
    model, rng = Model(cell, "softmax", 3, 11, 2, drop), np.random.default_rng(3)
    weight, x, seed = draw(model, Start(), rng), rng.normal(size=(7, 5, 3)), rng.normal(size=(7, 5, 2))
    fast = chain(model, 7, 5, "float64")
    for dropped in (masks(dict.fromkeys(drop, 0.5), x, 11, (1,)), {}):
        value, tape = forward(model, weight, x, Outside(masks=dropped))
        grad = backward(model, weight, tape, seed)
        assert_equal(fast.forward(weight, x, Outside(masks=dropped)), value, 1e-12)
        assert_equal(fast.backward(seed) | {"x": fast.input_grad()}, grad, 1e-12)


def test_a_pass_that_diverged_leaves_nothing_behind(cell: str) -> None:
    model, rng = Model(cell, "softmax", 3, 11, 2), np.random.default_rng(0)
    weight, x, seed = draw(model, Start(), rng), rng.normal(size=(7, 5, 3)), rng.normal(size=(7, 5, 2))
    fast = chain(model, 7, 5, "float64")
    passes = []
    for rows in (x, np.full_like(x, np.nan), x):
        found = fast.forward(weight, rows) | {f"d{name}": array for name, array in fast.backward(seed).items()}
        passes.append({name: array.tobytes() for name, array in found.items()})
    assert passes[0] == passes[2] != passes[1]


def assert_equal(ours: Named, theirs: Named, near: float) -> None:
    """Compare with the size of the largest number: a sum over many steps is only as exact as its terms."""
    assert set(ours) == set(theirs)
    for name, array in theirs.items():
        assert ours[name].dtype == array.dtype
        np.testing.assert_allclose(ours[name], array, rtol=0, atol=near * max(1, np.abs(array).max()), err_msg=name)


def test_the_same_pass_has_the_same_bits_wherever_its_arrays_lie(cell: str) -> None:
    model, rng = Model(cell, "softmax", 3, 11, 2), np.random.default_rng(0)
    weight = draw(model, Start(), rng, "float32")
    x, seed = (rng.normal(size=(40, 15, n)).astype(np.float32) for n in (3, 2))
    passes = []
    for _ in range(3):
        fast = chain(model, 40, 15, "float32")
        for _ in range(2):
            found = fast.forward(weight, x) | {f"d{name}": array for name, array in fast.backward(seed).items()}
            passes.append({name: array.tobytes() for name, array in found.items()})
    assert all(found == passes[0] for found in passes)


def test_a_row_has_the_same_values_in_any_batch_of_whole_tiles() -> None:
    model, rng = Model("lstm", "softmax", 3, 16, 2), np.random.default_rng(0)
    weight, x = draw(model, Start(), rng, "float32"), rng.normal(size=(9, 16, 3)).astype(np.float32)
    whole, half = (chain(model, 9, rows, "float32") for rows in (16, 8))
    np.testing.assert_array_equal(whole.forward(weight, x)["c"][:, :8], half.forward(weight, x[:, :8])["c"])
