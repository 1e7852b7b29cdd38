"""Letters that are said again after a silence."""

from math import log

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.copy import ASKS, LETTERS, QUIET, Copy


def test_the_letters_are_said_again_in_order_and_nothing_else() -> None:
    batch = Copy(items=4, length=15).batch(np.random.default_rng(0), 30)
    heard, said = batch.x.argmax(axis=-1), batch.targets.argmax(axis=-1)
    assert (heard[:4] < QUIET).all()
    assert (heard[4:11] == QUIET).all()
    assert (heard[11] == ASKS).all()
    np.testing.assert_array_equal(said[11:], heard[:4])
    assert (said[:11] == QUIET).all()
    assert batch.scored.all()


def test_a_string_of_ones_own_is_asked_for_step_by_step() -> None:
    batch = Copy().encode("ab ?··?")
    assert batch.tokens == (("a", "b", "·", "?", "·", "·", "?"),)
    assert ["".join((LETTERS + "·")[place] for place in batch.targets[:, 0].argmax(axis=-1))] == ["···ab··"]


def test_who_remembers_nothing_stands_at_the_baseline_and_who_knows_all_below() -> None:
    task = Copy(items=5, length=30)
    assert task.baseline == pytest.approx(5 * log(8) / 30)

    def forgetful(x: Array) -> Array:
        scores = np.full((*x.shape[:2], 9), -50.0)
        scores[:25, :, QUIET] = 0
        scores[25:, :, :QUIET] = 0
        return scores

    measured = task.measure(forgetful, np.random.default_rng(0))
    assert measured["of_baseline"] == pytest.approx(1, abs=1e-6)
    assert measured["whole"] == 0

    def perfect(x: Array) -> Array:
        scores = forgetful(x)
        scores[25:] = 50 * x[:5, :, :9]
        return scores

    assert task.measure(perfect, np.random.default_rng(0))["whole"] == 1


def test_more_letters_than_fit_are_refused() -> None:
    with pytest.raises(RunError, match="from twice the items"):
        Copy(items=6, length=11)
