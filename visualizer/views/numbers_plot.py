"""Outputs that are plain numbers: what was wanted and what came out, through time."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from engine.arrays import Array
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import RIGHT, Look, colour, number, pen, rule, text_width, write
from visualizer.theme import ROLES
from visualizer.views.ridge import ridge, trough

MOST = 4
"""So many outputs are drawn."""
LINE = 28.0


class NumbersPlot:
    """A line of the outputs, and rings where something else was wanted."""

    def __init__(self, trace: Trace, answers: Array, axis: Axis, look: Look, place: QRectF) -> None:
        self.trace, self.axis, self.look, self.place = trace, axis, look, place
        self.outputs, self.targets = answers[:, :MOST], trace.targets[:, :MOST]
        every = np.concatenate([self.outputs, self.targets])
        every = every[np.isfinite(every)]
        self.high = max(1.0, float(np.ceil(np.abs(every).max(initial=0.0))))
        self.lines = [[self._point(t, float(y)) for t, y in enumerate(column)] for column in self.outputs.T]

    def _point(self, t: int, value: float) -> QPointF:
        """Where a number stands; what is not finite stands at the top."""
        share = (value / self.high + 1) / 2 if np.isfinite(value) else 1.0
        return QPointF(self.axis.x(t), self.place.bottom() - share * self.place.height())

    def paint_still(self, painter: QPainter) -> None:
        """Paint the axis."""
        theme = self.look.theme
        for value in (-self.high, 0.0, self.high):
            y = round(self._point(0, value).y()) + 0.5
            rule(painter, self.axis.left, y, self.axis.right, y, theme.rule)
            text = number(value, 1)
            write(painter, self.axis.left - 19, y + 7, text, self.look.font(20), theme.ink2, RIGHT)

    def paint(self, painter: QPainter, known: int, now: int | None) -> None:
        """Paint the first so many outputs and what was wanted of them."""
        theme = self.look.theme
        for v, line in enumerate(self.lines):
            painter.setPen(pen(ROLES["h"], 5))
            painter.drawPolyline(QPolygonF(line[:known]))
            for t in range(known):
                if self.trace.scored[t]:
                    self._paint_wanted(painter, t, float(self.targets[t, v]), line[t])
                if not np.isfinite(self.outputs[t, v]):
                    word = number(float(self.outputs[t, v]))
                    write(painter, line[t].x(), line[t].y() - 6, word, self.look.font(20, medium=True), theme.positive)
        if now is not None and 0 <= now < known:
            self._paint_now(painter, known, now)

    def _paint_now(self, painter: QPainter, known: int, now: int) -> None:
        """Mark the outputs of now; their numbers, the highest first, stand above what they would cover, or below it."""
        theme, font = self.look.theme, self.look.font(24, medium=True)
        painter.setPen(pen(theme.ink if theme.name == "light" else theme.paper, 3))
        painter.setBrush(colour(theme.now))
        for line in self.lines:
            painter.drawEllipse(line[now], 10, 10)
        texts = [number(float(value)) for value in sorted(self.outputs[now], reverse=True)]
        wide = max(text_width(font.toString(), text) for text in texts)
        x = self.axis.x(now)
        right = x - 16 if x - 16 - wide > self.axis.left else x + 16 + wide
        seen, top = list(self._seen(known)), self.place.top()
        base = ridge(seen, right - wide, right, self.place.bottom()) - 14
        if base < top + LINE * len(texts) - 8:
            base = trough(seen, right - wide, right, top) + 6 + LINE * len(texts)
        for place, text in enumerate(reversed(texts)):
            write(painter, right, base - LINE * place, text, font, theme.ink, RIGHT)

    def _seen(self, known: int) -> Iterator[tuple[float, float]]:
        """What is drawn by now: outputs, and where else they should have been."""
        for v, line in enumerate(self.lines):
            for t, point in enumerate(line[:known]):
                yield point.x(), point.y()
                if self.trace.scored[t]:
                    yield point.x(), self._point(t, float(self.targets[t, v])).y()

    def _paint_wanted(self, painter: QPainter, t: int, wanted: float, said: QPointF) -> None:
        """Draw a ring where the output should have been, and the way it is off."""
        ring = self._point(t, wanted)
        painter.setPen(pen(self.look.theme.ink2, 2, dashed=True))
        painter.drawLine(said, ring)
        painter.setPen(pen(self.look.theme.ink, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = min(9.0, max(4.0, self.axis.pitch * 0.4))
        painter.drawEllipse(ring, size, size)
