"""Thinned losses keep their level and their extremes, and no number can break them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from visualizer.loss_curve import loss_curve


def test_few_losses_stay_as_they_are() -> None:
    curve = loss_curve(np.array([2.0, 1.0, 0.5]), 10, 100)
    assert np.allclose(curve.x, [0, 0.1, 0.2])
    assert np.allclose(curve.mean / curve.mean[0], [1, 0.5, 0.25])
    assert np.array_equal(curve.low, curve.high)


def test_many_losses_become_no_more_points_than_columns() -> None:
    curve = loss_curve(np.linspace(3, 1, 100_000), 100_000, 300)
    assert len(curve.x) <= 300
    assert np.all(np.diff(curve.mean) < 0)


def test_a_spike_stays_seen_as_the_top_of_its_column() -> None:
    losses = np.ones(10_000)
    losses[7_777] = 50.0
    curve = loss_curve(losses, 10_000, 200)
    assert np.count_nonzero(curve.high == 1.0) == 1
    assert np.argmax(curve.high) == 7_777 // 50


def test_nothing_rescales_while_the_curve_grows() -> None:
    losses = 3 * np.exp(-np.arange(1000) / 100)
    early, late = loss_curve(losses[:50], 1000, 2000), loss_curve(losses, 1000, 2000)
    assert np.allclose(early.mean, late.mean[:50])


def test_an_empty_run_has_an_empty_curve() -> None:
    assert loss_curve(np.zeros(0), 600, 100).height(0.5) == 0.0


@given(st.lists(st.floats(), max_size=300), st.integers(0, 400), st.integers(0, 50))
def test_any_losses_give_shares_between_zero_and_one(losses: list[float], updates: int, columns: int) -> None:
    with np.errstate(all="ignore"):
        curve = loss_curve(np.array(losses), updates, columns)
    for part in (curve.x, curve.mean, curve.low, curve.high):
        assert np.all((part >= 0) & (part <= 1))
