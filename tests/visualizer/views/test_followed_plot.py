"""A curve that is laid over its target."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from visualizer.paint import Look
from visualizer.views.followed_plot import FollowedPlot

PLACE = QRectF(100, 50, 400, 200)
TARGET = np.array([0.0, 1.0, 2.0, 1.0])


def test_a_unit_that_follows_exactly_lies_on_its_target_whatever_its_scale_and_sign() -> None:
    plot = FollowedPlot(7 - 0.01 * TARGET, TARGET, "#000000", Look(), PLACE)
    heights = [(PLACE.bottom() - point.y()) / PLACE.height() for point in plot.points]
    assert heights == pytest.approx([0.0, 0.5, 1.0, 0.5])


def test_a_unit_that_does_not_follow_lies_at_the_mean() -> None:
    plot = FollowedPlot(np.ones(4), TARGET, "#000000", Look(), PLACE)
    assert {round(point.y(), 6) for point in plot.points} == {PLACE.bottom() - 0.5 * PLACE.height()}


def test_targets_below_zero_have_room() -> None:
    plot = FollowedPlot(TARGET - 3, TARGET - 3, "#000000", Look(), PLACE)
    assert (plot.low, plot.high) == (-3.0, 1.0)
    assert all(PLACE.top() <= point.y() <= PLACE.bottom() for point in plot.points)


def test_a_column_is_found_under_a_point() -> None:
    plot = FollowedPlot(TARGET, TARGET, "#000000", Look(), PLACE)
    assert [plot.t(QPointF(plot.x(t), 100)) for t in range(4)] == [0, 1, 2, 3]
    assert plot.t(QPointF(90, 100)) is None
    assert plot.t(QPointF(120, 400)) is None
