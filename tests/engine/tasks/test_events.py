"""Sequences of events, how surprising they are, and what pairs know."""

import numpy as np
import pytest

from engine.tasks.events import alarm, following, own, pairs, surprises
from engine.tasks.words import Words

WORDS = Words(("in", "out", "stay"), ("进", "出", "留"))
EVENTS = np.array([[0, 1], [2, 2], [1, 0], [0, 1]])


def test_each_event_is_to_say_the_next_in_the_language_of_the_room() -> None:
    batch = following(EVENTS, WORDS, "zh")
    assert batch.tokens == (("进", "留", "出"), ("出", "留", "进"))
    np.testing.assert_array_equal(batch.x.argmax(axis=-1), EVENTS[:-1])
    np.testing.assert_array_equal(batch.targets.argmax(axis=-1), EVENTS[1:])


def test_the_end_of_ones_own_events_has_no_answer() -> None:
    batch = own("in 留, out", WORDS, "en")
    assert batch.tokens == (("in", "stay", "out"),)
    assert list(batch.scored[:, 0]) == [1, 1, 0]
    assert not batch.targets[-1].any()


def test_surprise_is_minus_the_logarithm_of_the_share() -> None:
    batch = following(EVENTS, WORDS, "en")
    shares = np.array([0.2, 0.3, 0.5])
    expected = -np.log(shares[EVENTS[1:]])
    np.testing.assert_allclose(surprises(np.broadcast_to(np.log(shares), batch.targets.shape), batch), expected)


def test_the_alarm_is_the_worst_mean_of_three() -> None:
    surprise = np.array([[0.0, 3], [1, 3], [5, 3], [0, 3], [0, 0]])
    np.testing.assert_allclose(alarm(surprise), [2, 3])


def test_pairs_are_counted_with_one_added() -> None:
    counted = pairs(EVENTS, 3)
    np.testing.assert_allclose(np.exp(counted).sum(axis=1), 1)
    assert np.exp(counted[2, 1]) == pytest.approx((1 + 1) / (2 + 3))
    assert np.exp(counted[0, 0]) == pytest.approx(1 / (2 + 3))
