"""The lines that are carried from step to step, drawn through the unrolled net: forward values, backward gradients.

The thicker a line, the larger what runs in it, on a log scale that is fixed for the trace.
"""

from collections.abc import Iterable
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from engine.beats import Cursor, Phase
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import RIGHT, Look, colour, pen
from visualizer.views.kept import Kept
from visualizer.views.moments import shown
from visualizer.views.rail import THICK, THIN, Rail, borders, rails
from visualizer.views.symbol import symbol

ARROWS = 30.0
"""Below this pitch the arrows of the backward pass grow into lines."""
NAME_GAP = 19.0
STUB = 0.3
"""How far a cut rail reaches out of its cell, in gaps between two cells."""
ROOM = 14.0
"""How much of a gap must be free for the mark of a cut."""
CASING = 5.0
"""How much wider than a line the paper under it is, where it runs over colours."""
SEAM = 0.6
DENSE = 2.0
"""Below this pitch the pieces of a line are filled all at once."""

Segment = tuple[float, float, float]
"""A piece of a line: from x to x, how thick."""


class Rails:
    """All carried values of a trace between two heights; `wide` is the width of a capsule."""

    def __init__(self, trace: Trace, axis: Axis, look: Look, heights: tuple[float, float], wide: float) -> None:
        self.axis, self.look, self.wide = axis, look, wide
        self.borders = borders(trace)
        self.rails = rails(trace, *heights)
        self._kept = {rail.name: (Kept(self._around(rail), partial(self._all_forward, rail=rail)),
                                  Kept(self._around(rail), partial(self._all_backward, rail=rail)))
                      for rail in self.rails}
        """Where steps are narrow: each line whole, both ways."""

    def _around(self, rail: Rail) -> QRectF:
        half = (THICK + CASING) / 2 + 1
        return QRectF(self.axis.left - 2, rail.y - half, self.axis.right - self.axis.left + 4, 2 * half)

    def _all_forward(self, painter: QPainter, rail: Rail) -> None:
        wide = [THIN, *rail.forward[:: rail.way]]
        self._lines(painter, rail, [self._piece(rail, k, wide[k]) for k in range(self.axis.T)])

    def _all_backward(self, painter: QPainter, rail: Rail) -> None:
        self._lines(painter, rail, self._pieces_back(rail, range(1, self.axis.T)))

    def _piece(self, rail: Rail, k: int, wide: float) -> Segment:
        """The line into a rail's k-th step."""
        return self._before(rail, k), self.axis.x(rail.t(k, self.axis.T)) + rail.way * SEAM, wide

    def _pieces_back(self, rail: Rail, steps: Iterable[int]) -> list[Segment]:
        """What goes back from some of a rail's steps, but for where a truncation lets nothing go."""
        axis = self.axis
        return [(axis.x(rail.t(k, axis.T)), axis.x(rail.t(k - 1, axis.T)) - rail.way * SEAM,
                 rail.backward[rail.t(k, axis.T)]) for k in steps if k not in self.borders]

    @property
    def _narrow(self) -> bool:
        """Whether steps are so narrow that lines are kept as pictures and cut."""
        return self.wide >= self.axis.pitch

    def paint_names(self, painter: QPainter) -> None:
        """Write the names at the left ends."""
        size = 36.0 if len(self.rails) < 3 else max(18.0, min(30.0, abs(self.rails[1].y - self.rails[0].y)))
        for rail in self.rails:
            name = symbol(self.look, rail.name, size)
            name.draw(painter, self.axis.left - NAME_GAP, rail.y + size * 0.28, self.look.theme.ink, RIGHT)

    def paint_forward(self, painter: QPainter, cursor: Cursor) -> None:
        """Draw the lines as far as they are computed, and an arrow out of the last step that each has reached."""
        for rail in self.rails:
            self._paint_forward(painter, rail, cursor)

    def _paint_forward(self, painter: QPainter, rail: Rail, cursor: Cursor) -> None:
        axis, last = self.axis, rail.known(cursor) - 1
        if last < 0:
            return
        t = rail.t(last, axis.T)
        part = shown(cursor, Phase.FORWARD, t, rail.name)
        if rail.cut:
            self._forward_stubs(painter, rail, last, part)
            return
        wide = [THIN, *rail.forward[:: rail.way]]
        start = self._before(rail, last)
        head = start + (axis.x(t) - start) * part
        if self._narrow:
            self._lay(painter, self._kept[rail.name][0], self._before(rail, 0), start)
            self._lines(painter, rail, [(start, head, wide[last])])
        else:
            done = (self._piece(rail, k, wide[k]) for k in range(last))
            self._lines(painter, rail, [*done, (start, head, wide[last])])
        if part < 1:
            self._dot(painter, rail, head, now=True)
        elif cursor.phase is Phase.FORWARD and last < axis.T - 1:
            self._arrow(painter, rail, axis.x(t), axis.x(t) + rail.way * self._reach, rail.forward[t])

    def _forward_stubs(self, painter: QPainter, rail: Rail, last: int, part: float) -> None:
        """Draw what comes out of each cell and goes nowhere; only the last one is still on its way."""
        stub = rail.way * self._stub
        for k in range(last + 1):
            t = rail.t(k, self.axis.T)
            x, whole = self.axis.x(t), k < last or part == 1
            self._line(painter, rail, x, x + stub * (1 if whole else part), rail.forward[t])
            if whole and k < self.axis.T - 1:
                self._break(painter, rail, x + stub, self.axis.x(t + rail.way))
        if part < 1:
            self._dot(painter, rail, self.axis.x(rail.t(last, self.axis.T)) + stub * part, now=True)

    @property
    def _stub(self) -> float:
        """How far a cut rail goes from the middle of its cell."""
        return self.wide / 2 + STUB * (self.axis.pitch - self.wide) if self.wide < self.axis.pitch else STUB * self.wide

    def _break(self, painter: QPainter, rail: Rail, stub: float, cell: float) -> None:
        """Mark that a rail is cut: two strokes between the end of a stub and the middle of the cell it would go to."""
        edge = cell - (self.wide / 2 if cell > stub else -self.wide / 2)
        if abs(edge - stub) < ROOM:
            return
        middle = (stub + edge) / 2
        painter.setPen(pen(self.look.theme.ink2, 2))
        for x in (middle - 3, middle + 3):
            painter.drawLine(QPointF(x - 3, rail.y + 9), QPointF(x + 3, rail.y - 9))

    def _before(self, rail: Rail, place: int) -> float:
        """Where the line into a rail's place-th step begins."""
        if place:
            return self.axis.x(rail.t(place - 1, self.axis.T))
        return self.axis.left if rail.way > 0 else self.axis.right

    @property
    def _reach(self) -> float:
        """How far an arrow goes from the middle of a capsule: nearly to the next one."""
        return max(self.axis.pitch - self.wide / 2 - 4, self.axis.pitch * 0.55)

    def paint_backward(self, painter: QPainter, cursor: Cursor) -> None:
        """Draw the lines pale where the backward pass has not been, and the gradients where it has."""
        now = cursor.t
        for rail in self.rails:
            if rail.cut:
                self._backward_stubs(painter, rail, cursor, now)
                continue
            coming = self.axis.T - rail.given(cursor, rail.name) - (rail.way < 0 or len(cursor.beats.groups) > 0)
            if now and coming > 0:
                edge = self.axis.x(rail.t(coming - 1, self.axis.T)) + rail.way * self.wide / 4
                painter.setOpacity(0.45)
                self._line(painter, rail, self._before(rail, 0), edge, THIN)
                painter.setOpacity(1)
            self._paint_backward(painter, rail, cursor, now)

    def _paint_backward(self, painter: QPainter, rail: Rail, cursor: Cursor, now: int | None) -> None:
        """Draw the gradient of each step as a dot, and what it sends to the step before as an arrow."""
        axis, arrows = self.axis, self.axis.pitch >= ARROWS
        sent = axis.T - rail.given(cursor, rail.sent_by)
        merged = range(sent + 1, 0 if arrows else axis.T)
        if self._narrow:
            self._lay(painter, self._kept[rail.name][1], axis.x(rail.t(axis.T - 1, axis.T)),
                      axis.x(rail.t(min(sent, axis.T - 1), axis.T)))
        else:
            self._lines(painter, rail, self._pieces_back(rail, merged))
        first = axis.T - rail.given(cursor, rail.name)
        for k in range(axis.T - 1, first - 1, -1) if arrows else self._marked(rail, first, (now, sent)):
            t = rail.t(k, axis.T)
            if k in self.borders:
                self._border(painter, rail, t)
            elif k >= sent and k not in merged:
                part = shown(cursor, Phase.BACKWARD, t, rail.sent_by) if k == sent else 1.0
                edge = axis.left if rail.way > 0 else axis.right
                reach = min(self._reach, abs(axis.x(t) - edge) + 8)
                self._arrow(painter, rail, axis.x(t), axis.x(t) - rail.way * reach * part, rail.backward[t])
            self._mark(painter, rail, t, now)

    def _marked(self, rail: Rail, first: int, here: tuple[int | None, int]) -> list[int]:
        """Of a rail's steps from one on, last one first, those that are drawn by themselves where none has an arrow.

        `here` are the time step of now, and the rail's step that sends its gradient on last.
        """
        steps, (now, sent) = self.axis.T, here
        broken = (rail.t(t, steps) for t in np.flatnonzero(np.logical_not(rail.finite)).tolist())
        present = () if now is None else (rail.t(now, steps),)
        return sorted({k for k in (*self.borders, *broken, *present, sent) if first <= k < steps}, reverse=True)

    def _border(self, painter: QPainter, rail: Rail, t: int) -> None:
        """Draw what a truncated gradient still gives to its own step, and that nothing goes on to the step before."""
        x, stub = self.axis.x(t), rail.way * self._stub
        self._line(painter, rail, x - stub, x, rail.backward[t])
        self._break(painter, rail, x - stub, self.axis.x(t - rail.way))

    def _backward_stubs(self, painter: QPainter, rail: Rail, cursor: Cursor, now: int | None) -> None:
        """Draw the gradient of each step alone: nothing of it goes to the step before."""
        known, stub = self.axis.T - rail.given(cursor, rail.name), rail.way * self._stub
        for k in range(self.axis.T):
            t = rail.t(k, self.axis.T)
            x, there = self.axis.x(t), k >= known
            painter.setOpacity(1.0 if there else 0.45)
            self._line(painter, rail, x - stub, x, rail.backward[t] if there else THIN)
            if k:
                self._break(painter, rail, x - stub, self.axis.x(t - rail.way))
            if there:
                self._mark(painter, rail, t, now)
        painter.setOpacity(1.0)

    def _mark(self, painter: QPainter, rail: Rail, t: int, now: int | None) -> None:
        """Mark the gradient of a step: a dot where there is room, a cross if it is not finite."""
        if not rail.finite[t]:
            self._cross(painter, self.axis.x(t), rail.y)
        elif self.axis.pitch >= ARROWS or t == now:
            self._dot(painter, rail, self.axis.x(t), now=t == now)

    @staticmethod
    def _lay(painter: QPainter, kept: Kept, start: float, end: float) -> None:
        kept.lay(painter, min(start, end), max(start, end))

    def _lines(self, painter: QPainter, rail: Rail, segments: list[Segment]) -> None:
        """Draw pieces of a line; on paper of their own where there is no capsule between colours to see it by."""
        if self.axis.pitch < DENSE:
            self._dense_lines(painter, rail, segments)
            return
        if self._narrow:
            for start, end, wide in segments:
                painter.setPen(pen(self.look.theme.paper, wide + CASING))
                painter.drawLine(QPointF(start, rail.y), QPointF(end, rail.y))
        for segment in segments:
            self._line(painter, rail, *segment)

    def _dense_lines(self, painter: QPainter, rail: Rail, segments: list[Segment]) -> None:
        """Fill the pieces instead of drawing each as a line: the same picture in a fraction of the time."""
        painter.setPen(Qt.PenStyle.NoPen)
        for ink, more in ((self.look.theme.paper, CASING), (rail.ink, 0.0)):
            painter.setBrush(colour(ink))
            painter.drawRects([
                QRectF(min(start, end), rail.y - (wide + more) / 2, abs(end - start), wide + more)
                for start, end, wide in segments
            ])

    def _line(self, painter: QPainter, rail: Rail, start: float, end: float, wide: float) -> None:
        painter.setPen(pen(rail.ink, wide))
        painter.drawLine(QPointF(start, rail.y), QPointF(end, rail.y))

    def _arrow(self, painter: QPainter, rail: Rail, start: float, end: float, wide: float) -> None:
        """Draw a line with a head wider than itself; while it is shorter than the head, only what fits."""
        way = 1 if end > start else -1
        head = min(18.0, abs(end - start), max(8.0, self.axis.pitch * 0.3))
        side = max(wide * 0.8, head * 0.62)
        if head < 2:
            return
        neck = end - way * head
        self._line(painter, rail, start, neck + way, wide)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(rail.ink))
        corners = [QPointF(end, rail.y), QPointF(neck, rail.y - side), QPointF(neck, rail.y + side)]
        painter.drawPolygon(QPolygonF(corners))

    def _dot(self, painter: QPainter, rail: Rail, x: float, *, now: bool) -> None:
        theme = self.look.theme
        painter.setBrush(colour(rail.ink))
        painter.setPen(pen(theme.ink if theme.name == "light" else theme.paper, 3) if now else Qt.PenStyle.NoPen)
        size = 10.0 if now else 7.0
        painter.drawEllipse(QPointF(x, rail.y), size, size)

    def _cross(self, painter: QPainter, x: float, y: float) -> None:
        """Mark a gradient that is not finite."""
        painter.setPen(pen(self.look.theme.positive, 4))
        painter.drawLine(QPointF(x - 8, y - 8), QPointF(x + 8, y + 8))
        painter.drawLine(QPointF(x - 8, y + 8), QPointF(x + 8, y - 8))
