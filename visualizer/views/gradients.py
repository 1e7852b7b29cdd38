"""How large the gradient of each carried value is through time, on a log axis; the curves grow from right to left."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from engine import derive
from engine.arrays import Array
from engine.beats import Beat, Cursor, Phase
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, Look, colour, number, pen, rule, text_width, write
from visualizer.theme import ROLES
from visualizer.views.decades import decades, tick
from visualizer.views.moments import rest_at, shown
from visualizer.views.quantity import carried
from visualizer.views.symbol import Symbol, symbol
from visualizer.views.time_labels import paint_numbers
from visualizer.views.view import View

VANISHES, EXPLODES = 1e-4, 1e3
"""Times the gradient at the last scored step: below the first it counts as vanished, above the second as exploded."""
LINE = 5.0
DOTS = 34.0
"""From this pitch on, every point of a curve is marked."""
BETWEEN = 32.0
"""Least distance between the labels of two heads."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One carried value's gradient: sizes and where they stand."""

    name: str
    ink: str
    sizes: Array
    points: list[QPointF]
    marked: list[int]
    """The steps whose points are marked: all where there is room, else those that the line does not show truly."""


@dataclass(frozen=True, slots=True)
class Label:
    """Name and number of a head."""

    name: Symbol
    text: str
    font: QFont
    look: Look

    @property
    def wide(self) -> float:
        """The width of both."""
        return self.name.width + 14 + text_width(self.font.toString(), self.text)

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw with the left end at x."""
        self.name.draw(painter, x, baseline, self.look.theme.ink2)
        write(painter, x + self.name.width + 14, baseline, self.text, self.font, self.look.theme.ink)


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
        carry = sorted(carried(self.trace.cell), reverse=True)
        sizes = {name: derive.grad_norms(self.trace, name) for name in carry}
        company = [trace for trace in self.subject.company if trace is not self.trace]
        others = [derive.grad_norms(trace, name) for trace in company for name in carried(trace.cell)]
        self.scale = decades(*sizes.values(), *others)
        self.top, self.bottom = self.area.top() + 48, self.area.bottom()
        if self.first:
            self.bottom -= 32
        self.curves = tuple(self._curve(self.axis, name, each) for name, each in sizes.items())
        scored = np.flatnonzero(self.trace.scored)
        self.last = int(scored[-1]) if len(scored) else self.trace.T - 1
        self.wanted = float(sizes["h"][self.last])
        own = self.trace.weight.get("z.h'")
        self.radius = derive.radius(own) if own is not None and np.isfinite(own).all() and own.any() else None

    def _curve(self, axis: Axis, name: str, sizes: Array) -> Curve:
        points = [QPointF(axis.x(t), self._y(float(size))) for t, size in enumerate(sizes)]
        marked = [t for t, size in enumerate(sizes) if axis.pitch >= DOTS or not self.scale.has(size)]
        return Curve(name, ROLES[name], sizes, points, marked)

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
        word = self.look.word("梯度的大小", "size of the gradient")
        write(painter, self.axis.left, self.area.top() + 18, word, self.look.font(22), theme.ink2)
        rule(painter, self.axis.left, self.bottom + 0.5, self.axis.right, self.bottom + 0.5, theme.rule)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the decades, then as much of the curves as is known."""
        if self.axis is None:
            return
        if self.first:
            paint_numbers(painter, self.axis, self.bottom + 26, self.look, cursor.t)
        if not cursor.backwards:
            return
        self._paint_ticks(painter, self.axis)
        self._paint_bands(painter, self.axis, cursor)
        for curve in self.curves:
            self._paint_curve(painter, curve, cursor)
        self._paint_guide(painter, self.axis)
        self._paint_heads(painter, self.axis, cursor)

    def _paint_ticks(self, painter: QPainter, axis: Axis) -> None:
        theme = self.look.theme
        for power in self.scale.ticks(max(2, int((self.bottom - self.top) / 44))):
            y = round(self._y(10.0**power)) + 0.5
            rule(painter, axis.left, y, axis.right, y, theme.rule)
            plain = -3 <= power <= 3
            write(painter, axis.left - 19, y + 7, tick(power), self.look.font(20 if plain else 22), theme.ink2, RIGHT)

    def _paint_bands(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Shade where gradients count as vanished or exploded, once a known one has gone there."""
        known = [curve.sizes[cursor.grads_known(curve.name) : self.last + 1] for curve in self.curves]
        sizes = np.concatenate(known) if self.wanted > 0 and np.isfinite(self.wanted) else np.zeros(0)
        low, high = self._y(VANISHES * self.wanted), self._y(EXPLODES * self.wanted)
        if (sizes < VANISHES * self.wanted).any():
            self._band(painter, axis, low, self.bottom, self.look.word("消失", "vanishes"))
        if (sizes > EXPLODES * self.wanted).any():
            self._band(painter, axis, self.top, high, self.look.word("爆炸", "explodes"))

    def _band(self, painter: QPainter, axis: Axis, top: float, bottom: float, word: str) -> None:
        theme = self.look.theme
        painter.fillRect(QRectF(axis.left, top, axis.right - axis.left, bottom - top), colour(theme.rule, 0.42))
        baseline = min(max(top + 26, (top + bottom) / 2 + 7), max(bottom - 6, top + 18))
        write(painter, axis.right - 12, baseline, word, self.look.font(20), theme.ink2, RIGHT)

    def _paint_guide(self, painter: QPainter, axis: Axis) -> None:
        """Draw what the spectral radius alone foretells, for a net with one recurrent matrix: ρ for each step back."""
        if self.radius is None or not 0 < self.wanted < np.inf:
            return
        steps = range(self.last + 1)
        sizes = [self.wanted * self.radius ** (self.last - t) for t in steps]
        seen = [(t, size) for t, size in zip(steps, sizes, strict=True) if self.scale.has(size)]
        points = [QPointF(axis.x(t), self._y(size)) for t, size in seen]
        inside = [point for point in points if point.y() > self.top]
        painter.setPen(pen(self.look.theme.ink2, 2, dashed=True))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(inside))
        if inside and axis.pitch * len(inside) > 120:
            self._name_guide(painter, inside[len(inside) // 2])

    def _name_guide(self, painter: QPainter, place: QPointF) -> None:
        text, font = f"ρᵏ, ρ = {number(self.radius or 0.0)}", self.look.font(20)
        wide = text_width(font.toString(), text)
        painter.fillRect(QRectF(place.x() - wide / 2 - 6, place.y() - 14, wide + 12, 28), colour(self.look.theme.paper))
        write(painter, place.x(), place.y() + 7, text, font, self.look.theme.ink2, CENTRE)

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
        known = cursor.grads_known(curve.name)
        line = pen(curve.ink, LINE)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        # piece by piece: Qt fills a long jagged polyline in 4 ms, its pieces with round ends in 1
        painter.drawLines([QLineF(a, b) for a, b in pairwise([tip, *curve.points[known + 1 :]])])
        for t in curve.marked:
            if t > known:
                self._paint_point(painter, curve, t)

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
        for way in (-1, 1):
            painter.drawLine(point + QPointF(-8, -8 * way), point + QPointF(8, 8 * way))
        write(painter, point.x() + 12, point.y() + 7, word, self.look.font(20, medium=True), theme.ink)

    def _paint_heads(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
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
        self._paint_labels(painter, axis, cursor, sorted(heads, key=lambda head: head[1].y()))

    def _paint_labels(self, painter: QPainter, axis: Axis, cursor: Cursor, heads: list[tuple[Curve, QPointF]]) -> None:
        """Write name and number left of each head, or over and under the curves where there is no room at the left."""
        if not heads:
            return
        labels = [self._label(axis, curve, cursor) for curve, _ in heads]
        away = max(20.0, min(44.0, axis.pitch * 0.7))
        x = min(tip.x() for _, tip in heads) - away
        if x - max(label.wide for label in labels) >= axis.left:
            for label, baseline in zip(labels, self._beside(heads), strict=True):
                label.draw(painter, x - label.wide, baseline)
            return
        for label, baseline in zip(labels, self._around(heads, cursor, labels), strict=True):
            label.draw(painter, max(axis.left + 8, x + away - 10), baseline)

    def _beside(self, heads: list[tuple[Curve, QPointF]]) -> list[float]:
        """Give each label the height of its head, apart from the others and inside the plot."""
        lines: list[float] = []
        for place, (_, tip) in enumerate(heads):
            room = BETWEEN * (len(heads) - 1 - place)
            wanted = min(max(tip.y() + 8, self.top + 10), self.bottom - 6 - room)
            lines.append(max(wanted, lines[-1] + BETWEEN) if lines else wanted)
        return lines

    def _around(self, heads: list[tuple[Curve, QPointF]], cursor: Cursor, labels: list[Label]) -> list[float]:
        """Put the upper label over all curves there, the lower under them; both over them if there is no room below."""
        left = min(tip.x() for _, tip in heads)
        right = left + max(label.wide for label in labels) + 10
        heights = [tip.y() for _, tip in heads]
        for curve, _ in heads:
            near = curve.points[cursor.grads_known(curve.name) :]
            heights += [point.y() for point in near if point.x() <= right]
        over, under = min(heights) - 20, max(heights) + 36
        fits_over, fits_under = over >= self.top - 2, under < self.bottom - 6
        if len(labels) == 1:
            return [over if fits_over else under]
        if fits_over and fits_under:
            return [over, under]
        if fits_under:
            return [under, min(under + BETWEEN, self.bottom - 6)]
        over = max(over, self.top + 16 + BETWEEN)
        return [over - BETWEEN, over]

    def _label(self, axis: Axis, curve: Curve, cursor: Cursor) -> Label:
        small = axis.right - axis.left < 500
        name = symbol(self.look, f"∂L/∂{curve.name}", 22 if small else 28)
        text = number(float(curve.sizes[cursor.grads_known(curve.name)]))
        return Label(name, text, self.look.font(20 if small else 24, medium=True), self.look)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)
