"""Counted letters, against all strings written out."""

from itertools import product

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.counting import Counting


@pytest.mark.parametrize("letters", ["ab", "abc"])
def test_what_may_follow_is_what_some_string_goes_on_with(letters: str) -> None:
    task = Counting(most=4, letters=letters)
    strings = ["S" + "".join(letter * n for letter in letters) + "E" for n in range(1, 9)]
    for length in range(6):
        for middle in product(letters, repeat=length):
            beginning = "S" + "".join(middle)
            followers = {word[len(beginning)] for word in strings if word.startswith(beginning) and word != beginning}
            shares = task.follows(beginning)
            assert {task.symbols[place] for place in np.flatnonzero(shares)} == followers
            assert shares.sum() == float(bool(followers))


def test_training_sees_every_n_up_to_the_most_and_none_beyond() -> None:
    batch = Counting(most=5).batch(np.random.default_rng(0), 200)
    assert {"".join(word) for word in batch.tokens} == {"S" + "a" * n + "b" * n for n in range(1, 6)}
    assert not batch.scored[np.array(batch.tokens).T == ""].any()


def test_a_string_of_ones_own_needs_no_beginning_and_is_scored_as_far_as_it_is_right() -> None:
    batch = Counting().encode("aabbb")
    assert batch.tokens == (tuple("Saabbb"),)
    assert batch.scored[:, 0].tolist() == [1, 1, 1, 1, 1, 0]
    assert Counting().encode("Sab").tokens == (tuple("Sab"),)


def counter(x: Array, limit: int) -> Array:
    """Say what may follow, by counting, but never beyond a limit."""
    counts = np.minimum(x.cumsum(axis=0), limit)
    scores = np.zeros((*x.shape[:2], 3))
    scores[..., 0] = counts[..., 2] == 0
    scores[..., 1] = (counts[..., 1] > 0) & ((counts[..., 2] == 0) | (counts[..., 2] < counts[..., 1]))
    scores[..., 2] = (counts[..., 2] > 0) & (counts[..., 2] == counts[..., 1])
    return scores


@pytest.mark.parametrize("limit", [7, 12, 30])
def test_how_far_the_count_holds_is_the_last_n_before_the_first_failure(limit: int) -> None:
    task = Counting(most=10)
    measured = task.measure(lambda x, _alive: counter(x, limit), np.random.default_rng(0))
    assert measured["holds_to"] == limit
    assert measured["trained"] == min(1, limit / 10)
    short = task.measure(lambda x, _alive: counter(x, 1000), np.random.default_rng(0), "validation")
    assert short["holds_to"] == 20


@pytest.mark.parametrize("most", [1, 200])
def test_what_cannot_be_counted_to_is_refused(most: int) -> None:
    with pytest.raises(RunError, match="It is from 2 to 199"):
        Counting(most=most)
