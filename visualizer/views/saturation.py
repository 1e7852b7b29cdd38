"""How much of the time each unit's gates are shut or open so far: a panel a gate, a column a unit."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor
from engine.saturation import OPEN, SHUT, Saturation, gates, saturation
from visualizer.paint import CENTRE, RIGHT, colour, pen, rule, text_width, write
from visualizer.views.quantity import hue
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import every
from visualizer.views.view import View

APART, HEAD, FOOT, LEFT = 40.0, 58.0, 40.0, 62.0


class SaturationView(View):
    """From below the share of steps at which a gate is shut, from above at which it is open; between, it can learn."""

    def prepare(self) -> None:
        """Count the steps of every gate, and share out the width."""
        self.gates: list[Saturation] = [saturation(self.trace, name) for name in gates(self.trace)]
        left, n = self.left + LEFT, max(1, len(self.gates))
        each = (self.right - left - APART * (n - 1)) / n
        tall = max(6.0, self.area.height() - HEAD - FOOT)
        first = QRectF(left, self.area.top() + HEAD, max(4.0, each), tall)
        self.places = [first.translated(k * (each + APART), 0) for k in range(n)]

    def paint_still(self, painter: QPainter) -> None:
        """Paint frames, names, scale and the numbers of the units."""
        theme = self.look.theme
        if not self.gates:
            text = self.look.word("这个网络没有门", "this net has no gates")
            write(painter, self.area.center().x(), self.area.center().y(), text, self.look.font(26), theme.ink2, CENTRE)
            return
        for found, place in zip(self.gates, self.places, strict=True):
            painter.fillRect(place, colour(theme.wash))
            symbol(self.look, found.gate, 32).draw(painter, place.left(), place.top() - 20, theme.ink)
            self._paint_units(painter, place, found.shut.shape[1])
        font = self.look.font(18)
        for share in (0.0, 0.5, 1.0):
            y = self.places[0].bottom() - share * self.places[0].height()
            write(painter, self.places[0].left() - 10, y + 7, f"{share * 100:.0f} %", font, theme.ink2, RIGHT)

    def _paint_units(self, painter: QPainter, place: QRectF, units: int) -> None:
        pitch = place.width() / units
        gap = every(pitch, 34)
        for unit in range(units):
            if (unit + 1) % gap == 0 or unit == 0:
                x, focus = place.left() + (unit + 0.5) * pitch, unit == self.subject.unit
                ink = self.look.theme.ink if focus else self.look.theme.ink2
                font = self.look.font(18, medium=focus)
                write(painter, x, place.bottom() + 26, str(unit + 1), font, ink, CENTRE)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the shares of the steps that are computed."""
        theme = self.look.theme
        for found, place in zip(self.gates, self.places, strict=False):
            first, last = cursor.beats.known(cursor.done, found.gate)
            known = last - first
            shut, opened = found.shut[known], found.open[known]
            pitch = place.width() / len(shut)
            gap = 0.16 * pitch if pitch > 6 else 0.0
            lefts, wide = [place.left() + unit * pitch + gap for unit in range(len(shut))], pitch - 2 * gap
            lows, highs = (shut * place.height()).tolist(), (opened * place.height()).tolist()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.ink3))
            painter.drawRects([QRectF(x, place.bottom() - y, wide, y) for x, y in zip(lefts, lows, strict=True)])
            painter.setBrush(colour(hue(self.trace, found.gate)))
            painter.drawRects([QRectF(x, place.top(), wide, y) for x, y in zip(lefts, highs, strict=True)])
            self._paint_focus(painter, place, len(shut))
            self._paint_words(painter, place, float(np.mean(shut)), float(np.mean(opened)))
            rule(painter, place.left(), place.bottom(), place.right(), place.bottom(), theme.ink3)

    def _paint_focus(self, painter: QPainter, place: QRectF, units: int) -> None:
        pitch, unit = place.width() / units, min(self.subject.unit, units - 1)
        painter.setPen(pen(self.look.theme.ink, 2))
        painter.setBrush(colour("#000000", 0.0))
        painter.drawRect(QRectF(place.left() + unit * pitch, place.top(), pitch, place.height()))

    def _paint_words(self, painter: QPainter, place: QRectF, shut: float, opened: float) -> None:
        """Say the means over all units, in as many words as fit."""
        word, room = self.look.word, place.width() - 44
        low, high = f"{shut * 100:.0f} %", f"{opened * 100:.0f} %"
        long = word(f"关（< {SHUT}）{low}　开（> {OPEN}）{high}", f"shut (< {SHUT}) {low}, open (> {OPEN}) {high}")
        short = word(f"关 {low}　开 {high}", f"shut {low}, open {high}")
        tries = [(text, size) for text in (long, short) for size in (20, 18, 16)]
        fitting = (each for each in tries if text_width(self.look.font(each[1]).toString(), each[0]) <= room)
        found = next(fitting, None)
        if found:
            font = self.look.font(found[1])
            write(painter, place.right(), place.top() - 20, found[0], font, self.look.theme.ink2, RIGHT)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Nothing: a share is of many moments."""
        return None
