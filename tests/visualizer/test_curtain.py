"""The black screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.visualizer.room import Room


def test_all_is_black_until_a_key_or_a_click(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 2)
    before, curtain = room.picture(), room.window.curtain
    for leave in (lambda: room.press("Right"), lambda: QTest.mouseClick(curtain, Qt.MouseButton.LeftButton)):
        picture = room.press("B").picture()
        assert {picture.pixel(x, y) & 0xFFFFFF for x in range(0, 960, 7) for y in range(0, 540, 7)} == {0}
        QTest.keyClick(room.focus, Qt.Key.Key_Control)
        assert curtain.isVisible(), "a key that means nothing by itself"
        leave()
        assert not curtain.isVisible()
        assert room.picture() == before


def test_the_lecture_goes_on_behind_it(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 2).press("PgDown", "B")
    done = room.window.timeline.done
    room.window.timeline.tick(0.7)
    assert room.window.timeline.done > done
    room.window.resize(800, 450)
    assert room.window.curtain.geometry() == room.window.rect()
