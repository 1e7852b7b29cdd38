"""CTC against torch, against all paths one by one, and against the corners where it breaks."""

from itertools import product
from math import lgamma

import numpy as np
import pytest

from engine.arrays import Array
from engine.ctc import BLANK, Labels, best_path, collapse, needed, spell, spikes
from engine.errors import RunError
from engine.softmax import log_softmax
from tests.engine.oracle import slope_along

CORNERS = [(), (1,), (1, 1), (1, 2, 1), (2, 2, 2)]


def scores(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(scale=2, size=shape)


def loss(y: Array, labels: Labels, lengths: tuple[int, ...] | None = None) -> Array:
    """The loss of each row."""
    return spell(y, np.array(lengths or [len(y)] * len(labels)), labels)[0].sum(axis=0)


def by_hand(y: Array, labels: tuple[int, ...]) -> float:
    """All paths of one row, one by one."""
    log_p = log_softmax(y)
    chances = [
        np.exp(sum(log_p[t, symbol] for t, symbol in enumerate(path)))
        for path in product(range(y.shape[1]), repeat=len(y))
        if collapse(path) == labels
    ]
    return float(-np.log(sum(chances)))


@pytest.mark.parametrize("steps", range(1, 7))
@pytest.mark.parametrize("labels", CORNERS, ids=str)
def test_it_is_the_sum_over_all_paths(labels: tuple[int, ...], steps: int) -> None:
    y = scores(steps, 1, 3, seed=steps)
    if needed(labels) > steps:
        with pytest.raises(RunError, match=f"its {len(labels)} labels need {needed(labels)} time steps"):
            loss(y, (labels,))
    else:
        assert loss(y, (labels,))[0] == pytest.approx(by_hand(y[:, 0], labels), rel=1e-12)


@pytest.mark.parametrize("labels", CORNERS, ids=str)
def test_the_slope_agrees_with_finite_differences_and_is_finite(labels: tuple[int, ...]) -> None:
    y, rng = scores(6, 1, 3), np.random.default_rng(1)
    slope = spell(y, np.array([6]), (labels,))[1]
    assert np.isfinite(slope).all()
    for _ in range(5):
        way = rng.normal(size=y.shape)
        difference = slope_along(lambda moved: float(loss(moved, (labels,)).sum()), y, way)
        assert difference == pytest.approx(float((slope * way).sum()), abs=1e-8)


def theirs(y: Array, lengths: Array, labels: Labels) -> tuple[Array, Array]:
    """The loss of each row and the slope of their sum, by torch."""
    torch = pytest.importorskip("torch")
    scores = torch.tensor(y, requires_grad=True)
    lost = torch.nn.functional.ctc_loss(
        scores.log_softmax(-1), torch.tensor([label for row in labels for label in row], dtype=torch.long),
        torch.tensor(lengths), torch.tensor([len(row) for row in labels]), blank=BLANK, reduction="none",
    )  # fmt: skip
    lost.sum().backward()
    return lost.detach().numpy(), scores.grad.numpy()


def agree(steps: int, symbols: int, longest: int, seed: int) -> None:
    """Hold rows of all lengths, whose labels repeat often, against torch."""
    rng, rows = np.random.default_rng(seed), int(seed % 5) + 1
    labels = tuple(tuple(map(int, rng.integers(1, symbols, rng.integers(0, longest)))) for _ in range(rows))
    lengths = np.array([rng.integers(max(1, needed(row)), steps + 1) for row in labels])
    y = scores(steps, rows, symbols, seed=seed)
    wanted, slopes = theirs(y, lengths, labels)
    each, slope = spell(y, lengths, labels)
    np.testing.assert_allclose(each.sum(axis=0), wanted, rtol=1e-10)
    np.testing.assert_allclose(slope, slopes, rtol=0, atol=1e-10)


@pytest.mark.parametrize("seed", range(20))
def test_random_cases_agree_with_torch(seed: int) -> None:
    steps, symbols, longest = ((9, 2, 5), (29, 3, 9), (59, 8, 5), (7, 3, 4))[seed % 4]
    agree(steps, symbols, longest, seed)


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_steps_agree_with_torch(seed: int) -> None:
    agree(300, 5, 60, seed)


@pytest.mark.parametrize("seed", range(10))
def test_what_is_infinite_to_torch_is_refused_here_and_nothing_else(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y, lengths = scores(6, 8, 3, seed=seed), rng.integers(1, 7, 8)
    labels = tuple(tuple(map(int, rng.integers(1, 3, rng.integers(1, 6)))) for _ in lengths)
    lost, _ = theirs(y, lengths, labels)
    assert 0 < np.isinf(lost).sum() < 8
    for row, lonely in enumerate(labels):
        if np.isinf(lost[row]):
            with pytest.raises(RunError, match="cannot be spelt"):
                spell(y[:, [row]], lengths[[row]], (lonely,))
        else:
            assert spell(y[:, [row]], lengths[[row]], (lonely,))[0].sum() == pytest.approx(lost[row], rel=1e-10)


def test_two_thousand_steps_of_no_idea_have_a_closed_form() -> None:
    steps, symbols, labels = 2000, 5, (1, 2, 3, 4, 1, 2)
    paths = lgamma(steps + len(labels) + 1) - lgamma(2 * len(labels) + 1) - lgamma(steps - len(labels) + 1)
    with np.errstate(all="raise", under="ignore"):
        each, slope = spell(np.zeros((steps, 1, symbols)), np.array([steps]), (labels,))
    assert each.sum() == pytest.approx(steps * np.log(symbols) - paths, rel=1e-10)
    assert np.isfinite(slope).all()


def test_no_step_is_a_negative_surprise_and_steps_after_the_end_are_none() -> None:
    each, slope = spell(scores(30, 3, 4), np.array([30, 12, 3]), ((1, 2, 2, 3), (2,), (1, 1)))
    assert (each > -1e-12).all()
    for row, length in enumerate((30, 12, 3)):
        assert not each[length:, row].any()
        assert not slope[length:, row].any()


def test_padding_and_neighbours_change_no_row() -> None:
    y = scores(9, 1, 4)
    alone, slope = spell(y, np.array([9]), ((1, 3),))
    more = np.concatenate([np.concatenate([y, scores(4, 1, 4, seed=1)]), scores(13, 1, 4, seed=2)], axis=1)
    each, both = spell(more, np.array([9, 13]), ((1, 3), (1, 2, 3, 3, 2)))
    assert each[:9, 0].tobytes() == alone[:, 0].tobytes()
    np.testing.assert_allclose(both[:9, 0], slope[:, 0], rtol=0, atol=1e-15)


def test_a_slope_sums_to_nothing_at_each_step_and_keeps_the_type() -> None:
    y = scores(7, 2, 4).astype(np.float32)
    each, slope = spell(y, np.array([7, 7]), ((1, 2), (3,)))
    assert (each.dtype, slope.dtype) == (np.float64, np.float32)
    np.testing.assert_allclose(slope.sum(axis=-1), 0, atol=1e-6)


def test_hopeless_scores_still_have_finite_numbers() -> None:
    y = np.zeros((6, 1, 3))
    y[:, :, 0] = 1e5
    each, slope = spell(y, np.array([6]), ((1, 2, 1),))
    assert each.sum() == pytest.approx(3e5 - np.log(20), rel=1e-12), "three labels on three of six steps"
    assert np.isfinite(slope).all()


def test_an_infeasible_row_is_named_and_all_are_counted() -> None:
    said = r"Row 2 of 3 .* 3 labels need 5 time steps, and it has 4 \(2 such rows in all\)"
    with pytest.raises(RunError, match=said):
        loss(scores(4, 3, 3), ((1,), (2, 2, 2), (1, 1, 1)))


@pytest.mark.parametrize("label", [-1, 0, 3])
def test_a_label_that_is_no_symbol_is_told_with_its_place(label: int) -> None:
    with pytest.raises(RunError, match=f"Label 2 of row 1 is {label}"):
        loss(scores(4, 1, 3), ((1, label),))


def test_an_empty_row_of_no_steps_costs_nothing() -> None:
    each, slope = spell(scores(4, 2, 3), np.array([0, 4]), ((), (1,)))
    assert not each[:, 0].any()
    assert not slope[:, 0].any()


def test_paths_collapse() -> None:
    assert collapse([0, 1, 1, 0, 1, 2, 2, 0]) == (1, 1, 2)
    assert collapse([]) == ()
    assert best_path(np.eye(3)[[0, 2, 2, 0, 2, 1]]) == (2, 2, 1)
    assert spikes(np.eye(3)[[0, 2, 2, 0, 2, 1]]) == [(1, 2), (4, 2), (5, 1)]
    assert spikes(np.eye(3)[[1, 1, 0]]) == [(0, 1)]
