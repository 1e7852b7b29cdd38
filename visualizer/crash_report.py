"""The crash report on screen: all that is known of the first number that is not finite, and the way to it.

It lies over the banner that says the same in a sentence, and takes no keys: the lecture goes on. One key or a click
goes into the debugger, to the moment at which the number was made.
"""

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.crash import Crash
from visualizer.crash_words import Row, Said, headline, remedy, rows
from visualizer.key_caps import TALL, caps_width, paint_caps
from visualizer.overlay import Overlay
from visualizer.paint import RIGHT, box, colour, number, pen, rule, text_width, write

EDGE, INSIDE = 60.0, 32.0
HIGH, HEAD, ROWS, ROW = 388.0, 58.0, 116.0, 42.0
LABEL, CHART = 190.0, 420.0
TITLE, SIZE, LEAST, SMALL = 30, 24, 15, 18
GAP = 26.0
KEYS = ("J", "Esc")


class CrashReport(Overlay):
    """Shows a crash; says when somebody wants to see it in the debugger, or is done with it."""

    wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        self.lift = 0
        """Pixels at the foot of the window that stay free: the bar."""
        super().__init__(parent)
        self.crash: Crash | None = None
        self._close = QRectF()
        """Where the key and the word stand that close it."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_crash(self, crash: Crash) -> None:
        """Show a crash."""
        self.crash = crash
        self.setAccessibleName(headline(crash, self.look))
        self.rise()
        self.update()

    @property
    def told(self) -> str:
        """All that it says, one row a line."""
        if self.crash is None:
            return ""
        said = [": ".join((label, "   ".join(piece.text for piece in pieces)))
                for label, pieces in rows(self.crash, self.look)]
        return "\n".join((headline(self.crash, self.look), *said, remedy(self.crash, self.look)))

    def place(self, room: QRect) -> None:
        """Lie over the foot of the stage, above the bar."""
        high = round(HIGH * self.unit)
        self.setGeometry(0, room.height() - self.lift - high, room.width(), high)

    @property
    def _chart(self) -> QRectF:
        """Where losses and gradients are drawn."""
        right = self.room.width() - INSIDE - EDGE
        return QRectF(right - CHART, ROWS - 18, CHART, HIGH - ROWS - 60)

    def paint(self, painter: QPainter) -> None:
        """Draw the plate, the rows, what led up to it, and the keys."""
        theme, wide, title = self.look.theme, self.room.width(), self.look.font(TITLE, medium=True)
        if self.crash is None:
            return
        self.fill(painter, theme.paper)
        box(painter, QRectF(EDGE, 2, wide - 2 * EDGE, HIGH - 10), theme.wash, theme.positive, 3, 12)
        write(painter, EDGE + INSIDE, HEAD, headline(self.crash, self.look), title, theme.ink)
        for place, row in enumerate(rows(self.crash, self.look)):
            self._paint_row(painter, row, ROWS + ROW * place)
        self._paint_keys(painter, HIGH - 38)
        self._paint_history(painter, self._chart)

    def _paint_row(self, painter: QPainter, row: Row, base: float) -> None:
        theme, (label, pieces) = self.look.theme, row
        write(painter, EDGE + INSIDE, base, label, self.look.font(SIZE - 3), theme.ink2)
        x = EDGE + INSIDE + LABEL
        size = self._fitting(pieces, self._chart.left() - GAP - x)
        for piece in pieces:
            font = self.look.font(size, medium=piece.bad)
            x += write(painter, x, base, piece.text, font, theme.positive if piece.bad else theme.ink) + GAP

    def _fitting(self, pieces: tuple[Said, ...], room: float) -> int:
        """The largest letters in which a row fits."""
        for size in range(SIZE, LEAST, -1):
            key = self.look.font(size, medium=True).toString()
            if sum(text_width(key, piece.text) + GAP for piece in pieces) - GAP <= room:
                return size
        return LEAST

    def _paint_keys(self, painter: QPainter, middle: float) -> None:
        """What helps, what J does, what Esc does."""
        assert self.crash is not None
        theme, word, font = self.look.theme, self.look.word, self.look.font(22)
        says = (word("到那一刻去（调试器）", "go there in the debugger"), word("关闭", "close"))
        x = EDGE + INSIDE
        for key, text in zip(KEYS, says, strict=True):
            left = x
            paint_caps(painter, x, middle, (key,), self.look)
            x += caps_width((key,), self.look) + 12
            x += write(painter, x, middle + 8, text, font, theme.ink) + 36
            self._close = QRectF(left, middle - TALL / 2, x - left - 36, TALL)
        write(painter, x, middle + 8, remedy(self.crash, self.look), font, theme.ink2)

    def _paint_history(self, painter: QPainter, area: QRectF) -> None:
        """Losses and gradients of the last updates, each on a log axis of its own, and a cross where it broke."""
        assert self.crash is not None
        word, half = self.look.word, area.height() / 2
        told = ((word("损失", "loss"), self.crash.losses),
                (word("梯度长度", "gradient"), self.crash.lengths))
        for place, (name, values) in enumerate(told):
            part = QRectF(area.left(), area.top() + place * half, area.width(), half - 14)
            self._paint_curve(painter, part, name, values)
        last, theme, font = self.crash.update, self.look.theme, self.look.font(SMALL)
        first = last - len(self.crash.losses)
        said = word(f"更新 {first}", f"update {first}") if first < last else ""
        write(painter, area.left() + 100, area.bottom() + 14, said, font, theme.ink2)
        write(painter, area.right(), area.bottom() + 14, str(last), font, theme.ink2, RIGHT)

    def _paint_curve(self, painter: QPainter, area: QRectF, name: str, values: tuple[float, ...]) -> None:
        theme, font = self.look.theme, self.look.font(SMALL)
        write(painter, area.left(), area.top() + 16, name, font, theme.ink2)
        if values:
            write(painter, area.left(), area.top() + 40, number(values[-1]), font, theme.ink)
        plot = area.adjusted(100, 4, -12, 0)
        rule(painter, plot.left(), plot.bottom() + 0.5, area.right(), plot.bottom() + 0.5, theme.rule)
        heights = np.log10(np.maximum(np.array([*values, 1.0]), 1e-300))[:-1]
        low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 0.0)
        span, pitch = max(high - low, 1.0), plot.width() / max(1, len(values))
        points = [QPointF(plot.left() + place * pitch, plot.bottom() - 4 - (height - low) / span * (plot.height() - 10))
                  for place, height in enumerate(heights)]
        painter.setPen(pen(theme.ink, 2.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(pen(theme.positive, 3))
        x, y = plot.right(), plot.top() + 10
        for way in (-1, 1):
            painter.drawLine(QPointF(x - 7, y - 7 * way), QPointF(x + 7, y + 7 * way))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.ink))
        for point in points:
            painter.drawEllipse(point, 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes there; on the key and word that close it, it closes."""
        event.accept()
        if self._close.contains(self.point(event)):
            self.dismissed.emit()
        else:
            self.wanted.emit()
