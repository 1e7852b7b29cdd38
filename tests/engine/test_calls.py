"""Calls that compute a line say what the op says, for every op that arrays know."""

import numpy as np
import pytest

from engine.calls import FACTORS, SIMPLE, SLOPES, Product, pushed
from engine.ops import AFFINE, OPS


@pytest.mark.parametrize("op", [op for op in OPS.values() if op is not AFFINE], ids=lambda op: op.name)
def test_a_call_computes_its_op(op: object) -> None:
    rng = np.random.default_rng(0)
    count = 2 if op.name in {"times", "plus", "diagonal"} else 1
    inputs, out = [rng.normal(size=(4, 3)) for _ in range(count)], np.empty((4, 3))
    for function, args in pushed(op, inputs, out):
        function(*args)
    np.testing.assert_allclose(out, op.run(np, *inputs), rtol=1e-14)


@pytest.mark.parametrize("op", SLOPES, ids=lambda op: op.name)
def test_a_slope_is_what_a_pull_multiplies_by(op: object) -> None:
    z = np.random.default_rng(0).normal(size=20)
    y = op.run(np, z)
    np.testing.assert_allclose(SLOPES[op](y), op.pull(np.ones(20), y, z)[0], rtol=1e-14)


def test_no_op_is_written_twice() -> None:
    assert not set(SIMPLE) & set(FACTORS)


def test_a_product_holds_its_weights_side_by_side_and_turned() -> None:
    product = Product("x", ("a", "b"), np.empty((4, 3)))
    weight = {name: np.random.default_rng(0).normal(size=(3, 2)) for name in ("a.x", "b.x")}
    product.load(weight)
    np.testing.assert_array_equal(product.matrix[2:], weight["b.x"].T)
