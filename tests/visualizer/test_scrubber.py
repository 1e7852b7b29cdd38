"""The row of beats shows where we are, and a click asks for what is under it."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Beats, Cursor, Phase
from visualizer.paint import Look
from visualizer.scrubber import MARGIN, Scrubber
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]

NAMES = ("zi", "i", "c", "h")


@pytest.fixture
def scrubber(qtbot: QtBot) -> Scrubber:
    widget = Scrubber()
    qtbot.addWidget(widget)
    widget.resize(1112, 77)
    widget.restyle(Look(), 1.0)
    widget.show()
    return widget


def at(T: int, phase: Phase, t: int, line: str = "h") -> Cursor:
    beats = Beats(NAMES, T)
    return Cursor(beats, beats.done(Beat(phase, t, line)))


def test_the_present_cell_and_only_it_is_yellow(scrubber: Scrubber, where: Where) -> None:
    scrubber.show_cursor(at(12, Phase.BACKWARD, 6, "i"), "time")
    yellow = where(scrubber, LIGHT.now)
    assert abs(yellow.min() - 704) < 4
    assert abs(yellow.max() - 738) < 4


def test_before_the_start_nothing_is_yellow(scrubber: Scrubber, where: Where) -> None:
    scrubber.show_cursor(Cursor(Beats(NAMES, 12), 0), "time")
    assert where(scrubber, LIGHT.now).size == 0
    scrubber.show_cursor(None, "time")
    assert where(scrubber, LIGHT.now).size == 0


def test_a_click_asks_for_the_end_of_its_time_step(scrubber: Scrubber, qtbot: QtBot) -> None:
    scrubber.show_cursor(at(12, Phase.BACKWARD, 6), "time")
    with qtbot.waitSignal(scrubber.sought) as sought:
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(60, 58))
    assert sought.args == [8]


def test_a_drag_asks_for_each_cell_once_the_window_has_followed(scrubber: Scrubber, qtbot: QtBot) -> None:
    asked = []
    scrubber.sought.connect(asked.append)
    scrubber.sought.connect(lambda done: scrubber.show_cursor(Cursor(Beats(NAMES, 12), done), "time"))
    scrubber.show_cursor(Cursor(Beats(NAMES, 12), 0), "time")
    qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(10, 58))
    for x in range(10, 130, 5):
        qtbot.mouseMove(scrubber, QPoint(x, 58))
    qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(125, 58))
    assert asked == [4, 8, 12, 16]


def test_at_the_pace_of_lines_the_cells_are_lines(scrubber: Scrubber, qtbot: QtBot, where: Where) -> None:
    scrubber.show_cursor(at(12, Phase.FORWARD, 6, "c"), "line")
    assert [cell.label for cell in scrubber.cells] == ["6", "zi", "i", "c", "h", "8"]
    cell = scrubber.cells[3]
    yellow = where(scrubber, LIGHT.now)
    assert cell.x + MARGIN - 1 <= yellow.min() < yellow.max() <= cell.right + MARGIN + 1
    with qtbot.waitSignal(scrubber.sought) as sought:
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(round(scrubber.cells[1].middle), 58))
    assert sought.args == [25]


def test_the_loss_belongs_to_no_time_step_and_shows_all_of_them(scrubber: Scrubber) -> None:
    scrubber.show_cursor(at(5, Phase.LOSS, -1, ""), "line")
    assert len(scrubber.cells) == 12


@pytest.mark.parametrize("T", [1, 12, 20, 59, 61, 300, 3000])
@pytest.mark.parametrize("width", [400, 740, 1112, 1600])
def test_the_present_can_be_seen_however_many_steps_there_are(
    scrubber: Scrubber, where: Where, T: int, width: int,
) -> None:
    scrubber.resize(width, 77)
    scrubber.show_cursor(at(T, Phase.BACKWARD, 0), "time")
    yellow = where(scrubber, LIGHT.now)
    assert yellow.size >= 3
    assert 0 <= yellow.min() < yellow.max() < width


def test_moving_within_a_row_draws_its_cells_only_once(scrubber: Scrubber) -> None:
    scrubber.show_cursor(at(12, Phase.FORWARD, 2), "time")
    scrubber.grab()
    kept = scrubber._pictures
    scrubber.show_cursor(at(12, Phase.BACKWARD, 2), "time")
    scrubber.grab()
    assert scrubber._pictures is kept


def test_showing_twice_or_going_there_and_back_changes_nothing(scrubber: Scrubber) -> None:
    scrubber.show_cursor(at(12, Phase.FORWARD, 2), "time")
    before = scrubber.grab().toImage()
    scrubber.show_cursor(at(40, Phase.FORWARD, 3), "line")
    scrubber.grab()
    scrubber.show_cursor(at(12, Phase.FORWARD, 2), "time")
    assert scrubber.grab().toImage() == before
