"""Labels of heads: near where they are wanted, apart from each other, and on no line that they can keep clear of."""

import numpy as np
import pytest

from visualizer.views.head_labels import BETWEEN, OVER, UNDER, Way, settle


def way(*points: tuple[float, float]) -> Way:
    return np.array([x for x, _ in points], float), np.array([y for _, y in points], float)


def test_a_label_stands_where_it_is_wanted_if_nothing_is_there() -> None:
    assert settle([100.0], (20, 300), (50, 150), []) == [100]
    assert settle([100.0], (20, 300), (50, 150), [way((200, 100), (400, 100)), way()]) == [100]


@pytest.mark.parametrize("height", [80.0, 95.0, 110.0])
def test_a_label_leaves_the_line_on_the_nearer_side(height: float) -> None:
    (found,) = settle([100.0], (20, 300), (50, 150), [way((0, height), (400, height))])
    assert found + UNDER <= height or found - OVER >= height
    assert abs(found - 100) < OVER + UNDER


def test_a_sloping_line_is_kept_clear_of_along_the_whole_label() -> None:
    slope = way((0, 0), (400, 400))
    (found,) = settle([100.0], (20, 390), (50, 150), [slope])
    assert found + UNDER <= 50 - 4 or found - OVER >= 150


def test_a_thin_spike_counts() -> None:
    spike = way((0, 300), (99, 300), (100, 90), (101, 300), (400, 300))
    (found,) = settle([100.0], (20, 290), (50, 150), [spike])
    assert found + UNDER <= 90


def test_labels_stay_apart_and_inside() -> None:
    assert settle([100.0, 104.0], (20, 300), (50, 150), []) == [100, 100 + BETWEEN]
    low = settle([290.0, 295.0], (20, 300), (50, 150), [])
    assert low[1] - low[0] >= BETWEEN
    assert low[1] <= 300
