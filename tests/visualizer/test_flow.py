"""Blocks one below the other."""

from pathlib import Path

import pytest

from visualizer.deck import parse_deck
from visualizer.flow import BAR, INDENT, Flow, Print, Scale
from visualizer.fonts import load_fonts
from visualizer.pieces import Fill, Piece
from visualizer.text_box import TextBox
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
FULL = Scale(38, 1.0)


def flow(text: str, current: int | None = None, width: float = 520.0, scale: Scale = FULL) -> Flow:
    """A column of a slide's Markdown."""
    made = Flow(Print(LIGHT, load_fonts(), scale), width, current)
    made.blocks(parse_deck("!SLIDE\n" + text, Path("deck.md")).slides[0].blocks, 0.0, 0, LIGHT.ink)
    return made


def texts(made: Flow) -> list[Piece]:
    """The pieces that are text."""
    return [piece for piece in made.pieces if isinstance(piece.content, TextBox)]


def colour(piece: Piece) -> str:
    """The colour of a text's first letter."""
    assert isinstance(piece.content, TextBox)
    formats = piece.content.layout.formats()  # PySide frees a format with its list
    style = formats[0].format
    return style.foreground().color().name().upper()


def fills(made: Flow, colour: str) -> list[Piece]:
    """The rectangles of a colour."""
    return [piece for piece in made.pieces if isinstance(piece.content, Fill) and piece.content.colour == colour]


def test_bullets_stand_at_the_rhythm_of_the_mock_up() -> None:
    bullets = (
        "向前走，每一步把激活压进栈里",
        "往回走，一帧一帧弹出，算出每一步的误差",
        "栈空了，梯度才算齐，权重更新一次",
    )
    made = flow("\n".join(f"* {bullet}" for bullet in bullets))
    assert [piece.y for piece in texts(made)] == [0, 168, 336]
    assert {piece.x for piece in texts(made)} == {INDENT}


def test_only_the_current_bullet_has_a_yellow_bar_and_ink() -> None:
    made = flow("* a\n* b\n* c", current=1)
    (bar,) = fills(made, LIGHT.now)
    assert (bar.x, bar.width, bar.bullet) == (0, BAR, 1)
    assert [colour(piece) for piece in texts(made)] == [LIGHT.ink2.upper(), LIGHT.ink, LIGHT.ink2.upper()]


def test_without_a_current_bullet_all_are_ink_and_nothing_is_yellow() -> None:
    made = flow("* a\n* b")
    assert not fills(made, LIGHT.now)
    assert {colour(piece) for piece in texts(made)} == {LIGHT.ink}


def test_the_arrow_of_a_table_of_contents_hangs_beside_its_words() -> None:
    made = flow("* a\n* **&rArr;** b\n* c")
    words = [piece.content.layout.text() for piece in texts(made) if isinstance(piece.content, TextBox)]
    assert words == ["a", "b", "⇒", "c"]
    left, right = texts(made)[2], texts(made)[1]
    assert left.x + left.width <= right.x
    assert [colour(piece) for piece in texts(made)] == [LIGHT.ink2.upper(), LIGHT.ink, LIGHT.ink, LIGHT.ink2.upper()]


def test_bullets_below_bullets_are_smaller_indented_and_quieter() -> None:
    top, below, deeper = texts(flow("* a\n  * b\n    * c"))
    assert top.x < below.x < deeper.x
    assert colour(below) == colour(deeper) == LIGHT.ink2.upper()
    assert below.height < top.height


def test_everything_below_a_bullet_belongs_to_it() -> None:
    made = flow("* a\n  * b\n* c\n\nd")
    assert [piece.bullet for piece in texts(made)] == [0, 0, 1, None]
    assert made.count == 2


def test_numbers_hang_left_of_their_words() -> None:
    number, words = sorted(texts(flow("7. a")), key=lambda piece: piece.x)
    assert isinstance(number.content, TextBox)
    assert number.content.layout.text() == "7."
    assert number.x + number.width < words.x


@pytest.mark.parametrize(
    "text", ["$$x=1$$", "```\ncode\n```", "> quote", "---", "|a|\n|-|\n|b|", "## h", "*\n*", "* ```\n  a\n  ```"]
)
def test_every_block_takes_room_inside_the_column(text: str) -> None:
    made = flow(text)
    assert made.y > 0
    assert all(piece.x >= 0 and piece.x + piece.width <= 520.5 for piece in made.pieces)
    assert max(piece.bottom for piece in made.pieces) <= made.y + 0.5 if made.pieces else True


def test_the_deepest_list_still_fits() -> None:
    made = flow("\n".join("  " * depth + "* words" for depth in range(16)))
    assert all(piece.x + piece.width <= 520.5 for piece in made.pieces)


def test_a_long_formula_is_made_to_fit() -> None:
    made = flow("$$" + "+".join("abcdefghijklmnopqrstuvwxyz") + "$$")
    assert made.pieces[0].width <= 520.5
