"""A cue at a lag, and the question."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.cue import SIGNS, Cue


def test_one_cue_stands_at_every_lag_and_only_the_end_asks_for_it() -> None:
    task = Cue(length=8, near=3)
    batch = task.batch(np.random.default_rng(0), 500)
    lags = set()
    for row, word in enumerate(batch.tokens):
        (place,) = (t for t, sign in enumerate(word) if sign in "AB")
        lags.add(7 - place)
        assert "AB"[batch.targets[-1, row].argmax()] == word[place]
        assert word[-1] == "?"
    assert lags == set(range(1, 8))
    assert not batch.scored[:-1].any()
    assert batch.scored[-1].all()


def test_a_window_sees_near_cues_and_guesses_at_far_ones() -> None:
    def window(x: Array) -> Array:
        seen = x[-5:, :, :2].sum(axis=0)  # the question and four steps before it
        return np.broadcast_to(seen, (len(x), *seen.shape))

    measured = Cue(length=20, near=4).measure(window, np.random.default_rng(0))
    assert measured["right_near"] == 1
    assert measured["right_far"] == pytest.approx(0.5, abs=0.1)


def test_each_question_of_ones_own_asks_for_the_last_cue() -> None:
    batch = Cue().encode("?Ax?yB?")
    assert ["AB"[step.argmax()] if step.any() else "" for step in batch.targets[:, 0]] == ["", "", "", "A", "", "", "B"]
    assert batch.x[1, 0].argmax() == SIGNS.index("A")


def test_a_length_that_leaves_nothing_far_is_refused() -> None:
    with pytest.raises(RunError, match="do not go together"):
        Cue(length=6, near=5)
