"""The chart of the answer now: it covers the light of now, and its bars move with the step."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import derive
from tests.visualizer.views.subjects import brackets, has
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.answer_chart import AnswerChart

pytestmark = pytest.mark.usefixtures("fonts")


def drawn(t: int, part: float = 1.0) -> QImage:
    trace = brackets()
    image = QImage(700, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    AnswerChart(trace, derive.answers(trace), Look(), QRectF(50, 10, 600, 280)).paint(painter, t, part)
    painter.end()
    return image


def test_the_bars_move_from_one_step_to_the_next() -> None:
    assert drawn(3) == drawn(3)
    assert len({drawn(t, part).bits().tobytes() for t, part in ((2, 1.0), (3, 0.5), (3, 1.0))}) == 3


def test_right_answers_are_ink_on_paper() -> None:
    assert has(drawn(3), LIGHT.ink)
    assert has(drawn(3), LIGHT.paper)


@pytest.mark.parametrize("share", [0.21, 0.6, 0.99])
def test_the_number_stands_over_the_letters(share: float) -> None:
    trace = brackets()
    answers = np.full((trace.T, len(trace.symbols)), (1 - share) / (len(trace.symbols) - 1))
    answers[:, 1] = share
    pictures = []
    for part in (0.99999, 1.0):
        image = QImage(700, 300, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        chart = AnswerChart(trace, answers, Look(), QRectF(50, 10, 600, 280))
        chart.paint(painter, 3, part)
        painter.end()
        pictures.append(np.frombuffer(image.constBits(), np.uint32).reshape(300, 700).copy())
    rows, columns = np.nonzero(pictures[0] != pictures[1])
    assert chart.place.top() + 16 < rows.min() < rows.max() < chart.base
    top = chart.base - (chart.base - chart.full) * share
    assert rows.max() < top or columns.min() >= chart.left + 2 * chart.each
