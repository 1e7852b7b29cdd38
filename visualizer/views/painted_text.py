"""A text painted by a unit: each sign on the colour of the number that the unit has there, in lines as on a page."""

from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.arrays import Array
from visualizer.paint import CENTRE, Look, colour, diverging, pen, rgb, write
from visualizer.views.time_labels import letters_wide

LARGEST, EASY, SMALLEST = 58.0, 28.0, 15.0
"""Sizes of signs: at most, from which on no further line is wanted, and at least."""
LEADING, AIR = 1.55, 1.16
"""Heights of a line and widths of a sign, in sizes of the letters."""


class PaintedText:
    """Signs in lines that fill a place, as large as fits; a column is as wide as the widest sign."""

    def __init__(self, tokens: tuple[str, ...], numbers: Array, look: Look, place: QRectF) -> None:
        self.tokens, self.look, self.place = tokens, look, place
        wide = max(map(letters_wide, tokens), default=1.0) * AIR
        self.size, self.columns = _fitted(len(tokens), wide, place)
        self.cell = (self.size * wide, self.size * LEADING)
        self.most = max(float(np.abs(np.nan_to_num(numbers)).max(initial=0.0)), 1e-9)
        shares = (np.nan_to_num(numbers) / self.most + 1) / 2
        shades = diverging(look.theme)
        picked = shades[(np.clip(shares, 0, 1) * (len(shades) - 1)).astype(int)].round().astype(int)
        self.fills = ["#{:02X}{:02X}{:02X}".format(*row) for row in picked]
        self.inks = [_legible(fill) for fill in self.fills]

    @property
    def tall(self) -> float:
        """How high the lines are together."""
        return ceil(len(self.tokens) / self.columns) * self.cell[1]

    def box(self, t: int) -> QRectF:
        """Where a sign stands."""
        wide, high = self.cell
        row, column = divmod(t, self.columns)
        return QRectF(self.place.left() + column * wide, self.place.top() + row * high, wide, high)

    def paint(self, painter: QPainter, known: int, now: int | None) -> None:
        """Paint the signs, those that the unit has read on its colour, that of now in a yellow frame."""
        theme, font = self.look.theme, self.look.font(self.size)
        for t, token in enumerate(self.tokens):
            box = self.box(t)
            if t < known:
                painter.fillRect(box.adjusted(0, 0, 0.6, -3), colour(self.fills[t]))
            ink = self.inks[t] if t < known else theme.ink3
            write(painter, box.center().x(), box.bottom() - self.size * 0.47, token, font, ink, CENTRE)
        if now is not None and now < len(self.tokens):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(theme.ink, 7))
            painter.drawRect(self.box(now).adjusted(-1, 0, 1, -3))
            painter.setPen(pen(theme.now, 4))
            painter.drawRect(self.box(now).adjusted(-1, 0, 1, -3))

    def t(self, point: QPointF) -> int | None:
        """Which sign lies under a point."""
        column, row = (point.x() - self.place.left()) // self.cell[0], (point.y() - self.place.top()) // self.cell[1]
        t = int(row * self.columns + column)
        return t if 0 <= column < self.columns and row >= 0 and 0 <= t < len(self.tokens) else None


def _fitted(count: int, wide: float, place: QRectF) -> tuple[float, int]:
    """How large so many signs are, and how many stand in a line: in few full lines, if they can be read so."""
    best = (0.0, 1)
    for lines in range(1, count + 1):
        columns = ceil(count / lines)
        size = min(LARGEST, place.width() / (columns * wide), place.height() / (lines * LEADING))
        best = max(best, (size, columns))
        if best[0] >= EASY or size < best[0]:
            break
    size = max(SMALLEST, best[0])
    return size, max(1, min(best[1], int(place.width() / (size * wide) + 1e-9)))


def _legible(fill: str) -> str:
    """Ink on light colours, paper on dark ones."""
    red, green, blue = rgb(fill)
    return "#15171B" if 0.299 * red + 0.587 * green + 0.114 * blue > 128 else "#FBFAF6"
