"""The log scale: whole decades, at least two, all data on it, nothing that breaks it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualizer.views.decades import Decades, decades, tick


@given(st.lists(st.floats(1e-12, 1e3), min_size=1, max_size=20))
def test_every_size_stands_on_the_scale(sizes: list[float]) -> None:
    scale = decades(np.array(sizes))
    assert scale.high - scale.low >= 2
    assert all(0 <= scale.share(size) <= 1 and scale.has(size) for size in sizes)


def test_what_is_not_a_size_does_not_disturb() -> None:
    assert decades(np.array([0.05, np.nan, np.inf, 0.0, 0.4])) == Decades(-2, 0)
    assert decades(np.array([np.nan])) == decades() == Decades(-2, 0)


def test_what_does_not_fit_stands_at_the_end_and_is_said_not_to_fit() -> None:
    scale = decades(np.array([1e-40, 1.0]))
    assert scale.share(1e-40) == 0
    assert not scale.has(1e-40)
    assert (scale.share(0.0), scale.share(np.inf)) == (0.0, 1.0)


@pytest.mark.parametrize("most", [2, 3, 5, 9])
def test_there_are_no_more_ticks_than_asked_for(most: int) -> None:
    ticks = Decades(-17, 1).ticks(most)
    assert 2 <= len(ticks) <= most
    assert ticks[0] == 1


def test_ticks_are_written_plainly_near_one() -> None:
    assert [tick(power) for power in (-2, 0, 3, 5, -8)] == ["0.01", "1", "1000", "10⁵", "10⁻⁸"]
