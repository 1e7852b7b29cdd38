"""Windows of truncation: every loss once, none further back than told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.windows import Cut, Window


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 12))
def test_every_loss_is_in_one_window_and_goes_back_as_if_it_were_whole(steps: int, k1: int, more: int) -> None:
    windows = Cut(k1, k1 + more).windows(steps)
    assert [t for window in windows for t in range(window.first, window.last)] == list(range(steps))
    for window in windows:
        assert window.back == max(0, window.first + k1 - (k1 + more)) <= window.first


def test_the_last_window_may_be_short_and_begins_where_a_whole_one_would() -> None:
    assert Cut(3, 4).windows(7) == (Window(0, 0, 3), Window(2, 3, 6), Window(5, 6, 7))


@pytest.mark.parametrize("steps", [1, 5])
def test_a_cut_beyond_the_sequence_cuts_nothing(steps: int) -> None:
    assert Cut(5, 9).windows(steps) == (Window(0, 0, steps),)
