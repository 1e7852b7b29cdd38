"""Buttons stand side by side, and a click between two of them does nothing."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtWidgets import QApplication, QWidget

from visualizer.fonts import Fonts
from visualizer.paint import Look
from visualizer.painted import sheet_for
from visualizer.strips.buttons import BUTTONS, TALL, hit, paint_buttons, placed


def test_each_is_hit_where_it_stands_and_nowhere_else(fonts: Fonts) -> None:
    for lang in ("zh", "en"):
        look = Look(lang=lang, sans=fonts.sans)
        areas = placed(48, 10, look)
        assert [hit(48, 10, look, area.center()) for _, area in areas] == [button.name for button in BUTTONS]
        for (_, left), (_, right) in pairwise(areas):
            assert left.right() < right.left()
            assert hit(48, 10, look, QPointF((left.right() + right.left()) / 2, 20)) == ""
        assert areas[-1][1].right() < 1200


def test_they_are_drawn_in_their_row(qapp: QApplication, fonts: Fonts) -> None:
    widget = QWidget()
    sheet, painter = sheet_for(widget, 1.0, QSizeF(1300, 80))
    paint_buttons(painter, 48, 10, Look(sans=fonts.sans))
    painter.end()
    image = sheet.toImage()
    inked = [y for y in range(80) if any(image.pixelColor(x, y).alpha() for x in range(0, 1300, 7))]
    assert 8 <= min(inked) <= 10
    assert 10 + TALL - 2 <= max(inked) <= 10 + TALL + 2
    assert qapp
