"""The row of lines: each key says whether its line is done."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine.beats import Phase
from tests.visualizer.views.subjects import brackets, moment
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.lines_strip import LinesStrip

pytestmark = pytest.mark.usefixtures("fonts")
NAMES = tuple(line.name for line in brackets().lines)


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
def test_keys_fill_in_the_order_of_the_pass(phase: Phase) -> None:
    strip = LinesStrip(NAMES, QRectF(0, 0, 1400, 40), Look())
    image = QImage(1400, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    strip.paint(painter, moment(brackets(), phase, 5, "c"), 5)
    painter.end()
    colours = [image.pixelColor(int(key.left()) + 6, 6).name().upper() for key in strip.keys]
    place = NAMES.index("c")
    before, after = [LIGHT.rule] * place, [LIGHT.wash] * (len(NAMES) - place - 1)
    if phase is Phase.BACKWARD:
        before, after = [LIGHT.wash] * place, [LIGHT.rule] * (len(NAMES) - place - 1)
    assert colours == [*before, LIGHT.now, *after]


def test_a_point_finds_its_key() -> None:
    strip = LinesStrip(NAMES, QRectF(0, 0, 1400, 40), Look())
    assert [strip.at(key.center()) for key in strip.keys] == list(NAMES)
    assert strip.at(QPointF(10, 90)) == ""
