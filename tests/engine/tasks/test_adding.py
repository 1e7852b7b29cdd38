"""The adding problem, by the words of the paper."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.adding import Adding


def test_two_numbers_are_marked_where_the_paper_marks_them() -> None:
    batch = Adding(length=50).batch(np.random.default_rng(0), 800)
    values, marks = batch.x[..., 0], batch.x[..., 1]
    assert ((marks == 1).sum(axis=0) == 2).all()
    assert (marks[-1] == -1).all()
    assert set(np.unique(marks[0])) == {-1, 1}
    places = np.argwhere(marks.T == 1)[:, 1].reshape(-1, 2)
    assert places.min(axis=1).max() < 10
    assert places.max() == 50 // 2 - 2
    assert values.min() < -0.99
    assert values.max() > 0.99


def test_the_answer_is_half_and_a_quarter_of_the_sum_and_the_first_number_counts_nothing() -> None:
    batch = Adding(length=12).batch(np.random.default_rng(1), 300)
    for row in range(300):
        marked = [t for t in range(12) if batch.x[t, row, 1] == 1]
        total = sum(batch.x[t, row, 0] for t in marked if t)
        assert batch.targets[-1, row, 0] == pytest.approx(0.5 + total / 4)
    assert batch.scored[-1].all()
    assert not batch.scored[:-1].any()


def test_digits_are_tenths_and_circles_mark() -> None:
    batch = Adding().encode("0⑨5④0")
    assert batch.x[:, 0, 0] == pytest.approx([-0.9, 0.9, 0.1, -0.1, -0.9])
    assert batch.x[:, 0, 1].tolist() == [-1, 1, 0, 1, -1]
    assert batch.targets[-1, 0, 0] == pytest.approx(0.5 + 0.8 / 4)


def test_right_is_within_four_hundredths() -> None:
    def nearly(x: Array, off: float) -> Array:
        marked = (x[..., 1] == 1) & (np.arange(len(x)) > 0)[:, None]
        return np.broadcast_to(0.5 + (x[..., 0] * marked).sum(axis=0) / 4 + off, x.shape[:2])[..., None]

    for off, share in ((0.039, 1.0), (-0.041, 0.0)):
        measured = Adding().measure(lambda x, off=off: nearly(x, off), np.random.default_rng(0))
        assert measured["right"] == share
        assert measured["error"] == pytest.approx(abs(off))


@pytest.mark.parametrize("length", [5, 2001])
def test_a_length_without_room_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="has no room for two marks"):
        Adding(length=length)
