"""A number finds the highest and the lowest of what it would cover."""

from visualizer.views.ridge import MARGIN, ridge, trough

POINTS = ((0.0, 50.0), (100.0, 20.0), (200.0, 40.0))


def test_only_what_lies_across_the_width_counts() -> None:
    assert ridge(POINTS, 90, 110, 7.0) == 20.0
    assert ridge(POINTS, -5, 110, 7.0) == 20.0
    assert ridge(POINTS, 100 + MARGIN + 1, 210, 7.0) == 40.0
    assert ridge(POINTS, 130, 150, 7.0) == 7.0
    assert trough(POINTS, 90, 110, 7.0) == 20.0
    assert trough(POINTS, -5, 110, 7.0) == 50.0
    assert trough(POINTS, 130, 150, 7.0) == 7.0
