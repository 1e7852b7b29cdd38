"""Metrics against definitions spelt out another way, and the units that are mixed up so easily."""

from difflib import SequenceMatcher
from functools import cache
from itertools import product

import numpy as np
import pytest

from engine.losses import cross_entropy
from engine.metrics import (
    accuracy,
    auc,
    better,
    bits,
    edit_distance,
    error_rate,
    exact_match,
    mean,
    perplexity,
    saved,
    squared,
    told_apart,
)


def test_a_uniform_model_of_65_symbols_in_three_units() -> None:
    nats = float(cross_entropy(np.zeros((7, 3, 65)), np.eye(65)[np.ones((7, 3), int)]).mean())
    assert round(nats, 4) == 4.1744
    assert round(bits(nats), 4) == 6.0224
    assert perplexity(nats) == pytest.approx(65)


def test_a_mean_is_over_what_is_scored_and_does_not_drown_in_float32() -> None:
    each, scored = np.array([[1.0, 5], [3, 100]]), np.array([[1, 1], [1, 0]])
    assert mean(each, scored) == 3
    assert mean(each, 0 * scored) == 0
    many = np.full(10_000_000, 0.1, np.float32)
    assert mean(many, np.ones_like(many)) == pytest.approx(0.1, rel=1e-7)


def test_accuracy_counts_scored_steps_only() -> None:
    outputs, targets = np.eye(3)[[[0, 1], [2, 2]]], np.eye(3)[[[0, 2], [2, 1]]]
    assert accuracy(outputs, targets, np.ones((2, 2))) == 0.5
    assert accuracy(outputs, targets, np.array([[1, 0], [1, 1]])) == pytest.approx(2 / 3)


def test_a_row_matches_exactly_if_every_scored_step_does() -> None:
    right = np.array([[True, True, False], [True, False, False]])
    assert exact_match(right, np.ones((2, 3))) == pytest.approx(1 / 3)
    assert exact_match(right, np.array([[1, 1, 0], [1, 0, 0]])) == 1


@pytest.mark.parametrize("seed", range(5))
def test_auc_is_the_share_of_pairs_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, wanted = rng.integers(0, 6, 40).astype(float), rng.random(40) < 0.4
    pairs = [(a > b) + 0.5 * (a == b) for a in scores[wanted] for b in scores[~wanted]]
    assert auc(scores, wanted) == pytest.approx(np.mean(pairs))
    assert auc(-scores, wanted) == pytest.approx(1 - np.mean(pairs))


def test_auc_of_one_kind_is_a_coin() -> None:
    assert auc(np.arange(3.0), np.ones(3, bool)) == auc(np.arange(3.0), np.zeros(3, bool)) == 0.5


@cache
def by_recursion(one: str, two: str) -> int:
    if not (one and two):
        return len(one) + len(two)
    if one[0] == two[0]:
        return by_recursion(one[1:], two[1:])
    return 1 + min(by_recursion(one[1:], two), by_recursion(one, two[1:]), by_recursion(one[1:], two[1:]))


def test_edit_distance_is_the_recursive_one_for_all_short_words() -> None:
    words = ["".join(word) for size in range(5) for word in product("ab", repeat=size)]
    for one, two in product(words, words):
        assert edit_distance(one, two) == by_recursion(one, two)


def test_edit_distance_of_longer_words() -> None:
    assert edit_distance("kitten", "sitting") == 3
    one, two = "backpropagation", "propagation through time"
    same = sum(block.size for block in SequenceMatcher(None, one, two).get_matching_blocks())
    assert len(two) - len(one) <= edit_distance(one, two) <= len(one) + len(two) - 2 * same


def test_an_error_rate_is_of_all_symbols_together() -> None:
    assert error_rate(["ab", ""], ["abcd", "x"]) == 3 / 5
    assert error_rate([(1, 2)], [()]) == 2
    assert error_rate([], []) == 0


def test_better_knows_which_way_is_up_and_nan_is_never_better() -> None:
    assert better("loss", 1, 2)
    assert better("right", 2, 1)
    assert not better("loss", float("nan"), 2)
    assert not better("right", float("nan"), 2)


def test_symbols_are_told_apart_only_if_every_legal_one_is_above_all_others() -> None:
    outputs = np.array([[[3.0, 1.0, 2.0]], [[3.0, 2.0, 2.0]], [[0.0, 1.0, 2.0]]])
    legal = np.array([[[True, False, True]], [[True, False, True]], [[True, False, False]]])
    assert told_apart(outputs, legal).tolist() == [[True], [False], [False]]


def test_what_is_saved_is_a_share_of_the_baselines_error() -> None:
    assert saved(1.0, 4.0) == 0.75
    assert saved(8.0, 4.0) == -1
    assert saved(1.0, 0.0) == 0


def test_the_squared_error_counts_scored_steps_only() -> None:
    outputs, targets = np.zeros((3, 2, 2)), np.ones((3, 2, 2))
    outputs[2] = 100
    targets[0, 0] = (3, 1)
    scored = np.array([[1, 1], [1, 0], [0, 0]])
    assert squared(outputs, targets, scored) == pytest.approx((5 + 1 + 1) / 3)
