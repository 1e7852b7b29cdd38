"""The debugger in the window: it is shown what is on stage, and shows nothing while it is closed."""

from collections.abc import Callable
from pathlib import Path

from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room


def test_a_closed_desk_is_shown_nothing(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 2)
    room.press("Right", "N").settle()
    assert room.window.debugger.desk.subject is None


def test_it_opens_at_the_moment_the_slide_was_at(enter: Callable[..., Room], talk: Path) -> None:
    room = AtDesk(enter(talk, 2).window)
    room.press("Right", "Right", "Shift+Right").settle()
    done, step = room.window.timeline.done, room.trace.step
    room.press("F12").settle()
    assert (room.done, room.trace.step) == (done, step)
    assert room.place == f"update {step} · forward · t 3 · {room.trace.lines[0].name}"


def test_training_on_shows_each_update(desk: AtDesk) -> None:
    desk.press("F10", "N").settle()
    assert desk.desk.subject.trace.step == 6
    assert desk.place.startswith("update 6 · forward · t 1")
    desk.press("P", "P").settle()
    assert desk.place.startswith("update 4 ")


def test_of_a_race_the_first_run_is_looked_at(enter: Callable[..., Room], talk: Path) -> None:
    room = AtDesk(enter(talk, 4).window)
    room.press("F12").settle()
    assert len(room.desk.stage.lanes) == 1
    assert room.desk.subject.trace.cell_name == "rnn"
    room.press("F12").settle()
    assert len(room.window.stage.lanes) == 2
