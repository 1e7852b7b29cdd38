"""Pictures on a slide, and the notes that stand for those that cannot be shown."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from visualizer.blocks import Picture, walk
from visualizer.deck import parse_deck
from visualizer.flow import Print, Scale
from visualizer.fonts import load_fonts
from visualizer.pictures import aspect, place_picture, without_pictures
from visualizer.pieces import Outline, Piece
from visualizer.text_box import TextBox
from visualizer.theme import DARK

pytestmark = pytest.mark.usefixtures("qapp")


def placed(folder: Path, source: str, width: float = 600, height: float = 400) -> tuple[Piece, ...]:
    """The pieces of the one picture of a slide."""
    slide = parse_deck(f"!SLIDE\n{source}", folder / "deck.md").slides[0]
    (picture,) = (block for block in walk(slide.blocks) if isinstance(block, Picture))
    return place_picture(picture, Print(DARK, load_fonts(), Scale(38, 1.0)), width, height)


def draw(folder: Path, name: str, width: int, height: int) -> None:
    """Write a picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0072B2"))
    assert image.save(str(folder / name))


def test_a_picture_keeps_its_shape_and_stays_in_its_place(tmp_path: Path) -> None:
    draw(tmp_path, "wide.png", 1200, 300)
    (piece,) = placed(tmp_path, "![a](wide.png)")
    assert piece.width == pytest.approx(600)
    assert piece.height == pytest.approx(150)
    assert piece.y == pytest.approx(125)


def test_a_size_that_the_deck_gives_is_followed(tmp_path: Path) -> None:
    draw(tmp_path, "a.png", 100, 100)
    (piece,) = placed(tmp_path, '<img src="a.png" width="80" height="40">')
    assert piece.width / piece.height == pytest.approx(2)
    assert piece.width == pytest.approx(120)


@pytest.mark.parametrize(
    "source", ["![a](none.png)", "![a](../b.png)", "![a](http://x.y/z.png)", "![a](deck.md)", "<img>"]
)
def test_what_cannot_be_shown_is_a_framed_note(tmp_path: Path, source: str) -> None:
    (tmp_path / "deck.md").write_text("not a picture")
    frame, note = placed(tmp_path, source)
    assert isinstance(frame.content, Outline)
    assert isinstance(note.content, TextBox)
    assert note.y >= frame.y
    assert note.bottom <= frame.bottom


def test_a_note_without_room_is_a_frame(tmp_path: Path) -> None:
    assert len(placed(tmp_path, "![a](none.png)", 40, 20)) == 1


def test_a_drawing_is_shown_unless_it_names_other_files(tmp_path: Path) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    (tmp_path / "a.svg").write_text(head + '<rect width="40" height="20"/></svg>')
    (tmp_path / "b.svg").write_text(head + '<image href="/etc/hostname" width="40" height="20"/></svg>')
    assert isinstance(placed(tmp_path, "![a](a.svg)")[0].content, QSvgRenderer)
    assert isinstance(placed(tmp_path, "![a](b.svg)")[0].content, Outline)


def test_pictures_are_taken_out_of_lists(tmp_path: Path) -> None:
    slide = parse_deck("!SLIDE\n* a\n![b](c.png)\n* d\n\n![e](f.png)", tmp_path / "deck.md").slides[0]
    text, pictures = without_pictures(slide.blocks)
    assert [picture.src for picture in pictures] == ["c.png", "f.png"]
    assert not any(isinstance(block, Picture) for block in walk(text))
    assert aspect(pictures[0]) > 1
    assert aspect(pictures[0]) == aspect(pictures[0])  # asking twice once changed it
