"""A layer alone, its head left out; test_kernels holds its numbers against the interpreter."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.passing import Inside, Shape

kernels, layer = pytest.importorskip("engine.kernels"), pytest.importorskip("engine.layer")


def test_a_long_sequence_is_done_span_by_span_and_adds_up() -> None:
    rng, rows, hidden = np.random.default_rng(0), 8, 16
    weight = draw(Model("lstm", "softmax", 3, hidden, 1), Start(), rng)
    made = kernels.kernels(CELLS["lstm"], "float64")
    steps = 2 * layer.ROWS // rows + 1
    x, seed = rng.normal(size=(steps, rows, 3)), rng.normal(size=(steps, rows, hidden))
    long = layer.Layer(made, Shape(3, hidden, steps, rows, "float64", ((0, steps),)))
    assert len(long._spans) == 3
    long.forward([weight], x, Inside())
    long.seen(long.grad, "h")[...] = seed
    long.backward()
    (taken,) = long.taken()
    came, slope = long.seen(long.value, "h'"), long.seen(long.grad, "zf")
    np.testing.assert_allclose(taken["zf.h'"], np.einsum("tbm,tbn->mn", came, slope), rtol=0, atol=1e-11)
    np.testing.assert_allclose(taken["zf.b"], slope.sum(axis=(0, 1)), rtol=0, atol=1e-11)
    assert len(taken) == len(weight) - 2


def test_the_gradient_goes_on_to_the_state_before_the_first_step() -> None:
    made = kernels.kernels(CELLS["lstm"], "float64")
    one, rng = layer.Layer(made, Shape(2, 8, 3, 1, "float64", ((0, 3),))), np.random.default_rng(0)
    weight, x = draw(Model("lstm", "softmax", 2, 8, 1), Start(), rng), rng.normal(size=(3, 1, 2))

    def last(nudge: float) -> float:
        c = np.zeros((1, 8))
        c[0, 4] = nudge
        one.forward([weight], x, Inside({"c": c}))
        return float(one.seen(one.value, "h")[-1].sum())

    expected = (last(1e-5) - last(-1e-5)) / 2e-5
    last(0)
    one.seen(one.grad, "h")[...] = 0
    one.seen(one.grad, "h")[-1] = 1
    one.backward()
    assert one.grad.carried["c"][0, 0, 4] == pytest.approx(expected, rel=1e-8)
