"""How large the gradient of each carried value is through time, on a log axis; the curves grow from right to left."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine import derive
from engine.arrays import Array
from engine.beats import Beat, Cursor, Phase
from engine.reading import way
from visualizer.layout import Axis
from visualizer.paint import RIGHT, colour, number, pen, rule, text_width, write
from visualizer.views.decades import decades, tick
from visualizer.views.head_labels import Label, Way, settle
from visualizer.views.kept import Kept
from visualizer.views.moments import rest_at, shown
from visualizer.views.quantity import carried, hue
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import paint_numbers
from visualizer.views.view import View

VANISHES, EXPLODES = 1e-4, 1e3
"""Times the gradient at the last scored step: below the first it counts as vanished, above the second as exploded."""
LINE = 5.0
DOTS = 34.0
"""From this pitch on, every point of a curve is marked."""
TITLE = 22.0
HEAD = 12.0
"""How far a head reaches from its middle."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One carried value's gradient: sizes and where they stand."""

    name: str
    ink: str
    sizes: Array
    points: list[QPointF]
    way: Way
    """The same points, for what must keep clear of them."""
    marked: list[int]
    """The steps whose points are marked: all where there is room, else those that the line does not show truly."""


class GradientsView(View):
    """One curve for each carried value, with name and number at its head."""

    @property
    def first(self) -> bool:
        """Whether no other view above says which column is which step."""
        return self.axis is not None and self.axis.top >= self.area.top()

    def prepare(self) -> None:
        """Choose the decades from all gradients, and place every point."""
        if self.axis is None:
            return
        carry = sorted((name for name in carried(self.trace.cell) if way(name) > 0), reverse=True)
        sizes = {name: derive.grad_norms(self.trace, name) for name in carry}
        company = [trace for trace in self.subject.company if trace is not self.trace]
        others = [derive.grad_norms(trace, name) for trace in company for name in carried(trace.cell)]
        self.scale = decades(*sizes.values(), *others)
        self.top, self.bottom = self.area.top() + 48, self.area.bottom()
        if self.first:
            self.bottom -= 32
        self.curves = tuple(self._curve(self.axis, name, each) for name, each in sizes.items())
        around = QRectF(self.axis.left, self.top, self.axis.right - self.axis.left, self.bottom - self.top)
        self.kept = {curve.name: Kept(around.adjusted(-14, -24, 14, 14), partial(self._paint_all, curve=curve))
                     for curve in self.curves}
        """Where steps are narrow: each curve whole."""
        scored = np.flatnonzero(self.trace.scored)
        self.last = int(scored[-1]) if len(scored) else self.trace.T - 1
        self.wanted = float(sizes["h"][self.last])
        own = self.trace.weight.get("z.h'")
        self.radius = derive.radius(own) if own is not None and np.isfinite(own).all() and own.any() else None
        self.guide = self._guide(self.axis)

    def _guide(self, axis: Axis) -> list[QPointF]:
        """What the spectral radius alone foretells, for a net with one recurrent matrix: ρ for each step back."""
        if self.radius is None or not 0 < self.wanted < np.inf:
            return []
        sizes = [self.wanted * self.radius ** (self.last - t) for t in range(self.last + 1)]
        points = [QPointF(axis.x(t), self._y(size)) for t, size in enumerate(sizes) if self.scale.has(size)]
        return [point for point in points if point.y() > self.top]

    def _curve(self, axis: Axis, name: str, sizes: Array) -> Curve:
        points = [QPointF(axis.x(t), self._y(float(size))) for t, size in enumerate(sizes)]
        marked = [t for t, size in enumerate(sizes) if axis.pitch >= DOTS or not self.scale.has(size)]
        return Curve(name, hue(self.trace, name), sizes, points, _way(points), marked)

    def _y(self, size: float) -> float:
        """The height of a size; what is not finite stands at the top, what is too small at the bottom."""
        if not np.isfinite(size):
            return self.top
        return self.bottom - (self.bottom - self.top) * self.scale.share(size)

    def paint_still(self, painter: QPainter) -> None:
        """Paint the title and the base line."""
        if self.axis is None:
            return
        theme = self.look.theme
        write(painter, self.axis.left, self.area.top() + 18, self.title(), self.look.font(TITLE), theme.ink2)
        rule(painter, self.axis.left, self.bottom + 0.5, self.axis.right, self.bottom + 0.5, theme.rule)

    def title(self) -> str:
        """What the curves are, and the dashed line if there is one, in as many words as fit."""
        word = self.look.word
        if not self.guide or self.axis is None:
            return word("梯度的大小", "size of the gradient")
        said = number(self.radius or 0.0)
        line = word(f"ρᵏ，ρ = {said}", f"ρᵏ, ρ = {said}")
        short = word("梯度，虚线：", "gradient; dashed: ")
        wordings = [word("梯度的大小，虚线：", "size of the gradient; dashed: "), short, word("虚线：", "dashed: ")]
        # measured with another number than it has, so that the lanes of a race say it in the same words
        key, room = self.look.font(TITLE).toString(), self.area.right() - self.axis.left
        fitting = (words for words in wordings if text_width(key, f"{words}ρᵏ，ρ = 0.000") <= room)
        return next(fitting, wordings[-1]) + line

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the decades, then as much of the curves as is known."""
        if self.axis is None:
            return
        if self.first:
            paint_numbers(painter, self.axis, self.bottom + 26, self.look, cursor.t)
        if not cursor.backwards:
            return
        self._paint_ticks(painter, self.axis)
        words = self._paint_bands(painter, self.axis, cursor)
        for curve in self.curves:
            self._paint_curve(painter, curve, cursor)
        self._paint_guide(painter)
        self._paint_heads(painter, self.axis, cursor, words)

    def _paint_ticks(self, painter: QPainter, axis: Axis) -> None:
        theme = self.look.theme
        for power in self.scale.ticks(max(2, int((self.bottom - self.top) / 44))):
            y = round(self._y(10.0**power)) + 0.5
            rule(painter, axis.left, y, axis.right, y, theme.rule)
            plain = -3 <= power <= 3
            write(painter, axis.left - 19, y + 7, tick(power), self.look.font(20 if plain else 22), theme.ink2, RIGHT)

    def _paint_bands(self, painter: QPainter, axis: Axis, cursor: Cursor) -> list[Way]:
        """Shade where gradients count as vanished or exploded, once one has gone there; gives where it says so."""
        words = []
        known = [curve.sizes[cursor.grads_known(curve.name) : self.last + 1] for curve in self.curves]
        sizes = np.concatenate(known) if self.wanted > 0 and np.isfinite(self.wanted) else np.zeros(0)
        low, high = self._y(VANISHES * self.wanted), self._y(EXPLODES * self.wanted)
        if (sizes < VANISHES * self.wanted).any():
            words.append(self._band(painter, axis, low, self.bottom, self.look.word("消失", "vanishes")))
        if (sizes > EXPLODES * self.wanted).any():
            words.append(self._band(painter, axis, self.top, high, self.look.word("爆炸", "explodes")))
        return words

    def _band(self, painter: QPainter, axis: Axis, top: float, bottom: float, word: str) -> Way:
        theme, right = self.look.theme, axis.right - 12
        painter.fillRect(QRectF(axis.left, top, axis.right - axis.left, bottom - top), colour(theme.rule, 0.42))
        baseline = min(max(top + 26, (top + bottom) / 2 + 7), max(bottom - 6, top + 18))
        wide = write(painter, right, baseline, word, self.look.font(20), theme.ink2, RIGHT)
        return _way([QPointF(right - wide, baseline - 14), QPointF(right, baseline)])

    def _paint_guide(self, painter: QPainter) -> None:
        painter.setPen(pen(self.look.theme.ink2, 2, dashed=True))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(self.guide))

    def _tip(self, curve: Curve, cursor: Cursor) -> QPointF | None:
        """Where the head of a curve is while it grows by one point."""
        known = cursor.grads_known(curve.name)
        if known >= len(curve.points):
            return None
        part = shown(cursor, Phase.BACKWARD, known, curve.name)
        before = curve.points[min(known + 1, len(curve.points) - 1)]
        return before + (curve.points[known] - before) * part

    def _paint_curve(self, painter: QPainter, curve: Curve, cursor: Cursor) -> None:
        tip = self._tip(curve, cursor)
        if tip is None:
            return
        known, axis = cursor.grads_known(curve.name), self.axis
        if axis is not None and axis.pitch < DOTS and known + 1 < axis.T:
            self.kept[curve.name].lay(painter, axis.x(known + 1), axis.right + 14)
            self._paint_line(painter, curve, [tip, curve.points[known + 1]])
            return
        self._paint_line(painter, curve, [tip, *curve.points[known + 1 :]])
        for t in curve.marked:
            if t > known:
                self._paint_point(painter, curve, t)

    def _paint_all(self, painter: QPainter, curve: Curve) -> None:
        """Draw a curve from the first step to the last, with its marks."""
        self._paint_line(painter, curve, curve.points)
        for t in curve.marked:
            self._paint_point(painter, curve, t)

    @staticmethod
    def _paint_line(painter: QPainter, curve: Curve, points: list[QPointF]) -> None:
        line = pen(curve.ink, LINE)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        # piece by piece: Qt fills a long jagged polyline in 4 ms, its pieces with round ends in 1
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])

    def _paint_point(self, painter: QPainter, curve: Curve, t: int) -> None:
        """Mark a point: a dot where there is room, hollow if it is too small for the axis, a cross if not finite."""
        size, point, pitch = float(curve.sizes[t]), curve.points[t], self.axis.pitch if self.axis else 0.0
        if not np.isfinite(size):
            self._paint_cross(painter, point, number(size))
        elif not self.scale.has(size):
            painter.setPen(pen(curve.ink, 2))
            painter.setBrush(colour(self.look.theme.paper))
            painter.drawEllipse(point, min(5.0, max(2.0, pitch / 3)), min(5.0, max(2.0, pitch / 3)))
        elif pitch >= DOTS:
            painter.setPen(pen(self.look.theme.paper, 2))
            painter.setBrush(colour(curve.ink))
            painter.drawEllipse(point, 6.5, 6.5)

    def _paint_cross(self, painter: QPainter, point: QPointF, word: str) -> None:
        theme = self.look.theme
        painter.setPen(QPen(colour(theme.positive), 4))
        for side in (-1, 1):
            painter.drawLine(point + QPointF(-8, -8 * side), point + QPointF(8, 8 * side))
        write(painter, point.x() + 12, point.y() + 7, word, self.look.font(20, medium=True), theme.ink)

    def _paint_heads(self, painter: QPainter, axis: Axis, cursor: Cursor, words: list[Way]) -> None:
        """Mark the newest point of each curve, and write name and number beside it."""
        heads = [(curve, tip) for curve in self.curves if (tip := self._tip(curve, cursor)) is not None]
        for curve, tip in heads:
            t = cursor.grads_known(curve.name)
            if np.isfinite(curve.sizes[t]):
                painter.setPen(pen(self.look.theme.ink if self.look.theme.name == "light" else "#FFFFFF", 3))
                painter.setBrush(colour(curve.ink))
                painter.drawEllipse(tip, 10, 10)
            else:
                self._paint_point(painter, curve, t)
        if heads:
            self._paint_labels(painter, axis, cursor, sorted(heads, key=lambda head: head[1].y()), words)

    def _paint_labels(
        self, painter: QPainter, axis: Axis, cursor: Cursor, heads: list[tuple[Curve, QPointF]], words: list[Way]
    ) -> None:
        """Write name and number left of each head, or over and under it where there is no room; never on a line."""
        labels = [self._label(axis, curve, cursor) for curve, _ in heads]
        away, wide = max(20.0, min(44.0, axis.pitch * 0.7)), max(label.wide for label in labels)
        x = min(tip.x() for _, tip in heads) - away
        beside = x - wide >= axis.left
        left = x - wide if beside else max(axis.left + 8, min(x + away - 10, axis.right - wide))
        # where there is no room at the left, the first goes over its head, and a second one under
        wanted = [tip.y() + (8 if beside else 36 if place else -20) for place, (_, tip) in enumerate(heads)]
        limits = (self.top + 10, self.bottom - 6)
        baselines = settle(wanted, limits, (left, left + wide), self._ways(cursor, heads) + words)
        for label, baseline in zip(labels, baselines, strict=True):
            label.draw(painter, x - label.wide if beside else left, baseline)

    def _ways(self, cursor: Cursor, heads: list[tuple[Curve, QPointF]]) -> list[Way]:
        """All that a label must not lie on: the curves as far as they are known, their heads, the dashed line."""
        ways = [_way(self.guide)]
        for curve, tip in heads:
            known = cursor.grads_known(curve.name)
            x, y = (np.concatenate([[at], rest[known + 1 :]]) for at, rest in zip((tip.x(), tip.y()), curve.way,
                                                                                   strict=True))
            ways.append((x, y))
            ways.append(_way([tip + QPointF(-HEAD, -HEAD), tip + QPointF(HEAD, HEAD)]))
        return ways

    def _label(self, axis: Axis, curve: Curve, cursor: Cursor) -> Label:
        small = axis.right - axis.left < 500
        name = symbol(self.look, f"∂L/∂{curve.name}", 22 if small else 28)
        text = number(float(curve.sizes[cursor.grads_known(curve.name)]))
        return Label(name, text, self.look.font(20 if small else 24, medium=True), self.look)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)


def _way(points: list[QPointF]) -> Way:
    return np.array([point.x() for point in points]), np.array([point.y() for point in points])
