"""A race, lane by lane: every seed's curve, how this lane differs from the first one, and what they share."""

from statistics import median

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from engine.arrays import Array
from visualizer.paint import RIGHT, colour, number, pen, rule, text_width, write
from visualizer.rival import MEASURES, Rival
from visualizer.theme import LIGHT
from visualizer.views.curve import cut, heights
from visualizer.views.decades import tick
from visualizer.views.roles import fitting
from visualizer.views.view import View

GUTTER, DOTS, CAPTION, FOOT = 66.0, 62.0, 40.0, 30.0
APART = 30.0
"""Least distance of the numbers on the axis of losses."""
SMOOTH = 20
"""Over so many updates both losses are averaged before they are compared: single batches differ by luck."""
ALONE = Rival()


class RaceView(View):
    """Dots for the seeds above, losses of all seeds, and below the difference from the first lane."""

    def prepare(self) -> None:
        """Share out the room and place every curve."""
        area, self.rival = self.area, self.subject.rival or ALONE
        top = area.top() + (DOTS if self.rival.shares else 4)
        self.others = self.subject.company_losses
        compared = len(self.others) > 1
        tall = area.bottom() - FOOT - top - CAPTION * (2 if compared else 1)
        left, wide = area.left() + GUTTER, area.width() - GUTTER - 14
        self.plot = QRectF(left, top + CAPTION, wide, max(30.0, tall * (0.58 if compared else 1.0)))
        self.below = QRectF(left, self.plot.bottom() + CAPTION + 6, wide, max(20.0, tall * 0.42 - 6))
        self.span = max(self.subject.updates, self.trace.step, 1)
        every = [_finite(losses) for losses in (self.subject.losses, *self.others)]
        self.heights = heights(np.concatenate([*every, self.rival.every]))
        self.differences = [difference(losses, self.others[0]) for losses in self.others] if compared else []
        self.most = max((float(np.abs(each).max(initial=0)) for each in self.differences), default=0.0) or 1.0
        self.difference = difference(self.subject.losses, self.others[0]) if compared else np.zeros(0)

    def _x(self, update: Array) -> Array:
        return np.asarray(self.plot.left() + update / self.span * self.plot.width())

    def _y(self, loss: Array) -> Array:
        return np.asarray(self.plot.bottom() - self.heights.share(loss) * self.plot.height())

    def paint_still(self, painter: QPainter) -> None:
        """Paint everything: it changes with the update, not inside it."""
        if self.rival.shares:
            self._paint_dots(painter)
        self._paint_losses(painter)
        if len(self.others) > 1:
            self._paint_difference(painter)

    def _paint_dots(self, painter: QPainter) -> None:
        """Draw a dot for every seed where its share stands between none and all; this seed's is black."""
        theme, top, font = self.look.theme, self.area.top(), self.look.font(20)
        every = [*self.rival.shares, *([self.rival.own] if self.rival.own is not None else [])]
        name = self.look.word(*MEASURES[self.rival.measure])
        words = self.look.word(f"{name}，{len(every)} 个种子，{self.rival.updates} 次更新后",
                               f"{name}, {len(every)} seeds, {self.rival.updates} updates")
        words = fitting(words, font.toString(), self.plot.right() - self.area.left() - 130)
        write(painter, self.area.left(), top + 20, words, font, theme.ink2)
        middle = self.look.word(f"中位 {median(every):.0%}", f"median {median(every):.0%}")
        write(painter, self.plot.right(), top + 20, middle, self.look.font(22, medium=True), theme.ink, RIGHT)
        left, right, y = self.area.left() + 10, self.plot.right() - 10, top + 42.5
        rule(painter, left, y, right, y, theme.rule, 3)
        for share, ink in (*((share, theme.ink3) for share in self.rival.shares), (self.rival.own, theme.ink)):
            if share is not None:
                painter.setPen(pen(theme.paper, 2))
                painter.setBrush(colour(ink))
                painter.drawEllipse(QPointF(left + share * (right - left), y), 9, 9)

    def _paint_losses(self, painter: QPainter) -> None:
        """Draw the other seeds thin and this one black, all as far as the training has come."""
        theme, font, seeds = self.look.theme, self.look.font(20), self.rival.seeds
        words = self.look.word("训练损失", "training loss")
        if seeds is not None:
            words = self.look.word(f"训练损失：灰线是另外 {len(seeds.seeds)} 个种子",
                                   f"training loss; grey: the other {len(seeds.seeds)} seeds")
        write(painter, self.area.left(), self.plot.top() - 12, words, font, theme.ink2)
        for loss in apart(self.heights.ticks(), self.plot.height()):
            y = float(self._y(np.array(loss)))
            rule(painter, self.plot.left(), y, self.plot.right(), y, theme.rule)
            text = tick(round(np.log10(loss))) if self.heights.log else number(loss, 2)
            write(painter, self.plot.left() - 10, y + 6, text, self.look.font(18), theme.ink2, RIGHT)
        for at, row in self.rival.ways(self.trace.step):
            self._paint_line(painter, at, row, theme.ink3, 1.6)
        losses = _finite(self.subject.losses)
        if len(losses):
            curve = cut(losses)
            self._paint_line(painter, curve.at, curve.median, theme.ink, 4.5)
            self._paint_head(painter, QPointF(float(self._x(curve.at[-1])), float(self._y(curve.median[-1]))))
        end = f"{self.span:,} " + self.look.word("次更新", "updates")
        small, shared = self.look.font(18), self._shared()
        if text_width(small.toString(), shared + end) + 24 < self.plot.right() - self.area.left():
            write(painter, self.plot.right(), self.area.bottom() - 6, end, small, theme.ink2, RIGHT)

    def _paint_line(self, painter: QPainter, at: Array, losses: Array, ink: str, wide: float) -> None:
        points = [QPointF(x, y) for x, y in zip(self._x(at), self._y(losses), strict=True)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(ink, wide))
        painter.drawPolyline(QPolygonF(points))

    def _paint_head(self, painter: QPainter, point: QPointF) -> None:
        painter.setPen(pen(LIGHT.ink, 2.5))
        painter.setBrush(colour(self.look.theme.ink))
        painter.drawEllipse(point, 7, 7)

    def _paint_difference(self, painter: QPainter) -> None:
        """Draw by how much this lane's loss is above or below the first one's, and say what they share."""
        theme, place, zero = self.look.theme, self.below, self.below.center().y()
        rule(painter, place.left(), zero, place.right(), zero, theme.ink3, 2)
        caption = place.top() - 10
        if not self.rival.against:
            words = self.look.word("其他赛道与这一条相比", "the others are compared with this one")
            write(painter, self.area.left(), caption, words, self.look.font(20), theme.ink2)
            return
        words = self.look.word(f"损失减去 {self.rival.against} 的", f"loss minus that of {self.rival.against}")
        size = min(20.0, 20 * (self.plot.right() - self.area.left() - 120) / text_width(
            self.look.font(20).toString(), words))
        write(painter, self.area.left(), caption, words, self.look.font(size), theme.ink2)
        write(painter, self.area.left(), self.area.bottom() - 6, self._shared(), self.look.font(18), theme.ink2)
        if not len(self.difference):
            return
        at = self._x(np.arange(len(self.difference)) + 1.0)
        y = zero - self.difference / self.most * place.height() / 2
        points = [QPointF(*each) for each in zip(at, y, strict=True)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.rule))
        painter.drawPolygon(QPolygonF([QPointF(points[0].x(), zero), *points, QPointF(points[-1].x(), zero)]))
        painter.setPen(pen(theme.ink, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        self._paint_head(painter, points[-1])
        last = number(float(self.difference[-1]))
        text = last if last.startswith("−") or last == "0" else f"+{last}"
        write(painter, self.plot.right(), caption, text, self.look.font(26, medium=True), theme.ink, RIGHT)

    def _shared(self) -> str:
        """What this lane shares with the first one at the start, compared bit by bit."""
        alike = self.rival.alike
        if alike is None:
            return ""
        same, every = len(alike.same), len(alike.same) + len(alike.other)
        data = self.look.word("数据相同" if alike.data else "数据不同", "same data" if alike.data else "other data")
        return data + self.look.word(f"，初始权重相同 {same} / {every}", f", first weights equal {same} / {every}")


def difference(losses: Array, first: Array) -> Array:
    """By how much losses are above those of the first lane, each averaged over the last few updates, (updates,)."""
    count = min(len(losses), len(first))
    gap = np.nan_to_num(np.asarray(losses[:count], np.float64) - np.asarray(first[:count], np.float64))
    sums = np.concatenate([[0.0], np.cumsum(gap)])
    begin = np.maximum(np.arange(count) + 1 - SMOOTH, 0)
    return np.asarray((sums[1:] - sums[begin]) / (np.arange(count) + 1 - begin))


def apart(ticks: list[float], room: float) -> list[float]:
    """As many of the numbers of an axis as can be read, the ends always."""
    most = max(2, int(room / APART) + 1)
    return ticks if len(ticks) <= most else [ticks[0], ticks[-1]]


def _finite(losses: Array) -> Array:
    return np.asarray(losses[np.isfinite(losses)], dtype=np.float64)
