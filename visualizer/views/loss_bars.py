"""The loss of each time step as a bar over its column, and the arrow by which it enters the backward pass."""

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine import derive
from engine.beats import Cursor, Phase
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import RIGHT, Look, arrow, colour, number, rule, write
from visualizer.views.kept import Kept
from visualizer.views.moments import shown


class LossBars:
    """Bars on a base line between two heights, and arrows from there down to the cells."""

    def __init__(self, trace: Trace, axis: Axis, look: Look, top: float, base: float, cells: float) -> None:
        self.trace, self.axis, self.look = trace, axis, look
        self.top, self.base, self.cells = top, base, cells
        self.losses = derive.losses(trace)
        finite = self.losses[np.isfinite(self.losses)]
        self.most = float(finite.max(initial=0.0))
        self.wide = max(1.5, min(20.0, axis.pitch * 0.4))
        self.shown = [t for t in np.flatnonzero(trace.scored).tolist() if np.isfinite(self.losses[t])]
        self.broken = [t for t in np.flatnonzero(trace.scored).tolist() if not np.isfinite(self.losses[t])]
        place = QRectF(axis.left - 2, top - 2, axis.right - axis.left + 4, base - top + 4)
        self.kept = tuple(Kept(place, partial(self._paint_bars, ink=ink)) for ink in (look.theme.rule, look.theme.ink))
        """All bars before they are pulled back, and after."""

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
        if part < 1:
            self._paint_bars(painter, self.look.theme.rule, part)
        else:
            edge = self.axis.x(pulled - 0.5)
            self.kept[0].lay(painter, self.axis.left - 2, edge)
            self.kept[1].lay(painter, edge, self.axis.right + 2)
        for t in self.broken:
            word, font = number(float(self.losses[t])), self.look.font(18, medium=True)
            write(painter, self.axis.x(t) - self.wide / 2, self.base - 4, word, font, self.look.theme.positive)
        if self.most > 0:
            text, ink = number(self.most, 2), self.look.theme.ink3
            write(painter, self.axis.left - 19, self.top + 12, text, self.look.font(17), ink, RIGHT)
        self._arrows(painter, cursor, pulled)

    def _paint_bars(self, painter: QPainter, ink: str, part: float = 1.0) -> None:
        """Draw all bars that are finite, so far as they have grown."""
        scale = (self.base - self.top) / (self.most or 1.0)
        talls = np.maximum(2.0, self.losses * scale) * part
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
        painter.drawRects([
            QRectF(self.axis.x(t) - self.wide / 2, self.base - talls[t], self.wide, talls[t]) for t in self.shown
        ])

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
