"""The first weights: their names, shapes, spread, and the three ways to start otherwise."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.ops import DIAGONAL

INPUTS, HIDDEN, OUTPUTS = 3, 7, 5


def weights(cell: str, start: Start | None = None, hidden: int = HIDDEN, dtype: str = "float64") -> Named:
    return draw(Model(cell, "softmax", INPUTS, hidden, OUTPUTS), start or Start(), np.random.default_rng(0), dtype)


@pytest.mark.parametrize("cell", CELLS)
def test_every_line_has_its_weights_in_the_right_shapes(cell: str) -> None:
    weight = weights(cell)
    vectors = {name for line in CELLS[cell].lines if line.op is DIAGONAL for name in line.weights}
    for name, array in weight.items():
        owner, _, given = name.partition(".")
        outputs = OUTPUTS if owner == "y" else HIDDEN
        inputs = INPUTS if given == "x" else HIDDEN
        assert array.shape == ((outputs,) if given == "b" or name in vectors else (inputs, outputs))
    assert list(weight)[-2:] == ["y.h", "y.b"]


@pytest.mark.parametrize("cell", CELLS)
def test_the_spread_is_that_of_torch(cell: str) -> None:
    for name, array in weights(cell, hidden=64).items():
        assert abs(array).max() <= 1 / 8
        if array.size > 1000:
            assert array.std() == pytest.approx(1 / 8 / np.sqrt(3), rel=0.05), name


def test_no_two_gates_get_the_same_draw() -> None:
    weight = weights("lstm")
    assert len({weight[f"{line}.h'"].tobytes() for line in ("zi", "zf", "zo", "zg")}) == 4


def test_the_forget_bias_is_the_whole_bias() -> None:
    assert (weights("lstm", Start(forget_bias=3))["zf.b"] == 3).all()
    for cell in CELLS:
        gate = "zu" if cell.startswith("gru") else "zf"
        weight = weights(cell, Start(forget_bias=3))
        assert {name for name in weight if (weight[name] == 3).all()} == {f"{gate}.b"} & set(weight)
    assert (weights("lstm", Start(forget_bias=3))["zi.b"] != 3).all()


@pytest.mark.parametrize("radius", [0.8, 1.3])
@pytest.mark.parametrize("cell", CELLS)
def test_a_recurrent_matrix_is_scaled_to_its_radius(radius: float, cell: str) -> None:
    weight, plain = weights(cell, Start(radius=radius)), weights(cell)
    for name in CELLS[cell].recurrent:
        assert np.abs(np.linalg.eigvals(weight[name])).max() == pytest.approx(radius)
    for name in set(weight) - set(CELLS[cell].recurrent):
        np.testing.assert_array_equal(weight[name], plain[name])


def test_scale_multiplies_all() -> None:
    one, two = weights("rnn"), weights("rnn", Start(scale=2))
    for name in one:
        np.testing.assert_allclose(two[name], 2 * one[name])


def test_the_type_is_as_asked_and_the_numbers_the_same() -> None:
    one, two = weights("lstm"), weights("lstm", dtype="float32")
    assert two["zi.x"].dtype == np.float32
    np.testing.assert_allclose(two["zi.x"], one["zi.x"], rtol=1e-6)
