"""The desk: all parts show the same moment, in both languages and looks, and fit any window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.breakpoints import Breakpoint


def test_every_part_is_at_the_moment_of_the_timeline(desk: AtDesk) -> None:
    for key in ("F10", "F11", "Ctrl+Right", "F10", "F11", "Ctrl+Right", "Shift+F11"):
        desk.press(key).settle()
        cursor = desk.window.timeline.cursor
        parts = desk.desk
        assert {part.cursor_shown.done for part in (parts.source, parts.stack, parts.origin, parts.inspector)} == {
            cursor.done
        }
        assert parts.stage.cursor_shown.done == cursor.done


def test_there_and_back_gives_the_same_picture(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F11").settle()
    before = desk.picture()
    for there, back in (("F10", "Shift+F10"), ("F11", "Shift+F11"), ("N", "P"), ("L", "L"), ("D", "D")):
        assert desk.press(there).settle().picture() != before
        desk.press(back)
        desk.wait(lambda: desk.desk.place.checked is not None).settle()
        assert desk.picture() == before, there


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1000, 800)])
def test_no_part_lies_on_another_or_outside(desk: AtDesk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.settle().picture()
    parts = [part.geometry() for part in desk.desk.parts]
    assert all(desk.desk.rect().adjusted(-1, -1, 1, 1).contains(part) for part in parts)
    for place, part in enumerate(parts):
        assert not any(part.intersects(other) for other in parts[place + 1 :])


def test_a_shift_click_in_the_pictures_sets_a_breakpoint_at_that_time_step(desk: AtDesk) -> None:
    desk.press("F11", "F11").settle()
    line = desk.window.timeline.cursor.beat.line
    stage = desk.desk.stage
    axis, area = stage.lanes[0].axis, stage.lanes[0].views["unrolled"].area
    spot = QPoint(round(axis.x(3) * stage.unit), round(area.center().y() * stage.unit))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, spot)
    assert desk.window.debugger.runner.points == {Breakpoint(line, 3)}
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=spot)
    assert desk.window.timeline.cursor.t == 3


def test_what_a_number_came_from_is_lit_in_source_and_pictures(desk: AtDesk) -> None:
    desk.press("F10", "F10").settle()
    while desk.window.timeline.cursor.beat.line != "kept":
        desk.press("F11").settle()
    assert desk.desk.source.lit == {"f"}
    assert desk.desk.stage.lit == {1, 2}


def test_the_buttons_do_what_their_keys_do(desk: AtDesk) -> None:
    moves = desk.desk.bar.moves
    for name, done in (("desk_line_on", 1), ("desk_time_on", len(desk.trace.lines)), ("desk_line_back", None),
                       ("desk_time_back", 0), ("run_on", len(desk.window.timeline.beats)), ("run_back", 0)):
        button = moves.buttons[name]
        before = desk.done
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
        desk.settle()
        assert desk.done == (before - 1 if done is None else done), name
    QTest.mouseClick(moves.play, Qt.MouseButton.LeftButton, pos=moves.play.rect().center())
    assert desk.window.timeline.playing
