"""A caption is lit on yellow, and set where it is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.visualizer.views.subjects import has
from visualizer.paint import RIGHT, Look
from visualizer.theme import LIGHT
from visualizer.views.caption import Caption

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize("now", [True, False])
def test_only_the_line_of_the_moment_is_lit(now: bool) -> None:
    image = QImage(400, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    place = Caption("old memory", "c_6", 1.51, 390, 60, RIGHT, now).paint(painter, Look(), 1.0)
    painter.end()
    assert has(image, LIGHT.now) is now
    assert abs(place.right() - 400) < 1
