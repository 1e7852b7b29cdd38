"""A bit shown once and asked for at the end."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.hold import EARLY, Hold


def test_the_bit_is_shown_once_early_and_asked_for_at_the_end() -> None:
    batch = Hold(length=11).batch(np.random.default_rng(0), 500)
    value, store, recall = np.moveaxis(batch.x, -1, 0)
    assert (store.sum(axis=0) == 1).all()
    assert set(store.argmax(axis=0)) == set(range(EARLY))
    assert (recall[-1] == 1).all()
    assert not recall[:-1].any()
    bit = np.take_along_axis(value, store.argmax(axis=0)[None], axis=0)[0]
    assert set(bit) == {-1.0, 1.0}
    np.testing.assert_array_equal(batch.targets[-1, :, 0], bit)
    assert abs(bit.mean()) < 0.2


def test_only_the_answer_is_scored_and_noise_says_nothing() -> None:
    batch = Hold(length=11).batch(np.random.default_rng(0), 2000)
    assert not batch.scored[:-1].any()
    assert batch.scored[-1].all()
    noise = batch.x[EARLY:, :, 0]
    assert abs(np.corrcoef(noise.mean(axis=0), batch.targets[-1, :, 0])[0, 1]) < 0.08
    assert abs(noise).max() <= 1


def test_a_string_of_ones_own_is_read_sign_by_sign() -> None:
    batch = Hold().encode("~?+~-?~?")
    assert batch.tokens == (("~", "?", "+", "~", "−", "?", "~", "?"),)
    assert list(batch.scored[:, 0]) == [0, 0, 0, 0, 0, 1, 0, 1]
    assert list(batch.targets[[5, 7], 0, 0]) == [-1, -1]
    assert list(batch.x[[2, 4], 0, 0]) == [1, -1]
    assert Hold().encode("~?+~-?~?").x.tobytes() == batch.x.tobytes()


def test_measuring_counts_signs() -> None:
    task = Hold(length=7)
    measured = task.measure(lambda x: np.full((*x.shape[:2], 1), 0.5), np.random.default_rng(0))
    assert 0.4 < measured["right"] < 0.6
    wanted = 0.5 * (measured["right"] * 0.25 + (1 - measured["right"]) * 2.25)
    assert measured["error"] == pytest.approx(wanted)


@pytest.mark.parametrize("length", [4, 2001])
def test_a_length_without_time_to_hold_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 5 to 2000"):
        Hold(length=length)
