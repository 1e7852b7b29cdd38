"""The activation stack: every time step pushes a frame of what it computed, and the backward pass pops them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor, Phase
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, box, colour, ease, path_arrow, pen, rule, text_width, write
from visualizer.views.moments import rest_at, shown
from visualizer.views.stack_foot import StackFoot
from visualizer.views.strips import Strip, quantities, strips
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import every
from visualizer.views.tower import tower
from visualizer.views.view import View

DROP, LIFT = 40.0, 20.0
TURN = 26.0
"""How far left of the tower the arrow turns a corner."""


class StackView(View):
    """A tower of frames; the one being pushed or popped is yellow, and an arrow joins it to its column."""

    def prepare(self) -> None:
        """Draw the strips of all frames once, and share out the width and the height."""
        area = self.area
        self.base = area.bottom() - 76
        self.title_base = area.top() + (20 if self.axis is None else -8)
        self.tower = tower(self.trace.T, self.title_base + 24, self.base)
        self.head = min(72.0, area.width() * 0.28)
        self.each = (area.width() - self.head - 6) / len(quantities(self.trace.cell))
        self.strips = strips(self.trace, self.look.theme, round(self.each))
        self.size = max(15.0, min(24.0, area.width() / 15))
        self.foot = StackFoot(self.trace, self.look, self.size)

    def resting(self, cursor: Cursor) -> int:
        """How many frames lie on the tower, without the one of now."""
        return cursor.depth if cursor.t is None else cursor.t

    def gone(self, cursor: Cursor) -> int:
        """From which frame on all have been popped."""
        if not cursor.backwards:
            return self.trace.T
        return 0 if cursor.t is None else cursor.t + 1

    def complete(self, cursor: Cursor) -> bool:
        """Whether the frame of now is whole: forward, only after the last line of its step."""
        return cursor.backwards or cursor.depth > self.resting(cursor)

    def _columns(self) -> list[tuple[Strip, float, float]]:
        """Each strip with its left edge and its width."""
        gap = 6.0 if self.each > 24 else 2.0
        left = self.area.left() + self.head
        return [(strip, left + place * self.each, self.each - gap) for place, strip in enumerate(self.strips)]

    def paint_still(self, painter: QPainter) -> None:
        """Paint the title, the base, and the names of the strips under it."""
        theme, area = self.look.theme, self.area
        word = self.look.word("激活栈", "activation stack" if area.width() > 240 else "stack")
        write(painter, area.left(), self.title_base, word, self.look.font(self.size, medium=True), theme.ink)
        rule(painter, area.left(), self.base + 0.5, area.right(), self.base + 0.5, theme.ink, 2)
        for strip, x, wide in self._columns():
            painter.fillRect(QRectF(x, self.base + 8, wide, 6), colour(strip.ink))
            name = symbol(self.look, strip.name, min(28.0, self.each * 0.8))
            name.draw(painter, x + wide / 2, self.base + 39, theme.ink, CENTRE)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the tower, the places of popped frames, the frame of now, its arrow, the counts."""
        resting, now = self.resting(cursor), cursor.t
        self._paint_tower(painter, resting)
        self._paint_gone(painter, self.gone(cursor))
        if now is not None:
            self._paint_now(painter, cursor, now)
        self._paint_counts(painter, cursor)

    def _paint_tower(self, painter: QPainter, resting: int) -> None:
        if not resting:
            return
        if not self.tower.slabs:
            self._paint_rows(painter, resting)
            return
        for t in range(resting):
            rect = QRectF(self.area.left(), self.tower.rest(t), self.area.width(), self.tower.slab)
            box(painter, rect, self.look.theme.wash, corner=6)
            self._paint_labels(painter, rect, t, self.look.theme.ink)
            self._paint_strips(painter, rect, t)

    def _paint_rows(self, painter: QPainter, resting: int) -> None:
        """Paint many thin frames as one picture for each strip, cut between the frames."""
        theme, area, tower = self.look.theme, self.area, self.tower
        top, bottom = tower.rest(resting - 1), self.base - tower.gap
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), colour(theme.wash))
        for strip, x, wide in self._columns():
            rows = QRectF(0, tower.T - resting, strip.image.width(), resting)
            painter.drawImage(QRectF(x, top, wide, bottom - top), strip.image, rows)
        for t in range(1, resting if tower.gap else 0):
            painter.fillRect(QRectF(area.left(), tower.rest(t - 1) - tower.gap, area.width(), tower.gap),
                             colour(theme.paper))
        self._paint_row_numbers(painter, range(resting), theme.ink2)

    def _paint_row_numbers(self, painter: QPainter, frames: range, ink: str) -> None:
        gap, font = every(self.tower.pitch, 24), self.look.font(16)
        for t in frames:
            if (t + 1) % gap == 0:
                top = self.tower.rest(t) if ink != self.look.theme.ink3 else self.tower.gone(t)
                write(painter, self.area.left() + 22, top + self.tower.slab / 2 + 6, str(t + 1), font, ink, CENTRE)

    def _paint_labels(self, painter: QPainter, rect: QRectF, t: int, ink: str, large: float = 26) -> None:
        """Write number and token of a frame."""
        theme, tall, now = self.look.theme, rect.height(), large > 26
        small = self.look.font(min(18.0, tall * 0.75), medium=now)
        weak = theme.ink if now else theme.ink3 if ink == theme.ink3 else theme.ink2
        x, middle = rect.left(), rect.center().y()
        write(painter, x + self.head * 0.3, middle + small.pixelSize() * 0.36, str(t + 1), small, weak, CENTRE)
        token = self.trace.tokens[t]
        size = min(large, tall * 0.8, self.head * 0.6 / max(1, len(token)) * 1.2)
        font = self.look.font(size, medium=now)
        write(painter, x + self.head * 0.7, middle + size * 0.35, token, font, ink, CENTRE)

    def _paint_strips(self, painter: QPainter, rect: QRectF, t: int, cursor: Cursor | None = None) -> None:
        """Draw the strips of one frame; if a cursor is given, only those computed by then."""
        inset = 12.0 if cursor else min(7.0, rect.height() * 0.15)
        frames = []
        for strip, x, wide in self._columns():
            if cursor and cursor.values_known(strip.name) <= t:
                continue
            place = QRectF(x, rect.top() + inset, wide, rect.height() - 2 * inset)
            painter.drawImage(place, strip.image, QRectF(0, self.trace.T - 1 - t, strip.image.width(), 1))
            frames.append(place)
        painter.setPen(pen(self.look.theme.ink3, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(frames)

    def _paint_gone(self, painter: QPainter, first: int) -> None:
        """Outline the places of the frames that were popped."""
        theme, area, tower = self.look.theme, self.area, self.tower
        if first >= tower.T:
            return
        if not tower.slabs:
            top = tower.gone(tower.T - 1)
            rect = QRectF(area.left(), top, area.width(), tower.gone(first) + tower.slab - top)
            box(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), None, theme.rule, 1, 6, dashed=True)
            self._paint_row_numbers(painter, range(first, tower.T), theme.ink3)
            return
        for t in range(first, tower.T):
            rect = QRectF(area.left(), tower.gone(t), area.width(), tower.slab)
            box(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), None, theme.rule, 1, 6, dashed=True)
            self._paint_labels(painter, rect, t, theme.ink3)

    def _part(self, cursor: Cursor, t: int) -> float:
        """How much of the push or the pop is done."""
        if cursor.backwards:
            return shown(cursor, Phase.BACKWARD, t, cursor.beats.names[-1])
        return shown(cursor, Phase.FORWARD, t, cursor.beats.names[-1])

    def _paint_now(self, painter: QPainter, cursor: Cursor, t: int) -> None:
        """Draw the frame of now large and yellow; while its step is being computed, open and filling."""
        theme, tower, part = self.look.theme, self.tower, self._part(cursor, t)
        rect = QRectF(self.area.left(), tower.now(t), self.area.width(), tower.tall)
        if not self.complete(cursor):
            box(painter, rect.adjusted(1, 1, -1, -1), theme.paper, theme.ink3, 2, 6, dashed=True)
        else:
            rect.translate(0, LIFT * (1 - ease(min(1.0, 2 * part))) if cursor.backwards else -DROP * (1 - part))
            box(painter, rect, theme.now_wash, theme.ink, 3, 6)
        self._paint_labels(painter, rect, t, theme.ink, 34)
        self._paint_strips(painter, rect, t, cursor)
        if self.complete(cursor) and self.axis is not None:
            self._paint_way(painter, self.axis, t, rect, part if cursor.backwards else -part)

    def _paint_way(self, painter: QPainter, axis: Axis, t: int, rect: QRectF, part: float) -> None:
        """Draw the arrow between the frame of now and its column; a negative part is a push, to the frame."""
        theme, edge, lane, middle = self.look.theme, self.area.left(), axis.lane, rect.center().y()
        end, turn = QPointF(axis.x(t) + max(axis.pitch - 4, 3.0) / 2, lane), edge - TURN
        straight = rect.top() + 16 <= lane <= rect.bottom() - 8
        way = [QPointF(edge - 2, lane), end]
        if not straight:
            way = [QPointF(edge - 2, middle), QPointF(turn, middle), QPointF(turn, lane), end]
        path_arrow(painter, way if part >= 0 else way[::-1], theme.ink, 3, 20, abs(part))

    def _paint_counts(self, painter: QPainter, cursor: Cursor) -> None:
        """Write the depth, and what happens to it now: here it cannot lie on another view, as beside the arrow."""
        theme, area, plain = self.look.theme, self.area, self.look.font(self.size)
        word, depth, ink = self.look.word("深度", "depth"), str(cursor.depth), theme.ink2
        if cursor.t is not None and self.complete(cursor):
            pushed, popped = self.look.word("压入", "push"), self.look.word("弹出", "pop")
            word, ink = (popped, theme.ink) if cursor.backwards else (pushed, theme.ink)
            depth = f"{cursor.t + 1} → {cursor.t}" if cursor.backwards else f"{cursor.t} → {cursor.t + 1}"
        font = plain if ink == theme.ink2 else self.look.font(self.size, medium=True)
        left = area.right() - text_width(plain.toString(), f" {depth}")
        write(painter, area.right(), self.title_base, depth, plain, theme.ink2, RIGHT)
        write(painter, left, self.title_base, word, font, ink, RIGHT)
        self.foot.paint(painter, area.left(), self.base + 70, area.width(), cursor)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose frame was clicked, in the same pass."""
        t = self.tower.at(point.y(), cursor.t, self.resting(cursor), self.gone(cursor))
        return None if t is None else rest_at(cursor, t)

