"""First weights: the sizes that keep values alive, one gate at a time, and matrices that only turn."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.inits import INITS, orthogonal
from engine.model import Model, Start, draw

SIZES = (64, 96, 5)


@pytest.mark.parametrize("cell", CELLS)
def test_the_spread_of_xavier_is_that_of_one_gate_within_three_sigma(cell: str) -> None:
    weight = draw(Model(cell, "softmax", *SIZES), Start(init="xavier"), np.random.default_rng(0))
    for name, array in weight.items():
        if array.ndim == 1:
            assert not array.any()
        else:
            wanted = np.sqrt(2 / sum(array.shape))
            sigma = wanted * np.sqrt(0.2 / array.size)  # of the standard deviation of so many uniform numbers
            assert abs(array.std() - wanted) < 3 * sigma, name
            assert abs(array).max() <= np.sqrt(6 / sum(array.shape))


@pytest.mark.parametrize("cell", CELLS)
def test_orthogonal_matrices_only_turn(cell: str) -> None:
    weight = draw(Model(cell, "softmax", *SIZES), Start(init="orthogonal"), np.random.default_rng(0))
    for name, array in weight.items():
        if array.ndim == 1:
            assert not array.any()
            continue
        short = array if array.shape[0] >= array.shape[1] else array.T
        np.testing.assert_allclose(short.T @ short, np.eye(short.shape[1]), rtol=0, atol=1e-12, err_msg=name)


def test_every_turn_is_equally_likely() -> None:
    rng = np.random.default_rng(0)
    drawn = np.array([orthogonal(rng, (3, 3), 3, 1.0) for _ in range(4000)])
    assert abs(drawn.mean(axis=0)).max() < 0.04
    assert np.mean(np.linalg.det(drawn) > 0) == pytest.approx(0.5, abs=0.03)
    assert np.mean(np.trace(drawn, axis1=1, axis2=2)) == pytest.approx(0, abs=0.06)


@pytest.mark.parametrize("init", INITS)
def test_scale_radius_and_forget_bias_go_with_every_way_to_draw(init: str) -> None:
    model = Model("lstm", "softmax", 3, 7, 5)
    one, two, set_ = (
        draw(model, start, np.random.default_rng(0))
        for start in (Start(init=init), Start(init=init, scale=3), Start(init=init, radius=0.9, forget_bias=1))
    )
    np.testing.assert_allclose(two["zi.x"], 3 * one["zi.x"])
    assert (set_["zf.b"] == 1).all()
    for name in model.cell.recurrent:
        assert np.abs(np.linalg.eigvals(set_[name])).max() == pytest.approx(0.9)


@pytest.mark.parametrize("init", INITS)
def test_no_two_gates_share_a_draw(init: str) -> None:
    weight = draw(Model("lstm", "softmax", 3, 7, 5), Start(init=init), np.random.default_rng(0))
    assert len({weight[f"{line}.h'"].tobytes() for line in ("zi", "zf", "zo", "zg")}) == 4
