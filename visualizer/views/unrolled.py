"""The net unrolled through time: one capsule a step, and the lines it carries from step to step.

Forward, the lines run to the right behind the state of each step, a column of colour; backward, the gradients run to
the left as arrows. The thicker a line, the larger what runs in it, on a log scale.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from engine import derive
from engine.arrays import Array
from engine.beats import Beat, Cursor, Phase
from engine.cells import Cell
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, box, colour, diverging, pen, picture, write
from visualizer.theme import ROLES
from visualizer.views.decades import Decades, decades
from visualizer.views.loss_bars import LossBars
from visualizer.views.moments import rest_at, shown
from visualizer.views.time_labels import letter_size, paint_numbers
from visualizer.views.view import View

THIN, THICK = 3.0, 14.0
UNITS = 16
"""So many units are shown as a column of colour."""
NARROW = 8.0
"""Below this pitch the capsules grow into one band."""
ARROWS = 30.0
"""Below this pitch the arrows of the backward pass grow into lines."""


@dataclass(frozen=True, slots=True)
class Rail:
    """One carried value: its height, its colour, the sizes in it both ways, and the last line that pulls on it."""

    name: str
    y: float
    ink: str
    forward: Array
    backward: Array
    sent_by: str
    """The line whose backward step completes the gradient that goes to the step before."""


class UnrolledView(View):
    """Losses over capsules over tokens; the carried lines run through the capsules."""

    def prepare(self) -> None:
        """Choose heights, scales and the picture of the states."""
        if self.axis is None:
            return
        self._rows(self.axis)
        self.forward = decades(*(derive.norms(self.trace.value[name]) for name in self.trace.cell.carry))
        self.backward = decades(*(derive.grad_norms(self.trace, name) for name in self.trace.cell.carry))
        self.rails = self._rails()
        self.states = self._states()

    def _rows(self, axis: Axis) -> None:
        area = self.area
        self.letters = letter_size(axis, self.trace.tokens, 32)
        below = 36 + (self.letters + 8 if self.letters else 0)
        room = area.height - below - 12
        base = area.top() + room * 0.3
        self.cell_top, self.cell_bottom = base + max(24.0, room * 0.13), area.top() + room
        self.letter_base = self.cell_bottom + 12 + self.letters
        self.number_base = area.bottom() - 10
        self.bars = LossBars(self.trace, axis, self.look, area.top() + 14, base, self.cell_top)
        self.wide = min(36.0, axis.pitch * 0.6) if axis.pitch >= NARROW else axis.pitch

    def _rails(self) -> tuple[Rail, ...]:
        carry = sorted(self.trace.cell.carry)
        heights = {1: (0.5,), 2: (0.26, 0.74)}[len(carry)]
        tall = self.cell_bottom - self.cell_top
        return tuple(
            Rail(name, self.cell_top + share * tall, ROLES[name], derive.norms(self.trace.value[name]),
                 derive.grad_norms(self.trace, name), last_pull(self.trace.cell, name))
            for name, share in zip(carry, heights, strict=True)
        )

    def _states(self) -> QImage:
        values = self.trace.value["h"][:, :UNITS].T  # (units, T)
        return picture((values + 1) / 2, diverging(self.look.theme))

    def paint_still(self, painter: QPainter) -> None:
        """Paint the names of the lines."""
        if self.axis is None:
            return
        self.bars.paint_still(painter)
        for rail in self.rails:
            font = self.look.font(34, maths=True)
            write(painter, self.axis.left - 19, rail.y + 9, rail.name, font, self.look.theme.ink, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint losses, capsules, lines, states, tokens."""
        if self.axis is None:
            return
        self.bars.paint(painter, cursor)
        self._paint_capsules(painter, self.axis, cursor)
        if cursor.backwards:
            self._paint_remembered(painter, self.axis, cursor)
            self._paint_states(painter, self.axis, cursor)
            for rail in self.rails:
                self._paint_backward(painter, self.axis, rail, cursor)
        else:
            for rail in self.rails:
                self._paint_forward(painter, self.axis, rail, cursor)
            self._paint_states(painter, self.axis, cursor)
        self._paint_tokens(painter, self.axis, cursor)
    def _paint_capsules(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        if axis.pitch < NARROW:
            self._paint_band(painter, axis, cursor)
            return
        corner, thin = min(12.0, self.wide / 3), 2.0 if axis.pitch >= 20 else 1.0
        for t in range(axis.T):
            fill, edge = self._style(cursor, t)
            now = t == cursor.t
            rect = QRectF(axis.x(t) - self.wide / 2, self.cell_top, self.wide, self.cell_bottom - self.cell_top)
            box(painter, rect, fill, edge, thin + 1 if now else thin, corner)

    def _style(self, cursor: Cursor, t: int) -> tuple[str, str]:
        """Fill and edge of a capsule: yellow now, wash where the pass has been, an empty outline where not."""
        theme = self.look.theme
        if t == cursor.t:
            return theme.now, theme.ink if theme.name == "light" else theme.paper
        if cursor.backwards:
            passed = cursor.t is None or t > cursor.t
            return (theme.wash, theme.ink) if passed else (theme.paper, theme.ink3)
        return (theme.wash, theme.ink2) if t < cursor.values_known("h") else (theme.paper, theme.ink3)

    def _paint_band(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Draw one long capsule, washed as far as the pass has been."""
        top, tall = self.cell_top, self.cell_bottom - self.cell_top
        known = cursor.values_known("h")
        first, last = (cursor.t or 0, axis.T) if cursor.backwards else (0, known)
        wash = QRectF(axis.left + first * axis.pitch, top, (last - first) * axis.pitch, tall)
        painter.fillRect(wash, colour(self.look.theme.wash))
        if cursor.t is not None:
            wide = max(3.0, axis.pitch)
            painter.fillRect(QRectF(axis.x(cursor.t) - wide / 2, top, wide, tall), colour(self.look.theme.now))
        box(painter, QRectF(axis.left, top, axis.right - axis.left, tall), None, self.look.theme.ink3, 2, 6)

    def _paint_forward(self, painter: QPainter, axis: Axis, rail: Rail, cursor: Cursor) -> None:
        """Draw the line as far as it is computed, and an arrow out of the last step that it has reached."""
        known = cursor.values_known(rail.name)
        for t in range(known):
            start = axis.x(t - 1) if t else axis.left
            part = shown(cursor, Phase.FORWARD, t, rail.name) if t >= known - 1 else 1.0
            size = float(rail.forward[t - 1]) if t else 0.0
            self._line(painter, rail, start, start + (axis.x(t) - start) * part, thickness(self.forward, size))
            if t == known - 1 and cursor.phase is Phase.FORWARD and t < axis.T - 1:
                self._leave(painter, axis, rail, t, part)

    def _leave(self, painter: QPainter, axis: Axis, rail: Rail, t: int, part: float) -> None:
        """Draw what leaves the step of now: a moving dot on its way in, an arrow once it is through."""
        if part < 1:
            start = axis.x(t - 1) if t else axis.left
            self._dot(painter, rail, start + (axis.x(t) - start) * part, now=True)
        else:
            wide = thickness(self.forward, float(rail.forward[t]))
            self._arrow(painter, rail, axis.x(t), axis.x(t) + self._reach(axis), wide)

    def _reach(self, axis: Axis) -> float:
        """How far an arrow goes from the middle of a capsule: nearly to the next one."""
        return max(axis.pitch - self.wide / 2 - 4, axis.pitch * 0.55)

    def _paint_remembered(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Draw the lines pale where the backward pass has not been."""
        if not cursor.t:
            return
        painter.setOpacity(0.45)
        for rail in self.rails:
            self._line(painter, rail, axis.left, axis.x(cursor.t - 1) + self.wide / 4, THIN)
        painter.setOpacity(1)

    def _paint_backward(self, painter: QPainter, axis: Axis, rail: Rail, cursor: Cursor) -> None:
        """Draw the gradient of each step as a dot, and what it sends to the step before as an arrow."""
        sent = cursor.grads_known(rail.sent_by)
        for t in range(axis.T - 1, cursor.grads_known(rail.name) - 1, -1):
            wide = thickness(self.backward, float(rail.backward[t]))
            last = t == sent
            part = shown(cursor, Phase.BACKWARD, t, rail.sent_by) if last else float(t > sent)
            if axis.pitch >= ARROWS or last:
                self._arrow(painter, rail, axis.x(t), axis.x(t) - self._reach(axis) * part, wide)
            elif part:
                self._line(painter, rail, axis.x(t), axis.x(t - 1), wide)
            if np.isfinite(rail.backward[t]):
                if axis.pitch >= ARROWS or t == cursor.t:
                    self._dot(painter, rail, axis.x(t), now=t == cursor.t)
            else:
                self._cross(painter, axis.x(t), rail.y)

    def _line(self, painter: QPainter, rail: Rail, start: float, end: float, wide: float) -> None:
        painter.setPen(pen(rail.ink, wide))
        painter.drawLine(QPointF(start, rail.y), QPointF(end, rail.y))

    def _arrow(self, painter: QPainter, rail: Rail, start: float, end: float, wide: float) -> None:
        """Draw a line with a head wider than itself; while it is shorter than the head, only what fits."""
        way = 1 if end > start else -1
        head = min(18.0, abs(end - start), max(8.0, self.axis.pitch * 0.3 if self.axis else 8.0))
        side = max(wide * 0.8, head * 0.62)
        if head < 2:
            return
        self._line(painter, rail, start, end - way * (head - 1), wide)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(rail.ink))
        neck = end - way * head
        painter.drawPolygon(QPolygonF(
            [QPointF(end, rail.y), QPointF(neck, rail.y - side), QPointF(neck, rail.y + side)]
        ))

    def _dot(self, painter: QPainter, rail: Rail, x: float, *, now: bool) -> None:
        painter.setBrush(colour(rail.ink))
        painter.setPen(pen(self.look.theme.ink if self.look.theme.name == "light" else self.look.theme.paper, 3)
                       if now else Qt.PenStyle.NoPen)
        size = 10.0 if now else 7.0
        painter.drawEllipse(QPointF(x, rail.y), size, size)

    def _cross(self, painter: QPainter, x: float, y: float) -> None:
        """Mark a gradient that is not finite."""
        painter.setPen(QPen(colour(self.look.theme.positive), 4))
        painter.drawLine(QPointF(x - 8, y - 8), QPointF(x + 8, y + 8))
        painter.drawLine(QPointF(x - 8, y + 8), QPointF(x + 8, y - 8))

    def _paint_states(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Draw the state of each step as a column of colour; backward, pale, as long as its frame is on the stack."""
        known = min(cursor.values_known("h"), cursor.depth if cursor.backwards else axis.T)
        inset = self.wide * 0.22 if axis.pitch >= NARROW else 0.0
        top = self.cell_top + max(inset, 6)
        tall = self.cell_bottom - max(inset, 6) - top
        wide = self.wide - 2 * inset
        for t in range(known):
            pale = 0.3 if cursor.backwards else 1.0
            painter.setOpacity(pale * (shown(cursor, Phase.FORWARD, t, "h") if t == known - 1 else 1.0))
            column = QRectF(axis.x(t) - wide / 2, top, wide, tall)
            painter.drawImage(column, self.states, QRectF(t, 0, 1, self.states.height()))
        painter.setOpacity(1)

    def _paint_tokens(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Write the tokens: ink where the pass has been, that of now medium."""
        theme, size = self.look.theme, self.letters
        paint_numbers(painter, axis, self.number_base, self.look, cursor.t)
        if not size:
            self._paint_one_token(painter, axis, cursor)
            return
        plain, bold = self.look.font(size), self.look.font(size, medium=True)
        for t, token in enumerate(self.trace.tokens):
            _, edge = self._style(cursor, t)
            ink = theme.ink if t == cursor.t or edge != theme.ink3 else theme.ink2
            write(painter, axis.x(t), self.letter_base, token, bold if t == cursor.t else plain, ink, CENTRE)

    def _paint_one_token(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Where the columns are too narrow for all tokens, write that of now over its column."""
        if cursor.t is not None:
            font, token = self.look.font(26, medium=True), self.trace.tokens[cursor.t]
            write(painter, axis.x(cursor.t), self.cell_top - 8, token, font, self.look.theme.ink, CENTRE)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)


def last_pull(cell: Cell, name: str) -> str:
    """The line that is the last to add to the gradient of a carried value's previous step: the first that reads it."""
    return next(line.name for line in cell.lines if f"{name}'" in line.inputs)


def thickness(scale: Decades, size: float) -> float:
    """How thick a line is drawn, by the logarithm of what runs in it."""
    return THIN + (THICK - THIN) * scale.share(size)
