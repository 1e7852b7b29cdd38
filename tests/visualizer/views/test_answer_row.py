"""The row of answers: the first word of each step, as tall as it is sure, crossed where it is wrong."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from engine import derive
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import brackets
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.answer_row import WORD, AnswerRow

pytestmark = pytest.mark.usefixtures("fonts")
PLACE = QRectF(100, 20, 480, 120)


def axis(steps: int) -> Axis:
    return Axis(100, 580, steps, 0, 200, 0)


def painted(trace: Trace, answers: np.ndarray, known: int) -> np.ndarray:  # type: ignore[type-arg]  of any dtype
    """The row as pixels, when so many steps are known."""
    image = QImage(600, 160, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    AnswerRow(trace, answers, axis(trace.T), Look(), PLACE).paint(painter, known)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(160, 600).copy()


def test_a_bar_is_as_tall_as_its_answer_is_sure() -> None:
    trace = replace(brackets(), scored=np.zeros(brackets().T))
    full = PLACE.height() - WORD
    for share in (0.4, 0.9):
        answers = np.full((trace.T, len(trace.symbols)), (1 - share) / (len(trace.symbols) - 1))
        answers[:, 1] = share
        column = painted(trace, answers, trace.T)[:, round(axis(trace.T).x(4))]
        bar = int((column[: int(PLACE.bottom() - WORD)] == 0xFF000000 | int(LIGHT.ink3[1:], 16)).sum())
        assert bar == pytest.approx(full * share, abs=1.5)


def test_only_what_is_known_is_painted() -> None:
    trace = brackets()
    answers = derive.answers(trace)
    pixels = painted(trace, answers, 5)
    edge, slots = round(100 + 5 * axis(trace.T).pitch), painted(trace, answers, 0)
    assert (pixels[:, :edge] != slots[:, :edge]).any()
    assert (pixels[:, edge:] == slots[:, edge:]).all()


def test_where_answers_will_stand_is_marked_at_the_steps_that_are_asked() -> None:
    paper = 0xFF000000 | int(LIGHT.paper[1:], 16)
    trace = Trainer(Run(task="translation", decoder=True, cell="gru", hidden=3)).trace("le chat → the cat")
    for known, marked in ((0, [2, 3, 4]), (2, [2, 3, 4]), (4, [4])):
        pixels, place = painted(trace, np.zeros((trace.T, len(trace.symbols))), known), axis(trace.T)
        below = pixels[round(PLACE.bottom()) - 3 :]  # under the words, where only slots reach
        columns = [below[:, round(place.x(t) - 40) : round(place.x(t) + 40)] for t in range(trace.T)]
        assert [t for t, column in enumerate(columns) if (column != paper).any()] == marked


def test_what_is_only_heard_is_not_answered() -> None:
    trace = Trainer(Run(task="translation", decoder=True, cell="gru", hidden=3)).trace("le chat → the cat")
    answers = np.full((trace.T, len(trace.symbols)), 0.001)
    answers[:, 1] = 0.8
    heard = round(axis(trace.T).x(1) + 48)
    paper = 0xFF000000 | int(LIGHT.paper[1:], 16)
    assert (painted(trace, answers, trace.T)[:, :heard] == paper).all()
    assert (painted(trace, answers, trace.T)[:, heard:] != paper).any()


def test_wrong_answers_are_grey_and_crossed() -> None:
    trace = Trainer(Run(task="digits", by="row", cell="rnn", hidden=3)).trace("#20")
    right = int(trace.targets[-1].argmax())
    for said in (right, (right + 1) % 10):
        answers = np.full((trace.T, 10), 0.05)
        answers[:, said] = 0.55
        row = AnswerRow(trace, answers, axis(trace.T), Look(), PLACE)
        assert row.wrong.tolist() == [False] * 7 + [said != right], "only the last step is asked"
        last = painted(trace, answers, trace.T)[:, round(axis(trace.T).x(7)) - 12]
        assert bool((last == 0xFF000000 | int(LIGHT.ink[1:], 16)).any()) is (said == right)


def test_of_ctc_a_blank_is_no_answer_and_letters_have_its_room() -> None:
    trace = Trainer(Run(task="handwriting", hidden=3)).trace("ab")
    answers = np.zeros((trace.T, 27))
    answers[:, 0] = 0.9
    answers[3, 2] = 0.95
    row = AnswerRow(trace, answers, axis(trace.T), Look(), PLACE)
    assert row.silent.tolist() == [t != 3 for t in range(trace.T)]
    assert row.size > axis(trace.T).pitch
