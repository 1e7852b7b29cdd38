"""Which of two letters came first."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.order import ANSWERS, SIGNS, Order


def test_the_letters_stand_where_the_paper_puts_them_and_decide_the_answer() -> None:
    batch = Order(length=100).batch(np.random.default_rng(0), 400)
    for row, word in enumerate(batch.tokens):
        one, two = (t for t, sign in enumerate(word) if sign in "XY")
        assert 10 <= one <= 20
        assert 50 <= two <= 60
        wanted = {"XX": "Q", "XY": "R", "YX": "S", "YY": "U"}[word[one] + word[two]]
        assert ANSWERS[batch.targets[-1, row].argmax()] == wanted
    assert not batch.scored[:-1].any()
    assert {word[0] + word[-1] for word in batch.tokens} == {"<>"}


def test_what_one_types_is_asked_at_every_end() -> None:
    batch = Order().encode("<aX>bY>Y>")
    answers = ["".join(ANSWERS[place] for place in np.flatnonzero(step)) for step in batch.targets[:, 0]]
    assert answers == ["", "", "", "Q", "", "", "R", "", "U"]
    assert batch.scored[:, 0].tolist() == [0, 0, 0, 1, 0, 0, 1, 0, 1]


def test_all_four_outputs_must_be_close() -> None:
    def sure(x: Array, share: float) -> Array:
        place = (x @ np.arange(len(SIGNS)) - 4) * x[..., 4:6].sum(axis=-1)  # 0 for X, 1 for Y, 0 elsewhere
        first = x[: len(x) * 3 // 10]
        answer = 2 * (first[..., 5].sum(axis=0)) + place.sum(axis=0) - first[..., 5].sum(axis=0)
        chances = np.full((*x.shape[:2], 4), (1 - share) / 3)
        chances[-1, np.arange(x.shape[1]), answer.astype(int)] = share
        return np.log(chances)

    assert Order().measure(lambda x: sure(x, 0.71), np.random.default_rng(0))["right"] == 1
    assert Order().measure(lambda x: sure(x, 0.69), np.random.default_rng(0))["right"] == 0


@pytest.mark.parametrize("length", [9, 401])
def test_a_length_without_room_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="has no room for two letters"):
        Order(length=length)
