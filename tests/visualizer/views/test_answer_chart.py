"""The chart of the answer now: it covers the light of now, and its bars move with the step."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import derive
from tests.visualizer.views.subjects import brackets, has
from visualizer.paint import Look, text_width
from visualizer.theme import LIGHT
from visualizer.views.answer_chart import AnswerChart, chosen

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


def test_of_more_words_than_fit_those_that_are_right_or_likely_at_any_step_keep_their_places() -> None:
    trace = brackets()
    words = tuple(f"word{place}" for place in range(40))
    targets, answers = np.zeros((trace.T, 40)), np.full((trace.T, 40), 0.001)
    targets[2, 31] = 1
    answers[3, 17], answers[4, 5] = 0.9, 0.5
    many = replace(trace, symbols=words, targets=targets)
    assert chosen(many, answers, 3).tolist() == [5, 17, 31]
    assert chosen(many, answers, 2).tolist() == [17, 31]
    assert chosen(many, answers, 40).tolist() == list(range(40))
    assert len(chosen(trace, derive.answers(trace), 1)) == len(trace.symbols)  # single letters get smaller instead


def test_words_that_have_bars_do_not_touch_each_other() -> None:
    trace = brackets()
    words = tuple(f"everywhere{place}" for place in range(60))
    many = replace(trace, symbols=words, targets=np.zeros((trace.T, 60)))
    chart = AnswerChart(many, np.full((trace.T, 60), 1 / 60), Look(), QRectF(50, 10, 1200, 280))
    assert 1 < len(chart.kept) < 60
    font = Look().font(max(16.0, chart.each * 0.92 / chart.wide))
    assert max(text_width(font.toString(), word) for word in words) < chart.each
