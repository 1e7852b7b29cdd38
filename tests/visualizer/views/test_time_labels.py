"""Numbers under the columns: thinned out, that of now always there, none too near another."""

from itertools import pairwise

import pytest

from visualizer.layout import Axis
from visualizer.views.time_labels import ROOM, every, letter_size, letters_wide, numbered, within


@pytest.mark.parametrize("steps", [4, 12, 24, 64, 200])
@pytest.mark.parametrize("wide", [300, 720, 1100])
def test_numbers_never_touch_and_now_is_among_them(steps: int, wide: int) -> None:
    axis = Axis(92, 92 + wide, steps, 0, 400, 400)
    for now in (None, 0, steps // 3, steps - 1):
        marked = sorted(numbered(axis, now))
        assert now is None or now in marked
        assert all((b - a) * axis.pitch >= ROOM for a, b in pairwise(marked))


def test_what_is_wide_stays_within_the_columns() -> None:
    axis = Axis(100, 500, 8, 0, 1, 1)
    assert [within(axis, x, 80) for x in (90, 140, 300, 480)] == [140, 140, 300, 460]


def test_shapes_and_chinese_are_square() -> None:
    assert letters_wide("■c3") == pytest.approx(1 + 2 * 0.62)
    assert letters_wide("工资") == 2
    assert letters_wide("▁█") == 2
    assert letters_wide("·→") == pytest.approx(2 * 0.62)


def test_thinning_goes_by_round_numbers() -> None:
    assert [every(pitch) for pitch in (60, 20, 8, 4, 1)] == [1, 2, 5, 10, 50]


def test_tokens_that_would_be_too_small_to_read_are_left_out() -> None:
    assert letter_size(Axis(0, 720, 12, 0, 1, 1), ("(", ")"), 32) == 32
    assert 11 <= letter_size(Axis(0, 720, 60, 0, 1, 1), ("(", ")"), 32) < 32
    assert letter_size(Axis(0, 720, 200, 0, 1, 1), ("(", ")"), 32) == 0
