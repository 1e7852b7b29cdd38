"""Losses: their slopes by finite differences, and the numbers that break a careless softmax."""

import numpy as np
import pytest

from engine.losses import LOSSES, Loss, cross_entropy, cross_entropy_slope, log_softmax, softmax
from tests.engine.oracle import slope_along

EVERY_LOSS = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)


@EVERY_LOSS
def test_a_slope_agrees_with_finite_differences(loss: Loss) -> None:
    rng = np.random.default_rng(0)
    y, target, way = rng.normal(size=(3, 5)), rng.dirichlet(np.ones(5), 3), rng.normal(size=(3, 5))
    ours = float((loss.slope(y, target) * way).sum())
    assert slope_along(lambda moved: float(loss.at(moved, target).sum()), y, way) == pytest.approx(ours, rel=1e-8)


@EVERY_LOSS
def test_a_perfect_answer_costs_nothing(loss: Loss) -> None:
    target = np.array([[0.2, 0.3, 0.5]])
    answer = np.log(target) if loss.name == "softmax" else target
    np.testing.assert_allclose(loss.at(answer, target), 0, atol=1e-15)


@EVERY_LOSS
def test_a_loss_gives_a_number_for_each_step_and_row(loss: Loss) -> None:
    assert loss.at(np.ones((7, 3, 5)), np.ones((7, 3, 5)) / 5).shape == (7, 3)
    assert loss.read(np.ones((7, 3, 5))).shape == (7, 3, 5)


def test_huge_scores_do_not_overflow() -> None:
    np.testing.assert_array_equal(log_softmax(np.array([1000.0, 0, -1000])), [0, -1000, -2000])
    assert log_softmax(np.array([0, -110], np.float32))[1] == -110


@pytest.mark.parametrize("shift", [1e4, -1e4])
def test_a_shift_of_all_scores_changes_nothing(shift: float) -> None:
    y = np.array([0.5, -2, 3])
    np.testing.assert_allclose(softmax(y + shift), softmax(y), atol=1e-12)


def test_the_slope_of_softmax_is_probability_minus_target() -> None:
    y, target = np.array([1.0, 2, 3]), np.array([0, 0.5, 0.5])
    np.testing.assert_allclose(cross_entropy_slope(y, target), softmax(y) - target)
    assert abs(cross_entropy_slope(y, target).sum()) < 1e-15


def test_what_is_not_scored_costs_nothing_and_pulls_nothing() -> None:
    y = np.array([[1.0, 2, 3]])
    assert cross_entropy(y, np.zeros((1, 3))) == 0
    assert not cross_entropy_slope(y, np.zeros((1, 3))).any()
