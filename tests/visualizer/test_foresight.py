"""A long trace is drawn ahead once, when it has been left alone; nothing that is seen changes."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.beats import Beats, Cursor
from engine.run import Run
from engine.trainer import Trainer
from tests.visualizer.views.subjects import view
from visualizer.foresight import LONG, Foresight
from visualizer.stage import Stage
from visualizer.views.rails import Rails
from visualizer.views.view import Subject

pytestmark = pytest.mark.usefixtures("fonts")


def canvas(qtbot: QtBot) -> tuple[Foresight, list[Cursor]]:
    """A widget on screen, and what it was asked to paint ahead."""
    asked: list[Cursor] = []

    def paint(painter: QPainter, cursor: Cursor) -> None:
        assert painter.isActive()
        asked.append(cursor)

    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    made = Foresight(widget, paint)
    return made, asked


def test_the_end_of_a_long_way_back_is_painted_once(qtbot: QtBot) -> None:
    made, asked = canvas(qtbot)
    beats = Beats(("z", "h", "y"), LONG)
    made.expect(Beats(("z", "h", "y"), LONG + 7))
    made.expect(beats)
    assert made.waiting
    qtbot.waitUntil(lambda: not made.waiting and bool(asked), timeout=60_000)
    assert asked == [Cursor(beats, len(beats) - 1)]


def test_a_short_way_is_not_foreseen_and_ends_what_was_expected(qtbot: QtBot) -> None:
    made, asked = canvas(qtbot)
    made.expect(Beats(("z", "h", "y"), LONG))
    made.expect(Beats(("z", "h", "y"), LONG - 1))
    assert not made.waiting
    assert not asked


def test_the_first_jump_back_finds_its_pictures_and_what_is_seen_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = Trainer(Run(task="text", length=LONG, batch=1, hidden=3)).trace()
    drawn: list[str] = []
    plain = Rails._all_backward

    def counted(self: Rails, painter: QPainter, rail: object) -> None:
        drawn.append("back")
        plain(self, painter, rail)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(Rails, "_all_backward", counted)
    made = Stage()
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.set_views(("unrolled",))
    made.show()
    made.show_subjects((Subject(trace, np.zeros(0)),))
    made.seek(Cursor(trace.beats, 40))
    before = made.grab().toImage()
    assert not drawn
    qtbot.waitUntil(lambda: not made.foresight.waiting and bool(drawn), timeout=60_000)
    foreseen = len(drawn)
    assert made.grab().toImage() == before
    made.seek(Cursor(trace.beats, len(trace.beats) - 1))
    made.grab()
    assert len(drawn) == foreseen
    assert view(made, "unrolled").trace is trace
