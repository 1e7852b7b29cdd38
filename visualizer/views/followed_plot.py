"""What a unit follows and how well: grey steps for the target, a curve for the unit, scaled and shifted to it."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.derive import nearest_unit
from visualizer.paint import RIGHT, Look, colour, number, pen, rule, write
from visualizer.theme import LIGHT

EDGE = 0.15
"""How far a curve may leave the target's range, as a share of it."""


class FollowedPlot:
    """Painted into a place: all of the target, and of the unit as much as is known."""

    def __init__(self, values: Array, target: Array, ink: str, look: Look, place: QRectF) -> None:
        self.look, self.place, self.ink, self.target = look, place, ink, target
        self.values = values
        self.low, self.high = min(0.0, float(target.min())), max(1.0, float(target.max()))
        _, fitted = nearest_unit(np.nan_to_num(values.astype(np.float64))[:, None], target)
        self.pitch = place.width() / len(target)
        self.points = [QPointF(self.x(t), self._y(float(value))) for t, value in enumerate(fitted)]

    def x(self, t: float) -> float:
        """The middle of a time step."""
        return self.place.left() + (t + 0.5) * self.pitch

    def _y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.place.bottom() - self.place.height() * max(-EDGE, min(1 + EDGE, share))

    def paint_still(self, painter: QPainter) -> None:
        """Paint the target and its scale."""
        theme, base = self.look.theme, self._y(0.0)
        for t, value in enumerate(self.target):
            top = self._y(float(value))
            column = QRectF(self.x(t - 0.5), top, self.pitch + 0.5, base - top).normalized()
            painter.fillRect(column, colour(theme.rule))
        rule(painter, self.place.left(), base + 0.5, self.place.right(), base + 0.5, theme.ink3)
        for value in (self.low, self.high):
            text = number(value) if value % 1 else f"{value:.0f}"
            write(painter, self.place.left() - 12, self._y(value) + 7, text, self.look.font(18), theme.ink2, RIGHT)

    def paint(self, painter: QPainter, known: int, now: int | None) -> None:
        """Paint the curve up to now, with the unit's own number above."""
        if not known:
            return
        line = pen(self.ink, 5)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.drawLines([QLineF(a, b) for a, b in zip(self.points[: known - 1], self.points[1:known], strict=True)])
        t = known - 1 if now is None else min(now, known - 1)
        point, font, text = self.points[t], self.look.font(26, medium=True), number(float(self.values[t]))
        painter.setPen(pen(LIGHT.ink, 2.5))
        painter.setBrush(colour(self.ink))
        painter.drawEllipse(point, 9, 9)
        write(painter, self.place.right(), self.place.top() - 18, text, font, self.look.theme.ink, RIGHT)

    def t(self, point: QPointF) -> int | None:
        """Which time step lies under a point."""
        t = int((point.x() - self.place.left()) // self.pitch)
        return t if self.place.adjusted(0, -30, 0, 20).contains(point) and 0 <= t < len(self.target) else None
