"""Learning by heart: the loss on seen and on unseen examples, the gap between them, and what may be done about it."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from engine.arrays import Array
from visualizer.paint import CENTRE, LEFT, RIGHT, box, colour, number, pen, rule, text_width, write
from visualizer.remedies import Mark, Switch
from visualizer.theme import LIGHT
from visualizer.views.view import View

CHIPS, HEAD, FOOT, GUTTER, FIGURE = 94.0, 46.0, 40.0, 66.0, 250.0
TOPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
"""Ends of the axis of losses; it grows with the curves and never shrinks."""
CAPPED = 620.0
"""From this width on the remedies show their keys."""


class GapView(View):
    """Switches above; two curves and the shade between them; the gap as a figure at the right."""

    def prepare(self) -> None:
        """Share out the room and place every point."""
        area, trail = self.area, self.subject.way.trail
        left, right = self.left, self.right
        top = area.top() + (CHIPS if self.subject.way.switches else 0)
        self.figure = FIGURE if right - left >= CAPPED else 0.0
        self.plot = QRectF(left + GUTTER, top + HEAD, right - left - GUTTER - self.figure,
                           max(40.0, area.bottom() - top - HEAD - FOOT))
        self.span = max(self.subject.updates, self.trace.step, 1)
        self.measured = trail is not None and len(trail.updates) > 0
        self.seen: list[QPointF] = []
        self.unseen: list[QPointF] = []
        if trail is None or not self.measured:
            return
        highest = max(float(np.nanmax([trail.seen, trail.unseen])), self.subject.way.highest)
        self.top = next((each for each in TOPS if each >= highest), highest)
        self.seen, self.unseen = (self._points(trail.updates, losses) for losses in (trail.seen, trail.unseen))

    def _points(self, updates: Array, losses: Array) -> list[QPointF]:
        return [QPointF(self._x(float(at)), self._y(float(loss))) for at, loss in zip(updates, losses, strict=True)]

    def _x(self, update: float) -> float:
        return self.plot.left() + update / self.span * self.plot.width()

    def _y(self, loss: float) -> float:
        return self.plot.bottom() - min(1.0, loss / self.top) * self.plot.height()

    def chip(self, place: int) -> QRectF:
        """Where a switch stands."""
        count = len(self.subject.way.switches)
        each = min(300.0, (self.right - self.left + 16) / count)
        return QRectF(self.left + place * each, self.area.top() + 14, each - 16, 58)

    def paint_still(self, painter: QPainter) -> None:
        """Paint everything: the cursor moves inside an update, and these are updates."""
        for place, switch in enumerate(self.subject.way.switches):
            self._paint_switch(painter, self.chip(place), switch)
        theme, font = self.look.theme, self.look.font(20)
        if not self.measured:
            words = self.look.word("还没有测量", "not measured yet")
            write(painter, self.left, self.plot.top(), words, font, theme.ink2)
            return
        self._paint_axes(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.rule))
        painter.drawPolygon(QPolygonF([*self.seen, *reversed(self.unseen)]))
        for mark in self.subject.way.marks:
            self._paint_mark(painter, mark)
        for points, ink, dashed in ((self.seen, theme.ink2, True), (self.unseen, theme.ink, False)):
            painter.setPen(pen(ink, 5, dashed=dashed))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
        self._paint_figure(painter)

    def _paint_switch(self, painter: QPainter, rect: QRectF, switch: Switch) -> None:
        """Paint a switch: dark when on, with its strength and its key."""
        theme = self.look.theme
        ink = theme.paper if switch.on else theme.ink
        box(painter, rect, theme.ink if switch.on else theme.wash, theme.ink, 2, 10)
        words = self.look.word(switch.remedy.zh, switch.remedy.en)
        size = min(26.0, 26 * (rect.width() - 20) / text_width(self.look.font(26, medium=True).toString(), words))
        roomy = rect.width() >= 230
        x = rect.left() + 20 if roomy else rect.center().x()
        font, align = self.look.font(size, medium=True), LEFT if roomy else CENTRE
        write(painter, x, rect.center().y() + 9, words, font, ink, align)
        if roomy:
            state = self.look.word("开", "on") if switch.on else switch.remedy.cap
            write(painter, rect.right() - 18, rect.center().y() + 8, state, self.look.font(22), ink, RIGHT)

    def _paint_axes(self, painter: QPainter) -> None:
        theme, font, plot = self.look.theme, self.look.font(20), self.plot
        for loss in (0.0, self.top / 2, self.top):
            y = round(self._y(loss)) + 0.5
            rule(painter, plot.left(), y, plot.right(), y, theme.rule if loss else theme.ink3, 1 if loss else 2)
            text = number(loss, 2) if loss % 1 else f"{loss:.0f}"
            write(painter, plot.left() - 12, y + 7, text, font, theme.ink2, RIGHT)
        write(painter, plot.left(), plot.bottom() + 28, "0", font, theme.ink2, CENTRE)
        end = f"{self.span:,} " + self.look.word("次更新", "updates")
        write(painter, plot.right(), plot.bottom() + 28, end, font, theme.ink2, RIGHT)
        words = self.look.word("损失：实线是没见过的例子，虚线是训练例子",
                               "loss: solid on unseen examples, dashed on its own")
        if not self.figure:
            words = self.look.word("实线：没见过的", "solid: unseen examples")
        write(painter, plot.left() - GUTTER, plot.top() - 20, words, font, theme.ink2)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        """Mark where a remedy was switched."""
        theme, x = self.look.theme, self._x(mark.update)
        rule(painter, x, self.plot.top(), x, self.plot.bottom(), theme.ink3, 2)
        words = self.look.word(mark.remedy.zh, mark.remedy.en) + self.look.word(" 开" if mark.on else " 关",
                                                                             " on" if mark.on else " off")
        place = [each.update for each in self.subject.way.marks].index(mark.update)
        same = [each for each in self.subject.way.marks if each.update == mark.update].index(mark)
        line = (place + same) % 3
        align = RIGHT if x > self.plot.center().x() else LEFT
        write(painter, x + (-8 if align == RIGHT else 8), self.plot.top() + 24 + 26 * line, words,
              self.look.font(20, medium=True), theme.ink, align)

    def _paint_figure(self, painter: QPainter) -> None:
        """Write how large the gap is now, beside a bracket from one curve to the other."""
        trail, theme = self.subject.way.trail, self.look.theme
        assert trail is not None
        low, high = self.seen[-1], self.unseen[-1]
        for point, ink in ((low, theme.ink2), (high, theme.ink)):
            painter.setPen(pen(LIGHT.ink, 2.5))
            painter.setBrush(colour(ink))
            painter.drawEllipse(point, 8, 8)
        if not self.figure:
            words = self.look.word("差距 ", "gap ") + number(trail.gap)
            write(painter, self.right, self.plot.top() - 20, words, self.look.font(26, medium=True), theme.ink, RIGHT)
            return
        x, left = high.x() + 26, high.x() + 44
        rule(painter, x, low.y(), x, high.y(), theme.ink, 3)
        for y in (low.y(), high.y()):
            rule(painter, x - 8, y, x, y, theme.ink, 3)
        middle = max(self.plot.top() + 60, min(self.plot.bottom() - 40, (low.y() + high.y()) / 2))
        write(painter, left, middle - 24, self.look.word("差距", "gap"), self.look.font(26), theme.ink2)
        write(painter, left, middle + 34, number(trail.gap), self.look.font(56, medium=True), theme.ink)
        unseen, seen = number(float(trail.unseen[-1]), 2), number(float(trail.seen[-1]), 2)
        for line, words in enumerate((self.look.word(f"没见过 {unseen}", f"unseen {unseen}"),
                                      self.look.word(f"训练 {seen}", f"its own {seen}"))):
            write(painter, left, middle + 70 + 28 * line, words, self.look.font(20), theme.ink2)

    def row_at(self, point: QPointF) -> int | None:
        """The switch that was clicked."""
        places = range(len(self.subject.way.switches))
        return next((place for place in places if self.chip(place).contains(point)), None)
