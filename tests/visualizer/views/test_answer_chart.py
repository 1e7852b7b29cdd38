"""The chart of the answer now: it covers the light of now, and its bars move with the step."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import derive
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
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


def silent(trace: Trace, lang: str = "en") -> str:
    """What stands where nothing was said."""
    chart = AnswerChart(trace, np.zeros((trace.T, len(trace.symbols))), Look(lang=lang), QRectF(50, 10, 600, 280))
    return " ".join(chart.promise())


def test_before_anything_is_said_the_room_learns_when_and_what() -> None:
    heard = Trainer(Run(task="translation", decoder=True, cell="gru", hidden=3)).trace("le chat → the cat")
    seen = Trainer(Run(task="captions", cell="gru", hidden=3)).trace("R■b4")
    assert "speaks from → at step 3 on" in silent(heard)
    assert "第 3 步的 →" in silent(heard, "zh")
    assert "looks first, and speaks from step 2 on" in silent(seen)
    assert "after each step" in silent(brackets())
    both = Trainer(Run(task="brackets", cell="gru", hidden=3, bidirectional=True)).trace()
    assert "from both ends first" in silent(both)


def test_silence_is_words_without_bars() -> None:
    trace, pictures = brackets(), []
    for tall in (280.0, 120.0):
        image = QImage(700, 300, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        AnswerChart(trace, derive.answers(trace), Look(), QRectF(50, 10, 600, tall)).paint_silence(painter)
        painter.end()
        pictures.append(np.frombuffer(image.constBits(), np.uint32).reshape(300, 700) & 0xFFFFFF)
    ink2, ink = int(LIGHT.ink2[1:], 16), int(LIGHT.ink[1:], 16)
    assert all((picture == ink2).any() and not (picture == ink).any() for picture in pictures)
    lines = [int((picture[40:240] == ink2).any(axis=1).sum()) for picture in pictures]
    assert lines[0] > lines[1], "a low one has no room for when and what"


@pytest.mark.parametrize(("share", "told"), [(1 / 40, True), (0.04, True), (0.06, False), (0.9, False)])
def test_where_no_answer_stands_out_that_is_said(share: float, told: bool) -> None:
    trace = replace(brackets(), symbols=tuple(f"word{place}" for place in range(40)), targets=np.zeros((16, 40)))
    trace = replace(trace, tokens=trace.tokens[:16], loss_name="softmax")
    answers = np.full((16, 40), (1 - share) / 39)
    answers[:, 7] = share
    image = QImage(1300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart = AnswerChart(trace, answers, Look(), QRectF(50, 10, 1200, 380))
    chart.paint(painter, 3, 1.0)
    painter.end()
    middle = round(chart.full + 0.45 * (chart.base - chart.full))
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(400, 1300)[middle - 20 : middle, 300:1000] & 0xFFFFFF
    assert bool((pixels == int(LIGHT.ink2[1:], 16)).any()) is told


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("width", [420.0, 1200.0])
def test_what_is_said_of_silence_stays_in_its_place_however_few_the_bars_are(count: int, width: float) -> None:
    trace = replace(brackets(), symbols=tuple(f"w{place}" for place in range(count)))
    trace = replace(trace, targets=np.zeros((trace.T, count)))
    image = QImage(1400, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart = AnswerChart(trace, np.zeros((trace.T, count)), Look(lang="en"), QRectF(60, 10, width, 380))
    chart.paint_silence(painter)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(400, 1400)[80:330] & 0xFFFFFF
    columns = np.flatnonzero((pixels == int(LIGHT.ink2[1:], 16)).any(axis=0))
    assert 60 <= columns.min() < columns.max() <= 60 + width
