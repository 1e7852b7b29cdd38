"""Each op's way back against finite differences, and its behaviour at the ends of the number line."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.calls import SLOPES
from engine.ops import AFFINE, DIAGONAL, OPS, RELU, Op, relu, sigmoid
from tests.engine.oracle import slope_along


def inputs_of(op: Op, rng: np.random.Generator) -> tuple[list[Array], int]:
    """How many inputs an op takes, drawn; for the affine one two inputs, two matrices, a bias."""
    if op is AFFINE:
        shapes = [(2, 3), (2, 5), (3, 7), (5, 7), (7,)]
        return [rng.normal(size=shape) for shape in shapes], 2
    if op is DIAGONAL:
        return [rng.normal(size=(2, 7)), rng.normal(size=7)], 1
    count = 2 if "{1}" in op.sign else 1
    return [rng.normal(size=(2, 7)) for _ in range(count)], count


@pytest.mark.parametrize("op", OPS.values(), ids=OPS)
def test_the_way_back_agrees_with_finite_differences(op: Op) -> None:
    rng = np.random.default_rng(0)
    args, count = inputs_of(op, rng)
    y = op.run(np, *args)
    dy = rng.normal(size=y.shape)
    given = op.pull(dy, y, *args)
    assert len(given) == count
    for place in range(count):
        way = rng.normal(size=args[place].shape)

        def along(moved: Array, place: int = place) -> float:
            return float((op.run(np, *args[:place], moved, *args[place + 1 :]) * dy).sum())

        assert slope_along(along, args[place], way) == pytest.approx(float((given[place] * way).sum()), rel=1e-7)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_is_right_at_the_ends_without_a_floating_point_error(dtype: str) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        y = sigmoid(np, np.array([-1000, -40, 0, 40, 1000], dtype))
    np.testing.assert_allclose(y, [0, np.exp(-40), 0.5, 1, 1], rtol=1e-6)
    assert y.dtype == dtype


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_relu_hides_nothing_that_is_not_finite(dtype: str) -> None:
    y = relu(np, np.array([-np.inf, -2, 0, 3, np.inf, np.nan], dtype))
    np.testing.assert_array_equal(y, [0, 0, 0, 3, np.inf, np.nan])
    assert y.dtype == dtype


def test_relu_has_no_slope_at_its_kink() -> None:
    torch = pytest.importorskip("torch")
    z = torch.tensor([-1.0, 0, 0, 2], requires_grad=True)
    torch.relu(z).sum().backward()
    at, ones = z.detach().numpy(), np.ones(4)
    y = RELU.run(np, at)
    for found in (*RELU.pull(ones, y, at), SLOPES[RELU](y)):
        np.testing.assert_array_equal(found, z.grad.numpy())
