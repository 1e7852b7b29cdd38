"""The debugger's keys: those that anyone who has used a debugger knows, there and back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from engine.beats import Phase
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room
from visualizer.theme import DARK, LIGHT


def test_f12_opens_it_dark_and_leaves_all_as_it_was(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 2)
    before = room.picture()
    room.press("F12").settle()
    assert room.window.debugger.open
    assert room.window.look.theme is DARK
    assert room.picture() != before
    room.press("F12").settle()
    assert not room.window.debugger.open
    assert room.window.look.theme is LIGHT
    assert room.picture() == before


@pytest.mark.parametrize("key", ["X", "Escape"])
def test_x_and_escape_leave_it(desk: AtDesk, key: str) -> None:
    desk.press(key).settle()
    assert not desk.window.debugger.open


def test_it_does_not_open_over_words_alone(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 1).press("F12")
    assert not room.window.debugger.open


def test_f11_steps_lines_and_f10_time_steps_there_and_back(desk: AtDesk) -> None:
    lines = len(desk.trace.lines)
    for keys, done in ((("F11",), 1), (("F11", "F11"), 3), (("Shift+F11",), 2), (("F10",), lines),
                       (("F10", "F10"), 3 * lines), (("Shift+F10",), 2 * lines)):
        desk.press(*keys).settle()
        assert desk.done == done, keys
    assert not desk.window.isFullScreen()


def test_full_screen_is_still_to_be_reached(desk: AtDesk) -> None:
    desk.press("Alt+Return")
    assert desk.window.isFullScreen()
    desk.press("Alt+Return")
    assert not desk.window.isFullScreen()


def test_f9_sets_a_breakpoint_at_the_line_and_f5_runs_from_one_to_the_next(desk: AtDesk) -> None:
    desk.press("F11", "F11", "F9").settle()
    line = desk.window.timeline.cursor.beat.line
    stops = []
    for _ in range(2 * desk.trace.T):
        desk.press("F5").settle()
        beat = desk.window.timeline.cursor.beat
        assert beat.line == line
        stops.append((beat.phase, beat.t, desk.trace.step))
    T, step = desk.trace.T, 5
    assert stops[: T - 1] == [(Phase.FORWARD, t, step) for t in range(1, T)]
    assert stops[T - 1 : 2 * T - 1] == [(Phase.BACKWARD, t, step) for t in range(T)][::-1]
    assert stops[-1] == (Phase.FORWARD, 0, step + 1)
    desk.press("Shift+F5").settle()
    assert (desk.window.timeline.cursor.beat.phase, desk.trace.step) == (Phase.BACKWARD, step)
    desk.press("F9").settle()
    assert not desk.window.debugger.runner.points


def test_shift_f9_stops_at_this_time_step_only(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F11", "Shift+F9").settle()
    desk.press("F5").settle()
    beat = desk.window.timeline.cursor.beat
    assert (beat.phase, beat.t) == (Phase.BACKWARD, 2)
    desk.press("F5").settle()
    assert (desk.window.timeline.cursor.beat.t, desk.trace.step) == (2, 6)


def test_another_slide_leaves_it(desk: AtDesk) -> None:
    desk.press("3", "Return").settle()
    assert not desk.window.debugger.open
    assert desk.window.director.stage is desk.window.stage
    assert desk.window.stage.subjects


def test_ctrl_c_copies_the_numbers_that_are_selected(desk: AtDesk) -> None:
    desk.press("F10").settle()
    desk.desk.inspector.table.selectAll()
    desk.press("Ctrl+C")
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 1 + len(desk.desk.inspector.table.sheets.sheet.rows)
    name = desk.desk.inspector.name
    column = lines[0].split("\t").index(name)
    told = [float(line.split("\t")[column]) for line in lines[1:]]
    assert told == pytest.approx(desk.trace.value[name][0], rel=1e-6)


def test_e_writes_the_tensor_to_the_file_that_is_typed(desk: AtDesk, tmp_path: Path) -> None:
    desk.press("F10").settle()
    desk.press("E")
    assert desk.window.debugger.file_line.isVisible()
    desk.window.debugger.file_line.edit.selectAll()
    desk.type(str(tmp_path / "y.npy")).press("Return")
    name = desk.desk.inspector.name
    assert np.array_equal(np.load(tmp_path / "y.npy"), desk.trace.value[name])
    desk.press("E")
    desk.window.debugger.file_line.edit.selectAll()
    desk.type(str(tmp_path / "no" / "y.csv")).press("Return")
    assert "could not be written" in desk.failure


def test_q_follows_the_strongest_input_and_shift_q_comes_back(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F10").settle()
    origin = desk.desk.origin
    first = origin.found.at
    seen = [first]
    for _ in range(6):
        desk.press("Q")
        seen.append(origin.found.at)
    assert len(set(seen)) == len(seen)
    assert min(at.t for at in seen if at.t is not None) < first.t, "it leads back through time"
    for at in seen[-2::-1]:
        desk.press("Shift+Q")
        assert origin.found.at == at
