"""Outputs that are numbers: as many points as are computed, a ring only where something is wanted."""

from dataclasses import replace

import numpy as np
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


def drawn(known: int, now: int | None = None, height: float | None = None) -> QImage:
    trace = bit()
    if height is not None:
        said = trace.value | {"y": np.full_like(trace.value["y"], height)}
        wanted = np.full_like(trace.targets, height)
        trace = replace(trace, value=said, targets=wanted, scored=np.ones_like(trace.scored))
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


@pytest.mark.parametrize("height", [-0.9, 0.0, 0.5, 0.98])
def test_the_number_of_now_covers_no_ring(height: float) -> None:
    with_number, without = drawn(12, 8, height), drawn(12, None, height)
    level = 260 - (height + 1) / 2 * 240
    for x in range(round(AXIS.x(6)), round(AXIS.x(8)) - 14):
        for y in range(round(level) - 11, round(level) + 12):
            assert with_number.pixel(x, y) == without.pixel(x, y)
    assert with_number != without
