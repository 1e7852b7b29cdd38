"""The correctness badge from end to end: a wrong derivative in the engine's process turns it red, with its figure."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from engine import worker
from tests.visualizer import planted
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room
from visualizer.caption import CROSS, TICK
from visualizer.debugger.place_line import PlaceLine
from visualizer.paint import number
from visualizer.theme import DARK, LIGHT

GREEN, RED = "#009E73", DARK.positive
Where = Callable[[QWidget, str], np.ndarray]


def at_desk(room: Room) -> AtDesk:
    """Open the debugger, and wait for what the check found."""
    desk = AtDesk(room.window)
    desk.press("F12").settle()
    desk.wait(lambda: desk.desk.place.checked is not None).settle()
    return desk


def test_a_wrong_derivative_turns_it_red_with_its_figure(
    enter: Callable[..., Room], talk: Path, monkeypatch: pytest.MonkeyPatch, where: Where
) -> None:
    monkeypatch.setattr(worker, "main", planted.wrong_derivative)
    room = enter(talk, 2, own=True)
    room.wait(lambda: room.window.checked is not None).settle()
    error = room.window.checked.errors[0]
    assert error > 0.01
    assert room.window.caption.right.startswith(f"{CROSS} gradient check {number(error, 2)}")
    assert len(where(room.window.caption, LIGHT.positive)), "red in the lecture, too"
    desk = at_desk(room)
    badge = desk.desk.place
    assert badge.badge == f"gradient check {number(error, 2)}"
    assert badge_starts_right(where(badge, RED), badge)
    assert not len(where(badge, GREEN))
    desk.press("N").settle()
    desk.wait(lambda: badge.checked is not None).settle()
    assert badge_starts_right(where(badge, RED), badge), "it is wrong at every update"


def test_right_derivatives_leave_it_green_with_their_figure(
    enter: Callable[..., Room], talk: Path, where: Where
) -> None:
    room = enter(talk, 2)
    room.wait(lambda: room.window.checked is not None).settle()
    error = room.window.checked.errors[0]
    assert error < 1e-6
    assert not len(where(room.window.caption, LIGHT.positive))
    assert room.window.caption.right.startswith(f"{TICK} gradient check {number(error, 2)}")
    desk = at_desk(room)
    badge = desk.desk.place
    assert badge.badge == f"gradient check {number(error, 2)}"
    assert badge_starts_right(where(badge, GREEN), badge)
    assert not len(where(badge, RED))


def badge_starts_right(columns: np.ndarray, line: PlaceLine) -> bool:
    """Whether a colour stands in the right half of the line, and nowhere else."""
    return len(columns) > 0 and int(columns.min()) > line.width() / 2
