"""Shapes are put down, dragged, changed and taken away, and always stand on the field."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from engine.tasks.captions import Captions
from engine.tasks.shapes import SIDE, read
from engine.tasks.takes import Placed
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.shape_strip import ShapeStrip

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
