"""What a person left on stage is put back to the bit, and told while it differs from the scene."""

from collections.abc import Callable
from pathlib import Path

from presets.load import Scene
from tests.visualizer.room import Room
from visualizer.left import changed, left, resume
from visualizer.paint import Look

Enter = Callable[..., Room]


def test_what_was_left_is_put_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("N", "Right", "Right", "U", "G").settle()
    kept, before = left(room.window.director), room.state
    assert kept is not None
    room.press("N", "N", "Home").settle()
    assert left(room.window.director) is None
    room.window.lecture.open(1)
    resume(room.window.director, kept)
    room.settle()
    assert room.state == before
    assert left(room.window.director) == kept


def test_only_what_differs_is_told() -> None:
    scene, zh, en = Scene(run="a", unit=3), Look(lang="zh"), Look(lang="en")
    assert changed(scene, "auto", 3, en) == ("", "")
    assert changed(scene, "gradient", 4, en) == ("gradients", "unit 4")
    assert changed(scene, "value", 1, zh) == ("看数值", "单元 1")
