"""A large trace's lenses claim nothing until the engine has told them, and then show what they would have found."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.survey import survey
from engine.trace import Trace
from tests.visualizer.views.subjects import brackets, ink, moment, painted, stage
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import LIGHT
from visualizer.views import EXPLORED, theory, triangle
from visualizer.views.pending import paint_pending
from visualizer.views.view import Subject

pytestmark = pytest.mark.usefixtures("fonts")
LARGE = 160
Shown = Callable[[Trace, str], Stage]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """A stage with one view of a trace."""

    def show(trace: Trace, name: str) -> Stage:
        made = stage(trace, name, look=Look(lang="en"))
        qtbot.addWidget(made)
        return made

    return show


def last(trace: Trace, made: Stage, name: str) -> QImage:
    """What is painted when all is over, with what is kept below."""
    return painted(made, name, moment(trace, Phase.UPDATE))


@pytest.mark.parametrize("name", EXPLORED)
def test_until_the_engine_has_told_it_there_is_a_word_and_no_number(shown: Shown, name: str) -> None:
    trace = brackets("gru", LARGE)
    made = shown(trace, name)
    before = made.grab().toImage(), last(trace, made, name)
    made.show_subjects((Subject(trace, np.zeros(0), surveys={trace: told(trace, name)}),))
    after = last(trace, made, name)
    assert ink(after) > ink(before[1])
    early = painted(made, name, moment(trace, Phase.BACKWARD, LARGE - 2))
    assert early != after


def told(trace: Trace, name: str) -> object:
    """What the engine tells a view."""
    found = survey(trace, (EXPLORED[name],))
    assert found is not None
    return found


@pytest.mark.parametrize("name", EXPLORED)
@pytest.mark.parametrize("phase", [Phase.LOSS, Phase.UPDATE])
def test_what_the_engine_told_is_drawn_as_what_is_found_in_place(shown: Shown, name: str, phase: Phase) -> None:
    trace = brackets()
    made = shown(trace, name)
    found_here = painted(made, name, moment(trace, phase)), made.grab().toImage()
    made.show_subjects((Subject(trace, np.zeros(0), surveys={trace: told(trace, name)}),))
    assert (painted(made, name, moment(trace, phase)), made.grab().toImage()) == found_here


def test_a_view_finds_nothing_large_by_itself(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Trace] = []
    monkeypatch.setattr(triangle, "triangle_picture", lambda *given: asked.append(given))
    monkeypatch.setattr(theory, "decades", lambda *given: asked.append(given))
    trace = brackets("gru", LARGE)
    for name in ("triangle", "theory"):
        last(trace, shown(trace, name), name)
    assert not asked


def test_the_word_is_quiet_and_in_the_language_of_the_room() -> None:
    pictures = []
    for lang in ("zh", "en"):
        image = QImage(600, 80, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_pending(painter, QRectF(0, 0, 600, 80), Look(LIGHT, lang))
        painter.end()
        columns = np.flatnonzero(np.frombuffer(image.constBits(), np.uint32).reshape(80, 600).any(axis=0))
        assert abs((columns[0] + columns[-1]) / 2 - 300) < 4, "in the middle"
        pictures.append(image)
    assert pictures[0] != pictures[1]
