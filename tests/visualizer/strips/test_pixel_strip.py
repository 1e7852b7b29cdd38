"""Pixels: paint and wipe, by mouse and by keys, in the order in which the task reads them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from engine.run import Run
from engine.tasks.digits import INK, By, Digits
from engine.tasks.scans import Scans
from engine.tasks.speech import CEPSTRA, LEVELS, Speech
from engine.trainer import Trainer
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.pixel_strip import PixelStrip

Open = Callable[..., Bench]


def pixels(made: Bench) -> PixelStrip:
    """The strip."""
    assert isinstance(made.strip, PixelStrip)
    return made.strip


def middle(made: Bench, column: int, row: int) -> tuple[float, float]:
    """The middle of a pixel."""
    grid, side = pixels(made).grid, pixels(made).square
    return grid.left() + (column + 0.5) * side, grid.top() + (row + 0.5) * side


@pytest.mark.parametrize("by", ["whole", "row", "column"])
def test_ink_stands_where_it_was_painted(bench: Open, by: By) -> None:
    made = bench(Digits(by).takes, "")
    made.click(*middle(made, 5, 2))
    picture = Digits(by).encode(made.heard[-1]).x.ravel().reshape(8, 8)
    picture = picture.T if by == "column" else picture
    assert picture[2, 5] == 1
    assert picture[2, 4] == picture[1, 5] == 0.5
    assert picture.sum() == 3


def test_a_drag_paints_a_line_and_the_right_button_wipes(bench: Open) -> None:
    made = bench(Digits().takes, "")
    made.drag(*(middle(made, 3, row) for row in range(8)))
    assert made.heard[-1].count(INK[-1]) == 8
    made.click(*middle(made, 3, 0), Qt.MouseButton.RightButton)
    assert made.heard[-1].count(INK[-1]) == 6


def test_keys_move_paint_and_shade(bench: Open) -> None:
    made = bench(Digits().takes, "")
    made.press(Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert made.heard[-1].index(INK[-1]) == 3 * 8 + 5
    made.type("--")
    assert made.heard[-1][3 * 8 + 5] == INK[-5]
    made.press(Qt.Key.Key_Space)
    assert made.heard[-1] == "", "nothing is painted"


def test_a_picture_of_the_test_part_is_taken_as_it_is(bench: Open) -> None:
    batch = Digits("row").encode("#20")
    made = bench(Digits("row").takes, " ".join(batch.tokens[0]))
    assert (Digits("row").encode(pixels(made).text).x == batch.x).all()


def test_columns_of_sound_are_as_many_as_the_utterance_has(bench: Open) -> None:
    batch = Speech().encode("#3")
    made = bench(Speech().takes, " ".join(batch.tokens[0]))
    assert pixels(made).levels.shape == (CEPSTRA, len(batch.x))
    assert Speech().encode(pixels(made).text).tokens == batch.tokens
    made.click(*middle(made, 2, 4))
    assert made.heard[-1][2 * CEPSTRA + 4] == LEVELS[-1]


def test_letters_typed_are_written_and_painting_goes_on_from_there(bench: Open) -> None:
    made = bench(Scans().takes, "")
    made.type("lst")
    made.press(Qt.Key.Key_Backspace)
    assert made.heard == ["l", "ls", "lst", "ls"]
    word = Scans().encode("ls")
    assert pixels(made).levels.shape == (20, 48)
    assert (pixels(made).levels.T[: len(word.x)] / 4 == word.x[:, 0]).all()
    made.click(*middle(made, 40, 10))
    after = Scans().encode(made.heard[-1])
    assert (after.x[: len(word.x)] == word.x).all()
    assert after.x[40, 0, 10] == 1


def test_a_letter_is_written_behind_what_is_painted_and_what_the_font_has_not_is_told(bench: Open) -> None:
    made = bench(Scans().takes, "")
    made.drag(middle(made, 4, 10), middle(made, 6, 10))
    painted = pixels(made).levels.copy()
    made.type("l")
    assert (pixels(made).levels[:, :8] == painted[:, :8]).all()
    assert pixels(made).levels[:, 9:14].any()
    heard = list(made.heard)
    made.type("3")
    assert made.heard == heard
    assert made.strip.note == 'The font has no "3": it writes a to z.'


def test_a_quick_stroke_leaves_no_gaps(bench: Open) -> None:
    made = bench(Scans().takes, "")
    made.drag(middle(made, 4, 10), middle(made, 30, 10))
    assert (pixels(made).levels[10, 4:31] == 4).all()
    assert not pixels(made).levels[:8].any()


def test_what_is_spelt_stands_over_the_picture_as_soon_as_it_is_fresh(bench: Open) -> None:
    made = bench(Scans().takes, "ab")
    trace = Trainer(Run(task="scans", hidden=4)).trace("ab")
    trace.value["y"][...] = 0.0
    trace.value["y"][5, 3] = 9.0
    trace.value["y"][:5, 0] = trace.value["y"][6:, 0] = 9.0
    pictures = []
    for fresh in (False, True):
        made.strip.show_replies((), (trace,), fresh=fresh)
        pictures.append(made.strip.grab().toImage())
    grid, side, unit = pixels(made).grid, pixels(made).square, made.strip.unit

    def differs(column: int) -> bool:
        left = round((grid.left() + (column + 0.5) * side - 12) * unit)
        top, low = round((grid.top() - 36) * unit), round((grid.top() - 4) * unit)
        return any(
            pictures[0].pixel(x, y) != pictures[1].pixel(x, y)
            for x in range(left, left + round(24 * unit)) for y in range(top, low)
        )  # fmt: skip

    assert differs(5)
    assert not differs(15)
