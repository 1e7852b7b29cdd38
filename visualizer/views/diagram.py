"""The inside of any cell, drawn from its table: a box for each line, wires as thick as what runs through them.

The carried value enters at the left on a rail along the top and leaves at the right; the input comes from below.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from engine.beats import Cursor
from engine.cells import Line
from engine.ops import SIGMOID
from engine.trace import Trace
from visualizer.paint import LEFT, RIGHT, Look, box, colour, number, pen, rule, superscript, text_width, write
from visualizer.theme import LIGHT, ROLES
from visualizer.views.amounts import Amounts, amounts
from visualizer.views.layers import arranged
from visualizer.views.quantity import hue, label, line_of, power
from visualizer.views.symbol import symbol

THIN, EACH, THICK = 3.0, 7.0, 14.0
"""Wires: the thinnest, what a value of one adds, the thickest."""
SIGNS = {"affine": "Σ", "sigmoid": "σ", "tanh": "tanh", "times": "×", "plus": "+", "rest": "1 −"}


class Diagram:
    """Paints one time step of a cell for one unit."""

    def __init__(self, trace: Trace, unit: int, area: QRectF, look: Look) -> None:
        self.trace, self.unit, self.look = trace, unit, look
        self.layers = arranged(trace.cell, trace.lines)
        s = self.scale = max(0.5, min(1.2, area.width() / 1500, area.height() / 400))
        self.area = area
        self.top = area.top() + 46 * s
        self.bottom = area.bottom() - 40 * s
        self.rails = {name: self.top + 34 * s * place for place, name in enumerate(reversed(trace.cell.carry))}
        self.boxes = {name: self._box(*place) for name, place in self.layers.place.items()}
        self.colours = {line.name: ROLES[line.role] for line in trace.lines}

    @property
    def _pitch(self) -> float:
        return self.area.width() / (self.layers.columns + 0.35)

    def _x(self, column: float) -> float:
        return self.area.left() + (column + 0.68) * self._pitch

    def _y(self, row: float) -> float:
        top, bottom = self.top + 34 * self.scale * len(self.rails), self.bottom - 26 * self.scale
        return top + (row + 0.5) * (bottom - top) / self.layers.rows

    def _box(self, column: int, row: float) -> QRectF:
        tall = (self._y(1) - self._y(0)) * 0.8
        wide = min(self._pitch * 0.7, 240 * self.scale)
        tall = min(tall, 108 * self.scale)
        return QRectF(self._x(column) - wide / 2, self._y(row) - tall / 2, wide, tall)

    def at(self, point: QPointF) -> str:
        """The line whose box lies at a point, or nothing."""
        return next((name for name, place in self.boxes.items() if place.contains(point)), "")

    def paint(self, painter: QPainter, cursor: Cursor, t: int) -> None:
        """Paint wires, then boxes."""
        shift = power(self.trace, t, self.unit) if cursor.backwards else 0
        now = amounts(self.trace, cursor, t, self.unit, shift)
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
        value = now.get(user) if backwards else now.seen(source)
        self._stroke(painter, _curve(points), value, self.colours[user if backwards else source])
        if value is not None:
            self._head(painter, points[0] if backwards else points[-1], backwards, self.colours[
                user if backwards else source], self._width(value))

    def _head(self, painter: QPainter, tip: QPointF, backwards: bool, ink: str, width: float) -> None:
        """The arrow at the end of a wire."""
        size = max(9.0 * self.scale, width * 0.9)
        way = -1 if backwards else 1
        path = QPainterPath(tip + QPointF(way * size * 0.2, 0))
        path.lineTo(tip + QPointF(-way * size, -size))
        path.lineTo(tip + QPointF(-way * size, size))
        path.closeSubpath()
        painter.fillPath(path, colour(ink))

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
        for user in users:
            place = self.boxes[user]
            x = place.center().x()
            rule(painter, x, self.bottom, x, place.bottom(), theme.ink3, 3 * self.scale)
        ends = [self.boxes[user].center().x() for user in users]
        rule(painter, min(ends), self.bottom, max(ends), self.bottom, theme.ink3, 3 * self.scale)
        x = symbol(self.look, label("x", t), 32 * self.scale)
        x.draw(painter, (min(ends) + max(ends)) / 2, self.bottom + 32 * self.scale, theme.ink, 0.5)

    def _carried(self, painter: QPainter, now: Amounts, name: str, y: float, users: list[str]) -> None:
        """The rail of what was carried here, its drops into the boxes, and the way out of what is carried on."""
        drops = [self.boxes[user] for user in users]
        last = max(place.center().x() for place in drops)
        path = QPainterPath(QPointF(self.area.left() - 20, y))
        path.lineTo(last, y)
        for place in drops:
            path.moveTo(place.center().x(), y)
            path.lineTo(place.center().x(), place.top())
        self._stroke(painter, path, now.get(f"{name}'"), self.colours[name])
        own = self.boxes[name]
        path = QPainterPath(QPointF(own.center().x(), own.top()))
        path.lineTo(own.center().x(), y)
        path.lineTo(self.area.right() + 20, y)
        self._stroke(painter, path, now.get(f"{name}>") if f"{name}>" in now.known else now.seen(name),
                     self.colours[name])

    def _rail_names(self, painter: QPainter, now: Amounts, name: str, y: float, t: int, backwards: bool) -> None:
        s, theme = self.scale, self.look.theme
        font = self.look.font(28 * s, medium=True)
        ends = [(f"{name}'", label(f"{name}'", t), self.area.left(), LEFT)]
        ends.append((f"{name}>" if backwards else name, label(name, t + backwards), self.area.right(), RIGHT))
        for key, text, x, align in ends:
            value = now.get(key)
            shown = symbol(self.look, text, 32 * s)
            figures = "" if value is None else number(value)
            wide = shown.width + 12 * s + text_width(font.toString(), figures)
            left = x - align * wide
            shown.draw(painter, left, y - 14 * s, theme.ink3 if value is None else theme.ink)
            write(painter, left + shown.width + 12 * s, y - 14 * s, figures, font, theme.ink)

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
        size = min(32 * s, place.height() * 0.36)
        left, right, middle = place.left() + 20 * s, place.right() - 12 * s, place.center().y()
        high = middle - size * 0.22
        text = ("∂" if backwards else "") + label(line.name, t)
        symbol(self.look, text, size).draw(painter, left, high, ink)
        write(painter, right, high, SIGNS[line.op.name], self.look.font(size * 0.8), ink2, RIGHT)
        if value is not None:
            write(painter, left, middle + size * 0.88, number(value), self.look.font(size, medium=True), ink)
        if line.op is SIGMOID and value is not None and not backwards:
            tall = 6 * s
            gauge = QRectF(left, place.bottom() - 1.6 * tall, right - left, tall)
            box(painter, gauge, theme.rule if not lit else theme.paper, corner=tall / 2)
            gauge.setWidth(gauge.width() * value * (now.part if lit else 1))
            box(painter, gauge, self.colours[line.name], corner=tall / 2)


def _curve(points: list[QPointF]) -> QPainterPath:
    """A smooth line through points, level at each."""
    path = QPainterPath(points[0])
    for a, b in zip(points, points[1:], strict=False):
        half = QPointF((b.x() - a.x()) / 2, 0)
        path.cubicTo(a + half, b - half, b)
    return path
