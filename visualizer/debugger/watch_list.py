"""The watches on screen: what each is at the cursor, over the beats and over updates; watchpoints with their hits."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.beats import Cursor
from engine.watch.findings import Mistake, Pinned
from visualizer.debugger.floor import EDGE
from visualizer.debugger.watches import Watching
from visualizer.paint import CENTRE, RIGHT, colour, number, pen, rule, text_width, write
from visualizer.painted import Painted

LEFT = 16.0
BASE, TOP, ROW = 22.0, 34.0, 30.0
SPARK, GAP = 74.0, 14.0
TEXT, LEAST, SMALL = 18, 12, 16
RADIUS = 6.5


class WatchList(Painted):
    """Shows the watches; says which was toggled, removed, edited, or asked for."""

    toggled = Signal(int)
    removed = Signal(int)
    wanted = Signal()
    """One more should be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Watching, ...] = ()
        self.cursor_shown: Cursor | None = None
        self.chosen = 0
        self.first = 0

    def show_items(self, items: tuple[Watching, ...]) -> None:
        """Take the watches; a new one is chosen."""
        if len(items) > len(self.items):
            self.chosen = len(items) - 1
        self.items = items
        self.chosen = max(0, min(self.chosen, len(items) - 1))
        self.first = max(0, min(self.first, len(items) - self.fitting), self.chosen - self.fitting + 1)
        self.update()

    def seek(self, cursor: Cursor | None) -> None:
        """Take a moment."""
        self.cursor_shown = cursor
        self.update()

    @property
    def fitting(self) -> int:
        """How many rows there is room for, the one that asks for another not counted."""
        return max(1, int((self.room.height() - TOP) / ROW) - 1)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.room.width() - EDGE

    def paint(self, painter: QPainter) -> None:
        """Draw the heads, the rows, and the line that asks for another."""
        theme, word, small = self.look.theme, self.look.word, self.look.font(SMALL)
        self.fill(painter, theme.paper)
        rule(painter, LEFT, 0.5, self.right, 0.5, theme.rule)
        title = self.look.font(20, medium=True)
        write(painter, LEFT, BASE, word("监视", "Watches"), title, theme.ink)
        for x, text in ((self.right - 2 * (SPARK + GAP), word("此刻／次数", "now / hits")),
                        (self.right - SPARK - GAP, word("各步", "over t")), (self.right, word("各次更新", "updates"))):
            write(painter, x, BASE, text, small, theme.ink2, RIGHT)
        for place, item in list(enumerate(self.items))[self.first : self.first + self.fitting]:
            self._paint_row(painter, place, item)
        base = TOP + ROW * (len(self.items[self.first : self.first + self.fitting])) + 21
        hint = word("＋ 新的监视（W）", "+ new watch (W)")
        if not self.items:
            hint += word("，例如 norm(dh[t]) > 1", ",  as norm(dh[t]) > 1")
        write(painter, LEFT, base, hint, small, theme.ink2)

    def _paint_row(self, painter: QPainter, place: int, item: Watching) -> None:
        theme, top = self.look.theme, TOP + ROW * (place - self.first)
        base = top + 21
        cursor = self.cursor_shown
        now = cursor is not None and cursor.done in item.stops
        if now or place == self.chosen:
            ink = theme.now_wash if now else theme.wash
            painter.fillRect(QRectF(LEFT - 8, top, self.right - LEFT + 16, ROW), colour(ink))
        self._paint_mark(painter, QPointF(LEFT + RADIUS, top + ROW / 2), item, now=now)
        value_right = self.right - 2 * (SPARK + GAP)
        value, ink = self._value(item)
        font = self.look.font(TEXT)
        wide = write(painter, value_right, base, value, font, ink, RIGHT)
        room = value_right - wide - 14 - (LEFT + 24)
        size = TEXT
        while size > LEAST and text_width(self.look.font(size).toString(), item.text) > room:
            size -= 1
        text = item.text
        while text_width(self.look.font(size).toString(), text) > room and len(text) > 4:
            text = text[:-2] + "…"
        quiet = item.condition and not item.enabled
        write(painter, LEFT + 24, base, text, self.look.font(size), theme.ink3 if quiet else theme.ink)
        if place == self.chosen:
            write(painter, self.right + 16, base, "×", self.look.font(20), theme.ink2, CENTRE)
        if isinstance(item.pinned, Pinned):
            self._paint_sparks(painter, item, item.pinned, top)

    def _paint_mark(self, painter: QPainter, middle: QPointF, item: Watching, *, now: bool) -> None:
        """A disc for a watchpoint, yellow while it holds, hollow while it is off; a dash for a number."""
        theme = self.look.theme
        if not item.condition:
            painter.fillRect(QRectF(middle.x() - 5, middle.y() - 1, 10, 2), colour(theme.ink3))
            return
        painter.setPen(pen(theme.now if now else theme.ink2, 2))
        fill = theme.now if now else theme.ink2 if item.enabled else theme.paper
        painter.setBrush(colour(fill))
        painter.drawEllipse(middle, RADIUS - 1, RADIUS - 1)

    def _value(self, item: Watching) -> tuple[str, str]:
        """What stands in the first column: a number at the cursor, a watchpoint's hits."""
        theme = self.look.theme
        if isinstance(item.pinned, Mistake):
            return self.look.word("无此名", "unknown here"), theme.positive
        if item.condition:
            return ("…" if item.hits is None else str(item.hits)), theme.ink
        value = None if self.cursor_shown is None else item.at(self.cursor_shown)
        return ("·", theme.ink3) if value is None else (number(value), theme.ink)

    def _paint_sparks(self, painter: QPainter, item: Watching, pinned: Pinned, top: float) -> None:
        area = QRectF(self.right - 2 * SPARK - GAP, top + 5, SPARK, ROW - 10)
        t = self.cursor_shown.t if self.cursor_shown is not None else None
        if pinned.reading.free:
            self._paint_spark(painter, area, pinned.reading.series, t, bars=item.condition)
        if item.before is not None:
            area.translate(SPARK + GAP, 0)
            self._paint_spark(painter, area, item.before, len(item.before) - 1, bars=item.condition)

    def _paint_spark(self, painter: QPainter, area: QRectF, values: Array, now: int | None, *, bars: bool) -> None:
        """Draw numbers as a line, or what holds as bars; now is a yellow dot."""
        theme = self.look.theme
        known = np.isfinite(values)
        if not known.any():
            return
        low, high = (0.0, 1.0) if bars else (float(values[known].min()), float(values[known].max()))
        span, pitch = (high - low) or 1.0, area.width() / max(1, len(values) - (0 if bars else 1))
        rule(painter, area.left(), area.bottom() + 0.5, area.right(), area.bottom() + 0.5, theme.rule)
        if bars:
            painter.setPen(Qt.PenStyle.NoPen)
            for place in np.flatnonzero(values > 0):
                ink = theme.now if place == now else theme.ink2
                bar = QRectF(area.left() + place * pitch, area.top(), max(1.0, pitch - 1), area.height())
                painter.fillRect(bar, colour(ink))
            return
        points = [QPointF(area.left() + place * pitch, area.bottom() - (float(values[place]) - low) / span
                          * area.height()) for place in np.flatnonzero(known)]
        painter.setPen(pen(theme.ink2, 1.5))
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])
        if now is not None and 0 <= now < len(values) and known[now]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.now))
            height = area.bottom() - (float(values[now]) - low) / span * area.height()
            painter.drawEllipse(QPointF(area.left() + now * pitch, height), 3.5, 3.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, turn it on or off, take it away, or ask for another."""
        point = self.point(event)
        place = self.first + int((point.y() - TOP) // ROW)
        if point.y() < TOP or place >= min(len(self.items), self.first + self.fitting):
            if point.y() >= TOP:
                self.wanted.emit()
            return
        if point.x() <= LEFT + 2 * RADIUS + 4:
            self.toggled.emit(place)
        elif point.x() > self.right + 4 and place == self.chosen:
            self.removed.emit(place)
        self.chosen = max(0, min(place, len(self.items) - 1))
        self.update()
