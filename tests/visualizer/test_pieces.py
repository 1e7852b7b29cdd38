"""Pieces of a slide, each painted inside its place."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from visualizer.fonts import load_fonts
from visualizer.formula_picture import formula_picture
from visualizer.pieces import Content, Fill, Maths, Outline, Piece, bounds, moved, paint_piece
from visualizer.text_box import ENDLESS, Manner, plain_box

pytestmark = pytest.mark.usefixtures("qapp")


def contents() -> list[Content]:
    """One of each."""
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#00FF00"))
    words = plain_box("门 gate", Manner(load_fonts(), 30, 45.0, "#1B1E23"), ENDLESS)
    return [
        Fill("#F0E442"),
        Outline("#D9D5CA", "#F1EEE6"),
        Maths(formula_picture("x_t", 40.0, "#000000")),
        picture,
        words,
    ]


def test_every_kind_is_painted_inside_its_place() -> None:
    for content in contents():
        canvas = QImage(200, 100, QImage.Format.Format_RGB32)
        canvas.fill(QColor("white"))
        painter = QPainter(canvas)
        paint_piece(painter, Piece(content, 20, 20, 150, 60))
        painter.end()
        inked = [(x, y) for x in range(200) for y in range(100) if canvas.pixelColor(x, y) != QColor("white")]
        assert inked
        assert min(x for x, _ in inked) >= 18
        assert max(x for x, _ in inked) <= 172
        assert min(y for _, y in inked) >= 18
        assert max(y for _, y in inked) <= 82


def test_pieces_move_together() -> None:
    pieces = (Piece(Fill("#000000"), 0, 0, 10, 10), Piece(Fill("#000000"), 20, 30, 10, 10))
    whole = bounds(moved(pieces, 5, 7))
    assert (whole.x(), whole.y(), whole.right(), whole.bottom()) == (5, 7, 35, 47)
    assert bounds(()).isNull()
