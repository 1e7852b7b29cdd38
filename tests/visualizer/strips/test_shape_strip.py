"""Shapes are put down, dragged, changed and taken away, and always stand on the field."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from engine.tasks.captions import Captions
from engine.tasks.shapes import SIDE, read
from engine.tasks.takes import Placed
from tests.visualizer.room import Room
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.shape_strip import INKS, ShapeStrip

Open = Callable[..., Bench]


def field(made: Bench, column: float, row: float) -> tuple[float, float]:
    """The middle of a square of the field."""
    assert isinstance(made.strip, ShapeStrip)
    grid, side = made.strip.grid, made.strip.square
    return grid.left() + (column + 0.5) * side, grid.bottom() - (row + 0.5) * side


def test_a_shape_is_dragged_by_any_of_its_squares(bench: Open) -> None:
    made = bench(Placed(), "R■b4+g∪h5")
    made.drag(field(made, 2, 4), field(made, 4, 5), field(made, 5, 2))
    assert made.heard[-1] == "R■e2+g∪h5"
    assert read(made.heard[-1])
    made.drag(field(made, 5, 2), field(made, 40, -9))
    assert made.heard[-1].startswith("R■h1")


def test_a_free_place_takes_another_and_a_third_takes_the_place_of_the_first(bench: Open) -> None:
    made = bench(Placed(), "")
    for column, row in ((2, 2), (9, 9), (2, 9)):
        made.click(*field(made, column, row))
    assert [shape.middle for shape in read(made.heard[-1])] == [(19, 19), (5, 19)]
    made.click(*field(made, 2, 9), Qt.MouseButton.RightButton)
    assert len(read(made.heard[-1])) == 1


def test_keys_change_colour_size_sign_and_place(bench: Open) -> None:
    made = bench(Placed(), "R■b4")
    made.type("gs3")
    made.press(Qt.Key.Key_Right, Qt.Key.Key_Up)
    assert made.heard[-1] == "g✚c5"
    made.press(Qt.Key.Key_Tab)
    assert len(read(made.heard[-1])) == 2
    made.press(Qt.Key.Key_Tab, Qt.Key.Key_Left)
    assert made.heard[-1].startswith("g✚b5+")
    made.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert made.heard[-1] == ""


def test_the_box_of_shapes_changes_the_chosen_one(bench: Open) -> None:
    made = bench(Placed(), "R■b4+g∪h5")
    assert isinstance(made.strip, ShapeStrip)
    for wanted, area in made.strip.offered():
        made.click(area.center().x(), area.center().y())
        first = read(made.heard[-1])[0]
        assert (first.sign, first.colour, first.big) == (wanted.sign, wanted.colour, wanted.big)
        assert area.right() < made.strip.field.right()


def test_it_begins_with_the_picture_and_leaves_its_sentence_aside(bench: Open) -> None:
    batch = Captions().encode("R■b4+g∪h5")
    made = bench(Placed(), " ".join(batch.tokens[0]))
    assert made.strip.text == "R■b4+g∪h5"


def test_no_shape_leaves_the_field(bench: Open) -> None:
    made = bench(Placed(), "r■a1")
    made.press(*[Qt.Key.Key_Left, Qt.Key.Key_Down] * 3)
    assert made.heard == []
    made.press(*[Qt.Key.Key_Right] * 20, *[Qt.Key.Key_Up] * 20)
    assert read(made.heard[-1])[0].row == SIDE - 3
    made.type("s")
    assert read(made.heard[-1])[0].row == SIDE - 5


PIXELS = "/".join(["_" * 12] * 4 + ["__gg__rr____"] * 3 + ["_" * 12] * 5)


def image(path: Path, *boxes: tuple[int, int, int, int, str], paper: str = "white") -> Path:
    """A picture of 120 × 120 with boxes on it."""
    made = QImage(120, 120, QImage.Format.Format_RGB32)
    made.fill(QColor(paper))
    painter = QPainter(made)
    for x, y, wide, high, ink in boxes:
        painter.fillRect(x, y, wide, high, QColor(ink))
    painter.end()
    made.save(str(path))
    return path


def test_a_picture_of_shapes_becomes_shapes_that_can_be_dragged(bench: Open, tmp_path: Path) -> None:
    made = bench(Placed(), "R■b4+g∪h5")
    made.strip.open_file(image(tmp_path / "me.png", (10, 40, 50, 50, "red")))
    assert made.heard == ["R■b4"]
    assert made.strip.note == "me.png"
    made.drag(field(made, 2, 4), field(made, 4, 5))
    assert made.heard[-1] == "R■d5"


def test_any_other_picture_is_shown_as_the_net_sees_it_until_a_shape_is_put_down(bench: Open, tmp_path: Path) -> None:
    made = bench(Placed(), "R■b4+g∪h5")
    assert isinstance(made.strip, ShapeStrip)
    made.strip.open_file(image(tmp_path / "me.png", (20, 40, 20, 30, "green"), (60, 40, 20, 30, "red")))
    assert made.heard == [PIXELS] == [made.strip.text]
    shot = made.strip.grab().toImage()
    for column, ink in ((2, INKS["g"]), (6, INKS["r"])):
        assert shot.pixelColor(made.at(*field(made, column, 6))).name().upper() == ink
    made.click(*field(made, 10, 10))
    assert made.heard[-1] == "R■h8", "the brush is what stood there before"


def test_pixels_are_taken_away_by_key_by_click_and_by_clearing(bench: Open, tmp_path: Path) -> None:
    path = image(tmp_path / "me.png", (20, 40, 20, 30, "green"), (60, 40, 20, 30, "red"))
    made = bench(Placed(), "R■b4")
    for wipe in (
        lambda: made.press(Qt.Key.Key_Backspace),
        lambda: made.click(*field(made, 2, 6), Qt.MouseButton.RightButton),
        lambda: made.press(Qt.Key.Key_L, held=Qt.KeyboardModifier.ControlModifier),
    ):
        made.strip.open_file(path)
        assert made.heard[-1] == PIXELS
        wipe()
        assert made.heard[-1] == ""


def test_it_is_opened_over_pixels_and_over_a_net_that_reads_no_words(bench: Open) -> None:
    for text in (f"{PIXELS} → a small", f"{PIXELS} · ·"):
        assert bench(Placed(), text).strip.text == PIXELS
    assert bench(Placed(), "R■b4+g∪h5 · · ·").strip.text == "R■b4+g∪h5"


@pytest.mark.parametrize(("ink", "said"), [("black", "is #000000 in row 5, column 3"), ("white", "nothing drawn")])
def test_a_picture_that_does_not_fit_is_told_once_and_changes_nothing(
    bench: Open, tmp_path: Path, ink: str, said: str
) -> None:
    made = bench(Placed(), "R■b4+g∪h5")
    made.strip.open_file(image(tmp_path / "me.png", (20, 40, 20, 30, ink)))
    assert said in made.strip.refusal
    assert (made.heard, made.strip.text) == ([], "R■b4+g∪h5")


DECK = "!SLIDE\n# Seen\n~~~SCENE:seen~~~\n~~~ENDSCENE~~~\n"
SEEN = """[title]
zh = "看"
en = "Seen"
[about]
zh = "看"
en = "Seen"
[run.gru]
task = "captions"
cell = "gru"
hidden = 6
[[scene]]
input = "R■b4"
views = ["pictures"]
at = "start"
"""


def test_a_room_opens_a_picture_and_the_net_says_what_it_sees(
    enter: Callable[..., Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seen.toml").write_text(SEEN, "utf-8")
    (tmp_path / "talk.en.md").write_text(DECK, "utf-8")
    path = image(tmp_path / "me.png", (20, 40, 20, 30, "green"), (60, 40, 20, 30, "red"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    room = enter(tmp_path / "talk.en.md", 1).press("I").settle().press("Ctrl+O")
    strip = room.window.trying.strip
    assert strip is not None
    room.wait(lambda: strip.fresh and any(reply.words for _, reply in strip.replies)).settle()
    assert room.trace.value["x"][0, : 12 * 12 * 3].sum() == 12
    assert strip.replies[0][1].words == " ".join(room.trace.tokens[2:])
    room.press("Return").settle()
    assert room.window.trying.strip is None
    assert room.window.session.place.input == PIXELS
    assert room.window.caption.left == "your own input: a picture"
    room.press("I").settle()
    assert room.window.trying.strip.text == PIXELS
