"""The inside of any cell, drawn from its table: a box for each line, wires as thick as what runs through them.

The carried value enters at the left on a rail along the top and leaves at the right; the input comes from below.
"""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from engine.beats import Cursor
from engine.cells import Line
from engine.trace import Trace
from visualizer.paint import LEFT, RIGHT, Look, box, colour, number, pen, rule, superscript, text_width, write
from visualizer.theme import LIGHT, ROLES
from visualizer.views.amounts import Amounts, amounts
from visualizer.views.layers import arranged
from visualizer.views.quantity import gates, hue, label, line_of, power
from visualizer.views.symbol import symbol
from visualizer.views.terms import pull
from visualizer.views.view import INSET, Spill

THIN, EACH, THICK = 3.0, 7.0, 14.0
"""Wires: the thinnest, what a value of one adds, the thickest."""
RAIL, APART = 34.0, 54.0
"""From the last rail to the boxes; from rail to rail, with room for names between them."""
ASIDES = ((0.08, 0.13), (0.12, 0.06, 0.165))
"""How far left of a box the wires go down that cannot enter from above: those of each rail, those of x; of a pitch."""
NAMED = 140.0
"""Kept free of wires, left of the boxes, for a name between rails."""
SIGNS = {
    "affine": "Σ", "diagonal": "p ×", "sigmoid": "σ", "tanh": "tanh", "relu": "relu", "identity": "=",
    "times": "×", "plus": "+", "rest": "1 −", "half": "½ ×", "double": "2 ×",
}


class Diagram:
    """Paints one time step of a cell for one unit."""

    def __init__(self, trace: Trace, unit: int, area: QRectF, spill: Spill, look: Look) -> None:
        self.trace, self.unit, self.look = trace, unit, look
        self.layers = arranged(trace.lines)
        s = self.scale = max(0.5, min(1.2, area.width() / 1500, area.height() / 400))
        self.area = area
        self.ends = area.left() - spill.left, area.right() + spill.right
        self.inner = area.left() + max(0.0, INSET - spill.left), area.right() - max(0.0, INSET - spill.right)
        self.top = area.top() + 46 * s
        self.bottom = area.bottom() - 40 * s
        carry, tall = tuple(reversed(trace.cell.carry)), self.bottom - self.top
        apart = min(APART * s, tall * 0.2)
        self.rails = {name: self.top + apart * place for place, name in enumerate(carry)}
        self.under_rails = max(self.rails.values()) + min(RAIL * s, tall * 0.2) if carry else self.top
        self.lead = NAMED * s if len(self.rails) > 1 else 0.0
        self.boxes = {name: self._box(*place) for name, place in self.layers.place.items()}
        self.gates = gates(trace.cell)
        self.colours = {line.name: ROLES[line.role] for line in trace.lines}

    @property
    def _pitch(self) -> float:
        return (self.area.width() - self.lead) / (self.layers.columns + 0.35)

    def _x(self, column: float) -> float:
        return self.area.left() + self.lead + (column + 0.68) * self._pitch

    def _y(self, row: float) -> float:
        top, bottom = self.under_rails, self.bottom - 26 * self.scale
        return top + (row + 0.5) * (bottom - top) / self.layers.rows

    def _box(self, column: int, row: float) -> QRectF:
        tall = (self._y(1) - self._y(0)) * 0.86
        wide = min(self._pitch * (0.7 if self._pitch > 120 else 0.82), 240 * self.scale)
        wide, tall = max(1.0, wide), max(1.0, min(tall, 108 * self.scale))
        return QRectF(self._x(column) - wide / 2, self._y(row) - tall / 2, wide, tall)

    def at(self, point: QPointF) -> str:
        """The line whose box lies at a point, or nothing."""
        return next((name for name, place in self.boxes.items() if place.contains(point)), "")

    def paint(self, painter: QPainter, cursor: Cursor, t: int) -> None:
        """Paint wires, then boxes."""
        shift = power(self.trace, t, self.unit) if cursor.backwards else 0
        now = amounts(self.trace, cursor, t, self.unit, shift)
        self.t, self.shift = t, shift
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._rails(painter, now, t, cursor.backwards)
        for line in self.trace.lines:
            for source in line.inputs:
                if source in self.boxes:
                    self._wire(painter, now, source, line.name, cursor.backwards)
        for line in self.trace.lines:
            self._paint_box(painter, now, line, t, cursor.backwards)
        if shift:
            text = self.look.word("梯度", "gradients") + f" × 10{superscript(shift)}"
            write(painter, self.area.right(), self.area.bottom() - 2, text, self.look.font(24 * self.scale),
                  self.look.theme.ink2, RIGHT)

    def _width(self, value: float) -> float:
        return min(THICK, THIN + EACH * abs(value)) * max(0.6, self.scale)

    def _stroke(self, painter: QPainter, path: QPainterPath, value: float | None, ink: str) -> None:
        """Draw a wire as thick as its number; a hairline if that is yet to come."""
        if value is None:
            painter.strokePath(path, pen(self.look.theme.rule, 2))
        else:
            painter.strokePath(path, pen(ink, self._width(value)))

    def _wire(self, painter: QPainter, now: Amounts, source: str, user: str, backwards: bool) -> None:
        """A wire from box to box; backward it is there once its user has pulled."""
        start, end = self.boxes[source], self.boxes[user]
        points = [QPointF(start.right(), start.center().y())]
        points += [QPointF(self._x(column), self._y(row)) for column, row in self.layers.bends[source, user]]
        points.append(QPointF(end.left(), self._entry(source, user)))
        value = now.seen(source)
        if backwards:
            value = self._pulled(now, source, user)
        if value is None:
            self._stroke(painter, _curve(points), None, "")
            return
        ink, width = self.colours[user if backwards else source], self._width(value)
        tip, half = points[0] if backwards else points[-1], width * 0.5 + 6 * self.scale
        way = QPointF(-half * 1.3 if backwards else half * 1.3, 0)
        points[0 if backwards else -1] = tip - way
        self._stroke(painter, _curve(points), value, ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
        painter.drawPolygon([tip, tip - way + QPointF(0, half), tip - way - QPointF(0, half)])
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _pulled(self, now: Amounts, source: str, user: str) -> float | None:
        """What goes back along a wire, once its user has pulled."""
        line = line_of(self.trace, user)
        assert line is not None
        if now.get(user) is None:
            return None
        sent = pull(self.trace, line, line.inputs.index(source), self.t, self.unit).value * 10.0**self.shift
        return sent * now.part if user == now.now else sent

    def _entry(self, source: str, user: str) -> float:
        """At which height of a box a wire enters: inputs from the rail high, from below low, the others between."""
        line = line_of(self.trace, user)
        assert line is not None
        inside = sorted((name for name in line.inputs if name in self.boxes),
                        key=lambda name: self._before(name, user))
        place = self.boxes[user]
        return place.top() + place.height() * (inside.index(source) + 1) / (len(inside) + 1)

    def _before(self, source: str, user: str) -> float:
        """The height from which a wire comes into the column of its user."""
        bends = self.layers.bends[source, user]
        return bends[-1][1] if bends else self.layers.place[source][1]

    def _rails(self, painter: QPainter, now: Amounts, t: int, backwards: bool) -> None:
        for name, y in self.rails.items():
            users = [line.name for line in self.trace.lines if f"{name}'" in line.inputs]
            self._carried(painter, now, name, y, users)
            self._rail_names(painter, now, name, y, t, backwards)
        users = [line.name for line in self.trace.lines if "x" in line.inputs]
        theme = self.look.theme
        path = QPainterPath()
        for user in users:
            self._drop(path, user, self.bottom)
        painter.strokePath(path, pen(theme.ink3, 3 * self.scale))
        ends = [self._drop_x(user, self.bottom) for user in users]
        rule(painter, min(ends), self.bottom, max(ends), self.bottom, theme.ink3, 3 * self.scale)
        x = symbol(self.look, label("x", t), 32 * self.scale)
        x.draw(painter, (min(ends) + max(ends)) / 2, self.bottom + 32 * self.scale, theme.ink, 0.5)

    def _carried(self, painter: QPainter, now: Amounts, name: str, y: float, users: list[str]) -> None:
        """The rail of what was carried here, its drops into the boxes, and the way out of what is carried on."""
        path = QPainterPath(QPointF(self.ends[0], y))
        path.lineTo(max(self._drop_x(user, y) for user in users), y)
        for user in users:
            self._drop(path, user, y)
        self._stroke(painter, path, now.get(f"{name}'"), self.colours[name])
        own = self.boxes[name]
        path = QPainterPath(QPointF(own.center().x(), own.top()))
        path.lineTo(own.center().x(), y)
        path.lineTo(self.ends[1], y)
        self._stroke(painter, path, now.get(f"{name}>") if f"{name}>" in now.known else now.seen(name),
                     self.colours[name])

    def _drop_x(self, user: str, y: float) -> float:
        """Where a wire leaves a rail: over its box, or left of it if another box is in the way."""
        place = self.boxes[user]
        low, high = min(y, place.center().y()), max(y, place.center().y())
        between = [other for other in self.boxes.values() if other != place and other.left() == place.left()
                   and low < other.center().y() < high]
        asides = ASIDES[len(self.rails) > 1]
        aside = asides[-1] if y == self.bottom else asides[list(self.rails.values()).index(y)]
        return place.left() - aside * self._pitch if between else place.center().x()

    def _drop(self, path: QPainterPath, user: str, y: float) -> None:
        """A wire from a rail into a box, straight or through its left side."""
        place, x = self.boxes[user], self._drop_x(user, y)
        path.moveTo(x, y)
        above = y < place.top()
        if x > place.left():
            path.lineTo(x, place.top() if above else place.bottom())
            return
        entry = place.top() + place.height() * (0.25 if above else 0.75)
        path.lineTo(x, entry)
        path.lineTo(place.left(), entry)

    def _rail_names(self, painter: QPainter, now: Amounts, name: str, y: float, t: int, backwards: bool) -> None:
        s, theme = self.scale, self.look.theme
        font = self.look.font(28 * s, medium=True)
        ends = [(f"{name}'", label(f"{name}'", t), self.inner[0], LEFT)]
        ends.append((f"{name}>" if backwards else name, label(name, t + backwards), self.inner[1], RIGHT))
        for key, text, x, align in ends:
            value = now.get(key)
            shown = symbol(self.look, text, 32 * s)
            figures = "" if value is None else number(value)
            wide = shown.width + 12 * s + text_width(font.toString(), figures)
            left = x - align * wide
            baseline = y - 14 * s if align == LEFT else y + 38 * s
            shown.draw(painter, left, baseline, theme.ink3 if value is None else theme.ink)
            write(painter, left + shown.width + 12 * s, baseline, figures, font, theme.ink)

    def _paint_box(self, painter: QPainter, now: Amounts, line: Line, t: int, backwards: bool) -> None:
        """A box: colour bar, name, sign, number, and a gauge if it is a share."""
        place, s, theme = self.boxes[line.name], self.scale, self.look.theme
        value, lit = now.get(line.name), line.name == now.now
        there = value is not None
        edge = LIGHT.ink if lit else None if there else theme.rule
        box(painter, place, theme.now if lit else theme.wash if there else theme.paper, edge, 2, 6 * s)
        bar = QRectF(place.left(), place.top(), 8 * s, place.height())
        box(painter, bar, hue(self.trace, line.name) if there else theme.rule, corner=3 * s)
        ink = LIGHT.ink if lit else theme.ink if there else theme.ink3
        ink2 = LIGHT.ink2 if lit else theme.ink2 if there else theme.ink3
        gauged = line.name in self.gates and value is not None and not backwards
        left, right = place.left() + min(20 * s, 0.16 * place.width()), place.right() - min(12 * s, 4.0)
        size = min(32 * s, place.height() * 0.35, (right - left) * 0.31)
        high = place.top() + place.height() * (0.38 if gauged else 0.42)
        text = ("∂" if backwards else "") + label(line.name, t)
        name = symbol(self.look, text, _within(size, symbol(self.look, text, size).width, right - left))
        name.draw(painter, left, high, ink)
        font = self.look.font(size * 0.8)
        if left + name.width + text_width(font.toString(), SIGNS[line.op.name]) + 4 < right:
            write(painter, right, high, SIGNS[line.op.name], font, ink2, RIGHT)
        if value is not None:
            wide = text_width(self.look.font(size, medium=True).toString(), number(value))
            font = self.look.font(_within(size, wide, right - left), medium=True)
            write(painter, left, high + size * 1.06, number(value), font, ink)
        if gauged and value is not None:
            tall = min(6 * s, 0.09 * place.height())
            gauge = QRectF(left, place.bottom() - 1.8 * tall, right - left, tall)
            box(painter, gauge, theme.rule if not lit else theme.paper, corner=tall / 2)
            gauge.setWidth(gauge.width() * float(np.nan_to_num(value)) * (now.part if lit else 1))
            box(painter, gauge, self.colours[line.name], corner=tall / 2)


def _within(size: float, wide: float, room: float) -> float:
    """The size at which what is so wide at this one has room."""
    return size if wide <= room else max(1.0, float(int(size * room / wide)))


def _curve(points: list[QPointF]) -> QPainterPath:
    """A smooth line through points, level at each."""
    path = QPainterPath(points[0])
    for a, b in pairwise(points):
        half = QPointF((b.x() - a.x()) / 2, 0)
        path.cubicTo(a + half, b - half, b)
    return path
