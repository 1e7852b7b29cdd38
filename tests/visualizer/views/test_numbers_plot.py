"""Outputs that are numbers: as many points as are computed, a ring only where something is wanted."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import derive
from tests.visualizer.views.subjects import bit, has, ink
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.numbers_plot import NumbersPlot

pytestmark = pytest.mark.usefixtures("fonts")
AXIS = Axis(100, 820, 12, 0, 300, 300)


def drawn(known: int, now: int | None = None) -> QImage:
    trace = bit()
    image = QImage(900, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    NumbersPlot(trace, derive.answers(trace), AXIS, Look(), QRectF(100, 20, 720, 240)).paint(painter, known, now)
    painter.end()
    return image


def test_the_curve_ends_where_the_outputs_end() -> None:
    assert ink(drawn(0)) == 0
    assert ink(drawn(5), 0, AXIS.x(4) + 4) > 0
    assert ink(drawn(5), AXIS.x(4) + 4) == 0


def test_only_the_last_step_is_wanted_and_has_a_ring() -> None:
    assert not has(drawn(11), LIGHT.ink)
    assert has(drawn(12), LIGHT.ink)


def test_the_output_of_now_is_yellow() -> None:
    assert has(drawn(6, now=5), LIGHT.now)
