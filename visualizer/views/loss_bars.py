"""The loss of each time step as a bar over its column, and the arrow by which it enters the backward pass."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine import derive
from engine.beats import Cursor, Phase
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import RIGHT, Look, arrow, colour, number, rule, write
from visualizer.views.moments import shown


class LossBars:
    """Bars on a base line between two heights, and arrows from there down to the cells."""

    def __init__(self, trace: Trace, axis: Axis, look: Look, top: float, base: float, cells: float) -> None:
        self.trace, self.axis, self.look = trace, axis, look
        self.top, self.base, self.cells = top, base, cells
        self.losses = derive.losses(trace)
        finite = self.losses[np.isfinite(self.losses)]
        self.most = float(finite.max(initial=0.0))

    def paint_still(self, painter: QPainter) -> None:
        """Paint the base line and its name."""
        rule(painter, self.axis.left, self.base + 0.5, self.axis.right, self.base + 0.5, self.look.theme.rule)
        word = self.look.word("损失", "loss")
        write(painter, self.axis.left - 19, self.base - 1, word, self.look.font(20), self.look.theme.ink2, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the bars once the loss is known: ink where it has been pulled back, rule colour where not yet."""
        part = shown(cursor, Phase.LOSS)
        if part == 0:
            return
        pulled = cursor.grads_known("y")
        wide = max(1.5, min(20.0, self.axis.pitch * 0.4))
        for t, loss in enumerate(self.losses):
            if self.trace.scored[t]:
                self._bar(painter, t, float(loss), wide, part, t >= pulled)
        if self.most > 0:
            text, ink = number(self.most, 2), self.look.theme.ink3
            write(painter, self.axis.left - 19, self.top + 12, text, self.look.font(17), ink, RIGHT)
        self._arrows(painter, cursor, pulled)

    def _bar(self, painter: QPainter, t: int, loss: float, wide: float, part: float, pulled: bool) -> None:
        theme = self.look.theme
        x = self.axis.x(t) - wide / 2
        if np.isfinite(loss):
            tall = max(2.0, loss / (self.most or 1.0) * (self.base - self.top)) * part
            painter.fillRect(QRectF(x, self.base - tall, wide, tall), colour(theme.ink if pulled else theme.rule))
        else:
            write(painter, x, self.base - 4, number(loss), self.look.font(18, medium=True), theme.positive)

    def _arrows(self, painter: QPainter, cursor: Cursor, pulled: int) -> None:
        if self.axis.pitch < 12:
            return
        head = min(10.0, self.axis.pitch * 0.3)
        for t in range(pulled, self.axis.T):
            if self.trace.scored[t]:
                part = shown(cursor, Phase.BACKWARD, t, "y")
                x, start, end = self.axis.x(t), self.base + 10, self.cells - 4
                tip = start + (end - start) * part
                if tip - start > head:
                    arrow(painter, QPointF(x, start), QPointF(x, tip), self.look.theme.ink, 2, head)
