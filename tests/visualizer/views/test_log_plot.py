"""A size stands where its logarithm says; what has none stands at an end."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.visualizer.views.subjects import has
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.decades import Decades
from visualizer.views.log_plot import LogPlot

PLOT = LogPlot(QRectF(100, 50, 300, 200), Decades(-2, 2))

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize(("size", "y"), [(1.0, 150), (100.0, 50), (0.01, 250), (1e9, 50), (0.0, 250), (np.inf, 50),
                                         (np.nan, 50)])
def test_a_size_has_a_height(size: float, y: float) -> None:
    assert PLOT.y(size) == pytest.approx(y)


def test_decades_are_marked() -> None:
    image = QImage(500, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    PLOT.paint_ticks(painter, Look())
    painter.end()
    assert has(image, LIGHT.rule)
