"""Losses: their slopes by finite differences, the corners of their numbers, and what a batch makes of them."""

import numpy as np
import pytest

from engine.losses import (
    LOSSES,
    Loss,
    StepLoss,
    binary_cross_entropy,
    cross_entropy,
    cross_entropy_slope,
    shares,
    sigmoid,
)
from engine.softmax import softmax
from engine.tasks.task import Batch
from tests.engine.oracle import slope_along

STEPWISE = {name: loss for name, loss in LOSSES.items() if isinstance(loss, StepLoss)}
EVERY_LOSS = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
EVERY_STEP_LOSS = pytest.mark.parametrize("loss", STEPWISE.values(), ids=STEPWISE)


@EVERY_STEP_LOSS
def test_a_slope_agrees_with_finite_differences(loss: StepLoss) -> None:
    rng = np.random.default_rng(0)
    y, target, way = rng.normal(size=(3, 5)), rng.dirichlet(np.ones(5), 3), rng.normal(size=(3, 5))
    ours = float((loss.slope(y, target) * way).sum())
    assert slope_along(lambda moved: float(loss.at(moved, target).sum()), y, way) == pytest.approx(ours, rel=1e-8)


@EVERY_STEP_LOSS
def test_a_perfect_answer_costs_nothing(loss: StepLoss) -> None:
    target = np.array([[0.2, 0.3, 0.5]])
    answer = {"softmax": np.log(target), "binary": np.log(target / (1 - target)), "squared": target}[loss.name]
    np.testing.assert_allclose(loss.at(answer, target), 0, atol=1e-15)


@EVERY_STEP_LOSS
def test_a_loss_gives_a_number_for_each_step_and_row(loss: StepLoss) -> None:
    assert loss.at(np.ones((7, 3, 5)), np.ones((7, 3, 5)) / 5).shape == (7, 3)
    assert loss.read(np.ones((7, 3, 5))).shape == (7, 3, 5)


@EVERY_LOSS
def test_copying_the_rows_changes_neither_loss_nor_slope(loss: Loss) -> None:
    rng = np.random.default_rng(0)
    y, targets = rng.normal(size=(7, 2, 5)), rng.dirichlet(np.ones(5), (7, 2))
    scored = np.ones((7, 2))
    scored[4:, 1] = 0
    one = Batch(y, targets, scored, (("",) * 7,) * 2, ((1, 2, 1), (3, 3)))
    copied = (np.concatenate([array] * 2, axis=1) for array in (targets, scored))
    two = Batch(y, *copied, one.tokens * 2, one.labels * 2)
    each, slope = loss.score(y, one)
    twice, slopes = loss.score(np.concatenate([y] * 2, axis=1), two)
    assert each.shape == (7, 2)
    assert not each[4:, 1].any()
    assert not slope[4:, 1].any()
    assert twice.sum() == pytest.approx(each.sum(), rel=1e-13)
    np.testing.assert_allclose(slopes[:, :2] + slopes[:, 2:], slope, rtol=0, atol=1e-15)


@EVERY_LOSS
def test_the_score_of_a_batch_has_the_slope_that_finite_differences_have(loss: Loss) -> None:
    rng = np.random.default_rng(0)
    y, way = rng.normal(size=(2, 7, 3, 5))
    batch = Batch(y, rng.dirichlet(np.ones(5), (7, 3)), np.ones((7, 3)), (("",) * 7,) * 3, ((1, 2, 1), (3, 3), ()))
    ours = float((loss.score(y, batch)[1] * way).sum())
    assert slope_along(lambda moved: float(loss.score(moved, batch)[0].sum()), y, way) == pytest.approx(ours, rel=1e-8)


def test_shares_are_of_the_rows_mean_over_scored_steps() -> None:
    np.testing.assert_array_equal(shares(np.array([[1.0, 1, 0], [1, 0, 0]])), [[1 / 6, 1 / 3, 0], [1 / 6, 0, 0]])


def test_binary_is_torchs_and_does_not_overflow() -> None:
    torch = pytest.importorskip("torch")
    y, target = np.array([[-1000.0, -37, -0.5, 0, 17, 1000]]), np.array([[0, 1.0, 1, 0, 0, 1]])
    theirs = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(y), torch.tensor(target), reduction="sum"
    )
    with np.errstate(all="raise", under="ignore"):
        assert binary_cross_entropy(y, target)[0] == pytest.approx(float(theirs), rel=1e-14)
        assert binary_cross_entropy(y.astype(np.float32), target)[0] == pytest.approx(float(theirs), rel=1e-6)
        np.testing.assert_allclose(sigmoid(y), torch.sigmoid(torch.tensor(y)).numpy(), rtol=1e-14)
    assert binary_cross_entropy(np.array([40.0]), np.array([1.0])) == pytest.approx(np.exp(-40))


def test_the_slope_of_softmax_is_probability_minus_target() -> None:
    y, target = np.array([1.0, 2, 3]), np.array([0, 0.5, 0.5])
    np.testing.assert_allclose(cross_entropy_slope(y, target), softmax(y) - target)
    assert abs(cross_entropy_slope(y, target).sum()) < 1e-15


def test_what_is_not_scored_costs_nothing_and_pulls_nothing() -> None:
    y = np.array([[1.0, 2, 3]])
    assert cross_entropy(y, np.zeros((1, 3))) == 0
    assert not cross_entropy_slope(y, np.zeros((1, 3))).any()
