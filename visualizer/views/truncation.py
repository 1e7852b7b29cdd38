"""What truncation leaves out: windows of losses, how far each goes back, and the gradient that is thrown away."""

from functools import partial

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.beats import Beat, Cursor
from engine.truncation import Truncation, truncation
from visualizer.layout import Axis
from visualizer.paint import box, colour, number, pen, rule, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.decades import decades
from visualizer.views.kept import Kept
from visualizer.views.log_plot import LogPlot
from visualizer.views.quantity import carried, hue, moment
from visualizer.views.time_labels import paint_numbers
from visualizer.views.view import View

HEAD, LANES, FOOT = 38.0, 46.0, 32.0
MOST_LANES = 3


class TruncationView(View):
    """Brackets for the windows, and below them two curves: what is kept, and what is left out."""

    def prepare(self) -> None:
        """Choose the decades and share out the height."""
        self.found: Truncation | None = truncation(self.trace)
        self.name = carried(self.trace.cell)[-1]
        if self.axis is None or self.found is None:
            return
        area = self.area
        self.first = self.axis.top >= area.top()
        top = area.top() + HEAD + LANES + 8
        bottom = max(top + 12, area.bottom() - (FOOT if self.first else 4))
        place = QRectF(self.axis.left, top, self.axis.right - self.axis.left, bottom - top)
        self.plot = LogPlot(place, decades(self.found.kept[self.name], self.found.left[self.name]))
        around = place.adjusted(-4, -4, 4, 4)
        self.curves = tuple(
            Kept(around, partial(self._paint_curve, axis=self.axis, sizes=sizes[self.name], left=left))
            for sizes, left in ((self.found.left, True), (self.found.kept, False))
        )

    def paint_still(self, painter: QPainter) -> None:
        """Paint the windows and the scale, which are known beforehand, or say that there are none."""
        if self.axis is None:
            return
        theme = self.look.theme
        if self.found is None:
            text = self.look.word("没有截断：梯度传到第一步", "not truncated: gradients go back to the first step")
            write(painter, self.axis.left, self.area.top() + 24, text, self.look.font(22), theme.ink2)
            return
        self.plot.paint_ticks(painter, self.look)
        lanes = min(MOST_LANES, len(self.found.windows))
        for place, window in enumerate(self.found.windows):
            y = self.area.top() + HEAD + (place % lanes + 0.5) * LANES / lanes
            left, middle, right = (self.axis.x(t - 0.5) for t in (window.back, window.first, window.last))
            rule(painter, left + 2, y, right - 2, y, theme.ink3, 2)
            rule(painter, left + 2, y - 5, left + 2, y + 5, theme.ink3, 2)
            painter.fillRect(QRectF(middle + 2, y - 4, right - middle - 4, 8), colour(theme.ink2))
            rule(painter, left, self.plot.place.top(), left, self.plot.place.bottom(), theme.rule, 2)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint both curves as far back as the pass has come, and the words."""
        if self.axis is None or self.found is None:
            return
        if self.first:
            paint_numbers(painter, self.axis, self.plot.place.bottom() + 26, self.look, cursor.t)
        known = cursor.grads_known(self.name) if cursor.backwards else self.trace.T
        if known < self.trace.T:
            for curve in self.curves:
                curve.lay(painter, self.axis.x(known), self.axis.right + 4)
            self._paint_head(painter, self.axis, known)
        self._paint_window(painter, self.axis, cursor)
        self._paint_words(painter, self.axis, known)

    def _paint_curve(self, painter: QPainter, axis: Axis, sizes: Array, *, left: bool) -> None:
        """Draw a curve from the first step to the last, but for where it is nothing."""
        line = pen(self.look.theme.ink2 if left else hue(self.trace, self.name), 3 if left else 5, dashed=left)
        if not left:
            line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        points = [QPointF(axis.x(t), self.plot.y(size)) for t, size in enumerate(sizes.tolist())]
        there = (sizes > 0).tolist()
        painter.drawLines([
            QLineF(*points[t : t + 2]) for t in range(len(points) - 1) if there[t] and there[t + 1]
        ])

    def _paint_head(self, painter: QPainter, axis: Axis, known: int) -> None:
        """Mark the newest point of what is kept."""
        assert self.found
        size = float(self.found.kept[self.name][known])
        if size > 0:
            painter.setPen(pen(LIGHT.ink, 2.5))
            painter.setBrush(colour(hue(self.trace, self.name)))
            painter.drawEllipse(QPointF(axis.x(known), self.plot.y(size)), 8, 8)

    def _paint_window(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Frame the window whose losses the step of the moment belongs to."""
        assert self.found
        for window in self.found.windows:
            if cursor.t is not None and window.first <= cursor.t < window.last:
                left, right = axis.x(window.back - 0.5), axis.x(window.last - 0.5)
                frame = QRectF(left, self.area.top() + HEAD - 2, right - left, LANES + 4)
                box(painter, frame, None, LIGHT.ink, 5, 3)
                box(painter, frame, None, self.look.theme.now, 3, 3)

    def words(self, known: int) -> list[str]:
        """What is to be said: the sizes of the windows, and once it is known, how much is missing."""
        assert self.found
        assert self.trace.cut
        word, cut = self.look.word, self.trace.cut
        parts = [word(f"截断：每 {cut.k1} 步，传回 {cut.k2} 步", f"truncated: every {cut.k1} steps, through {cut.k2}")]
        parts.append(word("虚线：丢弃的梯度", "dashed: what is left out"))
        if known == 0:
            share = number(100 * self.found.share)
            parts.append(word(f"∂L/∂W 缺了 {share} %", f"{share} % of ∂L/∂W is missing"))
            if np.isfinite(self.found.angle):
                turned = number(self.found.angle)
                parts.append(word(f"方向偏了 {turned}°", f"its direction is off by {turned}°"))
        return parts

    def _paint_words(self, painter: QPainter, axis: Axis, known: int) -> None:
        parts, room = self.words(known), axis.right - axis.left
        for size in (22, 20, 18, 16):
            font = self.look.font(size)
            if sum(text_width(font.toString(), text) + 28 for text in parts) <= room + 28:
                break
        x = axis.left
        for text in parts:
            if x + text_width(font.toString(), text) > axis.right + 12 and x > axis.left:
                return
            x += write(painter, x, self.area.top() + 22, text, font, self.look.theme.ink2) + 28

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The value at the step of the column that was clicked."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else moment(cursor, t, self.name)
