"""Films: a drag adds a frame a square, arrows go across the edges, and a cloud hides the shape."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from engine.tasks.video import Video
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.film_strip import FilmStrip

Open = Callable[..., Bench]
TAKES = Video().takes


def square(made: Bench, column: int, row: int) -> tuple[float, float]:
    """The middle of a square, counted from the lower left."""
    assert isinstance(made.strip, FilmStrip)
    grid, side = made.strip.grid, made.strip.square
    return grid.left() + (column + 0.5) * side, grid.bottom() - (row + 0.5) * side


def test_a_drag_adds_a_frame_for_each_square_and_none_is_jumped(bench: Open) -> None:
    made = bench(TAKES, "")
    made.drag(square(made, 1, 1), square(made, 2, 1), square(made, 4, 2))
    assert made.heard[-1] == "■b2 ■c2 ■d2 ■e2 ■e3"
    assert Video().encode(made.heard[-1]).scored[1:].all(), "every way is known"


def test_far_from_its_end_a_new_film_begins(bench: Open) -> None:
    made = bench(TAKES, "■a1 ■b1")
    made.click(*square(made, 2, 0))
    assert made.heard[-1] == "■a1 ■b1 ■c1"
    made.click(*square(made, 6, 6))
    assert made.heard[-1] == "■g7"


def test_arrows_wrap_around_space_hides_and_backspace_takes_back(bench: Open) -> None:
    made = bench(TAKES, "■h1")
    made.press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert made.heard[-1] == "■h1 ■a1 ■a8 ·"
    made.press(Qt.Key.Key_Up)
    assert made.heard[-1].endswith("· ■a1")
    made.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert made.heard[-1] == "■h1 ■a1 ■a8"


def test_the_shape_is_changed_by_key_and_by_click(bench: Open) -> None:
    made = bench(TAKES, "■c3 ■d3")
    made.type("5")
    assert made.heard[-1] == "┗c3 ┗d3"
    assert isinstance(made.strip, FilmStrip)
    shape, area = made.strip.offered()[0]
    made.click(area.center().x(), area.center().y())
    assert (shape, made.heard[-1]) == ("", "c3 d3")


def test_a_film_of_the_data_goes_on(bench: Open) -> None:
    text = "■c3 ■d3 · ■f3"
    made = bench(TAKES, text)
    assert made.strip.text == text
    made.press(Qt.Key.Key_Left)
    assert made.heard[-1] == f"{text} ■e3"
