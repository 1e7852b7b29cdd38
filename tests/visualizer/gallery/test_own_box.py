"""The box for a task of one's own: what is pasted, dropped or named becomes a preset that plays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from engine.shelf import shelf
from presets.load import load
from tests.visualizer.room import Room
from visualizer.gallery.own_box import MAKE, OwnBox

Hall = Callable[..., Room]
RULES = "S -> ( S ) S | [ S ] S | ε"
SERIES = "\n".join(f"{t % 7},{t % 5}" for t in range(120))
PROSE = "The cat sat on the mat. The dog sat on the log.\n" * 6


def opened(hall: Hall, **wish: object) -> tuple[Room, OwnBox]:
    """The box, opened by keys."""
    room = hall(**wish).press("Home", "Return")
    box = room.window.gallery.box
    assert box.isVisible()
    assert room.focus is box.edit
    return room, box


def paste(room: Room, text: str) -> None:
    """Put a text on the clipboard, and press the keys that take it."""
    QApplication.clipboard().setText(text)
    room.press("Ctrl+V")


@pytest.mark.parametrize(("text", "kind", "task"), [
    (RULES, "grammar", "own-grammar"), (SERIES, "table", "own-series"), (PROSE, "text", "own-text"),
])
def test_what_is_pasted_becomes_a_preset_that_opens_playing(
    hall: Hall, mine: Path, text: str, kind: str, task: str
) -> None:
    room, box = opened(hall)
    paste(room, text)
    assert (box.kind, box.name.text()) == (kind, f"my-{kind}-1")
    room.press("Ctrl+Return").settle()
    assert box.isHidden()
    assert room.window.gallery.isHidden()
    assert load(mine / f"my-{kind}-1.toml").runs["lstm"].task == task
    assert room.window.lecture.deck.path.stem == f"my-{kind}-1.en"
    assert room.window.lecture.played
    assert room.trace.step == 0
    assert not room.failure
    assert shelf(mine)[0].name == f"my-{kind}-1"
    room.press("Escape").settle()
    assert room.slide == 2
    room.press("A")
    assert room.window.gallery.shown[1].path == mine / f"my-{kind}-1.toml"


def test_a_mistake_is_told_at_its_place_and_mended_there(hall: Hall, mine: Path) -> None:
    room, box = opened(hall)
    paste(room, "S -> ( S ) S |\n  | [ S ] S | ε")
    room.press("Ctrl+Return")
    assert box.isVisible()
    assert box.trouble.what == "Line 1, column 15: a way is empty here."
    assert box.trouble.expected
    assert box.trouble.remedy
    assert box.edit.toPlainText() == "S -> ( S ) S |\n  | [ S ] S | ε"
    assert box.edit.textCursor().position() == 14
    assert len(box.edit.extraSelections()) == 1
    assert not list(mine.iterdir())
    room.press("Backspace")
    assert box.trouble is None
    assert not box.edit.extraSelections()
    room.press("Ctrl+Return").settle()
    assert box.isHidden()
    assert load(mine / "my-grammar-1.toml")


def test_esc_goes_back_to_the_gallery_and_the_text_stays(hall: Hall) -> None:
    room, box = opened(hall)
    room.type("half of a").press("Escape")
    assert box.isHidden()
    assert room.window.gallery.isVisible()
    room.press("Return")
    assert box.edit.toPlainText() == "half of a"


def test_a_name_of_ones_own_is_kept_and_one_that_is_taken_is_told(hall: Hall, mine: Path) -> None:
    room, box = opened(hall)
    paste(room, RULES)
    room.press("Tab", "Ctrl+A").type("brackets")
    assert box.name.text() == "brackets"
    room.press("Return")
    assert "is a preset of the program" in box.trouble.what
    room.press("Ctrl+A").type("pairs").press("Return").settle()
    assert load(mine / "pairs.toml").title.en == "pairs"


def test_a_file_is_dropped_or_named(hall: Hall, tmp_path: Path, mine: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    room, box = opened(hall)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "rules.txt"))])
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(box, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(box, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                           Qt.KeyboardModifier.NoModifier))
    assert box.edit.toPlainText() == RULES
    room.press("Ctrl+A")
    paste(room, str(tmp_path / "rules.txt"))
    room.press("Ctrl+Return").settle()
    assert load(mine / "my-grammar-1.toml")
    room.press("A").press("Home", "Return")
    (tmp_path / "odd.bin").write_bytes(b"\xff\xff")
    box.take_file(tmp_path / "odd.bin")
    assert "no text" in box.trouble.what


def test_clicks_say_what_it_is_and_make_it(hall: Hall, mine: Path) -> None:
    room, box = opened(hall, size=(1280, 720))
    paste(room, SERIES)
    assert box.kind == "table"
    for kind, area in box.chips().items():
        room.click(box, area.center().x(), area.center().y())
        assert box.kind == kind
    room.click(box, box.chips()["text"].center().x(), box.chips()["text"].center().y())
    room.click(box, MAKE.center().x(), MAKE.center().y())
    room.settle()
    assert load(mine / "my-text-1.toml").runs["lstm"].task == "own-text"


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (700, 800)])
def test_it_is_painted_at_every_size(hall: Hall, size: tuple[int, int]) -> None:
    room, box = opened(hall, size=size)
    empty = room.picture(box)
    room.type("S -> a |").press("Ctrl+Return")
    assert room.picture(box) != empty
    assert box.rect().contains(box.edit.geometry().topLeft())
