"""Gates and states as heat maps, units by time: forward their values, backward the sizes of their gradients."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine.beats import Beat, Cursor
from visualizer.paint import CENTRE, RIGHT, box, colour, pen, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.decades import decades, tick
from visualizer.views.quantity import hue, moment
from visualizer.views.shades import gradient_picture, heat, mapped, shortened, value_picture
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import every
from visualizer.views.view import View

BAR, NAME_ROOM, APART, FOOT, KEY, GAP = 8.0, 54.0, 24.0, 36.0, 30.0, 10.0
LEAST = 40.0
"""A map on a shared axis is as tall as this, or some are left out: lower ones cannot be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """One line's pictures and their place."""

    name: str
    place: QRectF
    value: QImage
    gradient: QImage


class MapsView(View):
    """Paints the maps, side by side or under one another on the shared axis."""

    def prepare(self) -> None:
        """Draw every picture once."""
        room = self.area.height() - KEY + GAP
        names = mapped(self.trace) if self.axis is None else mapped(self.trace, max(1, int(room / (LEAST + GAP))))
        self.scale = shortened(decades(*(self.trace.grad[name] for name in names)))
        self.maps = [
            Map(name, place, value_picture(self.trace, name, self.look),
                gradient_picture(self.trace, name, self.scale, self.look))
            for name, place in zip(names, self._places(len(names)), strict=True)
        ]
        self.unit = min(self.subject.unit, self.trace.value["h"].shape[1] - 1)
        self.key = heat(self.look)
        self.widest = max(text_width(self.look.font(20).toString(), token[:3]) for token in set(self.trace.tokens))

    def _places(self, n: int) -> list[QRectF]:
        area = self.area
        if self.axis is not None:
            tall = (area.height() - KEY - GAP * (n - 1)) / n
            wide = self.axis.right - self.axis.left
            return [QRectF(self.axis.left, area.top() + place * (tall + GAP), wide, tall) for place in range(n)]
        each = (self.right - self.left - APART * (n - 1)) / n
        left = self.left + BAR + NAME_ROOM
        size = QRectF(0, area.top() + 6, each - BAR - NAME_ROOM, area.height() - FOOT - 6)
        return [size.translated(left + place * (each + APART), 0) for place in range(n)]

    @property
    def _pitch(self) -> float:
        return self.maps[0].place.width() / self.trace.T

    def paint_still(self, painter: QPainter) -> None:
        """Paint outlines, colour bars, and the tokens where no other view has them."""
        for each in self.maps:
            painter.setPen(pen(self.look.theme.ink3, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(0.6)
            painter.drawRect(each.place.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setOpacity(1.0)
            left = self.area.left() + 2 if self.axis else each.place.left() - NAME_ROOM - BAR
            bar = QRectF(left, each.place.top(), BAR, each.place.height())
            painter.fillRect(bar, colour(hue(self.trace, each.name)))

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint what is computed, the column of the moment, and the tokens."""
        gradients = self._gradients(cursor)
        t = -1 if cursor.t is None else cursor.t
        for each in self.maps:
            self._paint_map(painter, each, cursor, gradients)
            self._paint_name(painter, each, gradients)
            if t >= 0:
                self._paint_now(painter, each, t)
            if self.axis is None:
                self._paint_tokens(painter, each, t)
        if gradients:
            self._paint_key(painter)

    def _gradients(self, cursor: Cursor) -> bool:
        return cursor.backwards if self.subject.side == "auto" else self.subject.side == "gradient"

    def _paint_map(self, painter: QPainter, each: Map, cursor: Cursor, gradients: bool) -> None:
        """Paint the computed columns only."""
        start = cursor.grads_known(each.name) if gradients else 0
        end = self.trace.T if gradients else cursor.values_known(each.name)
        if end > start:
            image = each.gradient if gradients else each.value
            left = each.place.left() + start * self._pitch
            target = QRectF(left, each.place.top(), (end - start) * self._pitch, each.place.height())
            painter.drawImage(target, image, QRectF(start, 0, end - start, image.height()))

    def _paint_name(self, painter: QPainter, each: Map, gradients: bool) -> None:
        shown = symbol(self.look, f"∂{each.name}" if gradients else each.name, 34 if not gradients else 30)
        x = each.place.left() - 10
        shown.draw(painter, x, each.place.center().y() + 9, self.look.theme.ink, RIGHT)

    def _paint_now(self, painter: QPainter, each: Map, t: int) -> None:
        """Frame the column of the moment in yellow, and in it the unit in focus."""
        place, rows = each.place, each.value.height()
        left = place.left() + t * self._pitch
        out = 6 if self.axis is None else 3
        frame = QRectF(left - 2, place.top() - out, self._pitch + 4, place.height() + 2 * out)
        box(painter, frame, None, LIGHT.ink, 5, 3)
        box(painter, frame, None, self.look.theme.now, 3, 3)
        tall = place.height() / rows
        cell = QRectF(left, place.top() + self.unit * tall, self._pitch, max(tall, 3.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, wide in ((self.look.theme.paper, 4.0), (self.look.theme.ink, 2.0)):
            painter.setPen(pen(ink, wide))
            painter.drawRect(cell)

    def _paint_tokens(self, painter: QPainter, each: Map, now: int) -> None:
        """Write the tokens under a map, thinned out to what fits."""
        tokens, theme = self.trace.tokens, self.look.theme
        size = max(12.0, min(20.0, 20 * self._pitch / (self.widest + 5)))
        gap = every(self._pitch, (self.widest + 5) * size / 20)
        for t, token in enumerate(tokens):
            if t != now and (t % gap or (gap > 1 and 0 < abs(t - now) < gap)):
                continue
            x = each.place.left() + (t + 0.5) * self._pitch
            font, ink = self.look.font(size, medium=t == now), theme.ink if t == now else theme.ink2
            write(painter, x, each.place.bottom() + 28, token[:3], font, ink, CENTRE)

    def _paint_key(self, painter: QPainter) -> None:
        """Say what the colours of gradients mean."""
        theme, font = self.look.theme, self.look.font(18)
        right = self.maps[-1].place.right()
        baseline = self.area.bottom() - 4 if self.axis else self.area.top() - 10
        right -= write(painter, right, baseline, tick(self.scale.high), font, theme.ink2, RIGHT) + 8
        wide = 120.0
        for n in range(24):
            red, green, blue = (int(part) for part in self.key[n * (len(self.key) - 1) // 23])
            name = f"#{red:02X}{green:02X}{blue:02X}"
            painter.fillRect(QRectF(right - wide + n * 5, baseline - 12, 5.5, 12), colour(name))
        right -= wide + 8
        right -= write(painter, right, baseline, tick(self.scale.low), font, theme.ink2, RIGHT) + 14
        write(painter, right, baseline, self.look.word("|梯度|", "|gradient|"), font, theme.ink2, RIGHT)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The column that was clicked, at the line of its map."""
        for each in self.maps:
            if each.place.adjusted(0, -6, 0, 30 if self.axis is None else 0).contains(point):
                t = int((point.x() - each.place.left()) // self._pitch)
                return moment(cursor, max(0, min(self.trace.T - 1, t)), each.name)
        return None
