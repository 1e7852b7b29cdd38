"""How deep the brackets are nested, and the unit that comes nearest to knowing it: a lift that rides on the depth."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine import derive
from engine.beats import Beat, Cursor
from visualizer.layout import Axis
from visualizer.paint import RIGHT, colour, number, pen, rule, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.moments import rest_at
from visualizer.views.quantity import hue
from visualizer.views.ridge import ridge
from visualizer.views.view import View

HEAD, FOOT, LINE = 40.0, 12.0, 5.0


class DepthView(View):
    """Grey steps for the depth, a curve for the unit fitted to it, as far as it is computed."""

    def prepare(self) -> None:
        """Find the unit, choose the scale (the same in all lanes), place every point."""
        if self.axis is None:
            return
        self.name = self.trace.cell.carry[-1] if self.trace.cell.carry else "h"
        self.depth = derive.depths(self.trace)
        self.unit, self.fitted = derive.nearest_unit(self.trace.value[self.name].astype(np.float64), self.depth)
        deepest = max(float(derive.depths(trace).max()) for trace in (self.trace, *self.subject.company))
        self.most = max(1.0, deepest)
        self.top, self.bottom = self.area.top() + HEAD + 10, self.area.bottom() - FOOT
        self.points = [QPointF(self.axis.x(t), self._y(float(value))) for t, value in enumerate(self.fitted)]

    def _y(self, depth: float) -> float:
        held = max(-0.15 * self.most, min(1.12 * self.most, depth))
        return self.bottom - (self.bottom - self.top) * held / self.most

    def paint_still(self, painter: QPainter) -> None:
        """Paint the title, the scale and the true depth, which is the string's own and no secret."""
        if self.axis is None:
            return
        theme, axis = self.look.theme, self.axis
        title = self.look.word(f"最像深度的单元（第 {self.unit + 1} 号），与真实深度（灰）",
                               f"the unit nearest to the depth (unit {self.unit + 1}), and the true depth (grey)")
        font = self.look.font(20)
        if text_width(font.toString(), title) > axis.right - axis.left:
            title = self.look.word("最像深度的单元，与深度（灰）", "nearest unit, and depth (grey)")
        write(painter, axis.left, self.area.top() + 18, title, font, theme.ink2)
        for t, depth in enumerate(self.depth):
            left = axis.x(t) - axis.pitch / 2
            top = self._y(float(depth))
            painter.fillRect(QRectF(left, top, axis.pitch + 0.5, self.bottom - top), colour(theme.rule))
        rule(painter, axis.left, self.bottom + 0.5, axis.right, self.bottom + 0.5, theme.ink3)
        for depth in dict.fromkeys((0.0, float(round(self.most / 2)), self.most)):
            write(painter, axis.left - 14, self._y(depth) + 7, f"{depth:.0f}", self.look.font(18), theme.ink2, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the curve up to now, with its number at the head."""
        known = cursor.values_known(self.name)
        if self.axis is None or known == 0:
            return
        self._paint_curve(painter, known)
        t = known - 1 if cursor.t is None else min(cursor.t, known - 1)
        self._paint_head(painter, self.axis, t)

    def _paint_curve(self, painter: QPainter, known: int) -> None:
        line = pen(hue(self.trace, self.name), LINE)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.drawLines([QLineF(a, b) for a, b in zip(self.points[: known - 1], self.points[1:known], strict=True)])

    def _paint_head(self, painter: QPainter, axis: Axis, t: int) -> None:
        point = self.points[t]
        painter.setPen(pen(LIGHT.ink, 2.5))
        painter.setBrush(colour(hue(self.trace, self.name)))
        painter.drawEllipse(point, 9, 9)
        font, text = self.look.font(28, medium=True), number(float(self.fitted[t]))
        wide = text_width(font.toString(), text)
        left = point.x() + 16 if point.x() + 20 + wide < axis.right else point.x() - 16 - wide
        base = ridge(self._tops(t), left, left + wide, point.y()) - 8
        write(painter, left, max(self.area.top() + HEAD + 6, base), text, font, self.look.theme.ink)

    def _tops(self, t: int) -> list[tuple[float, float]]:
        """The higher of depth and curve over each step, the curve up to a step: a number above it covers neither."""
        steps = [(at.x(), self._y(float(deep))) for at, deep in zip(self.points, self.depth, strict=True)]
        return [(x, min(y, self.points[k].y()) if k <= t else y) for k, (x, y) in enumerate(steps)]

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The time step whose column was clicked."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)
