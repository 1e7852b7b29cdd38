"""The way of a pen: what is written so far in ink, what is still to come faint, the pen itself in yellow."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engine import sight
from engine.trace import Trace
from visualizer.paint import Look, colour, pen
from visualizer.theme import LIGHT

INK, AIR, NIB = 7.0, 2.5, 12.0
MARGIN = 24.0


class Ink:
    """A pen's way, fitted into a place."""

    def __init__(self, trace: Trace, look: Look, place: QRectF) -> None:
        self.look = look
        found = sight.way(trace.value["x"])
        low, high = found.points.min(axis=0), found.points.max(axis=0)
        room = np.array([place.width() - 2 * MARGIN, place.height() - 2 * MARGIN])
        scale = float((room / np.maximum(high - low, 1e-6)).min())
        middle = (low + high) / 2
        centre = place.center()
        self.points = [
            QPointF(centre.x() + scale * (x - middle[0]), centre.y() - scale * (y - middle[1])) for x, y in found.points
        ]
        self.lines = [QLineF(a, b) for a, b in zip(self.points[:-1], self.points[1:], strict=True)]
        self.up = found.up

    def paint(self, painter: QPainter, known: int) -> None:
        """Paint the way, of which so many steps are done."""
        theme = self.look.theme
        self._paint_lines(painter, known, len(self.lines), theme.rule)
        self._paint_lines(painter, 0, known, theme.ink)
        painter.setPen(pen(LIGHT.ink, 2.5))
        painter.setBrush(colour(theme.now))
        painter.drawEllipse(self.points[known], NIB, NIB)

    def _paint_lines(self, painter: QPainter, first: int, last: int, ink: str) -> None:
        on_paper = QPen(colour(ink), INK)
        on_paper.setCapStyle(Qt.PenCapStyle.RoundCap)
        for up, drawn in ((False, on_paper), (True, pen(ink, AIR, dashed=True))):
            painter.setPen(drawn)
            painter.drawLines([self.lines[t] for t in range(first, last) if bool(self.up[t]) is up])
