"""A gate as a valve: two plates that leave exactly its share of the band open, and a gauge with the scale 0…1."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import RIGHT, Look, box, number, rule, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.symbol import symbol

HALF_PLATE, OVERHANG, GAUGE, GAUGE_TALL = 22.0, 26.0, 168.0, 10.0


@dataclass(frozen=True, slots=True)
class Valve:
    """Where a valve stands: on a band through (x, y), its gauge above (`side` −1) or below (1) at a fixed height."""

    x: float
    y: float
    gauge: float
    side: int
    scale: float
    hue: str

    @property
    def place(self) -> QRectF:
        """The gauge with its name and number: what lights up, and what a click is meant for."""
        wide, top = GAUGE * self.scale, -46 if self.side < 0 else -4
        return QRectF(self.x - wide / 2, self.gauge + top * self.scale, wide, 62 * self.scale)

    def paint(
        self, painter: QPainter, look: Look, band: float, share: float | None, *, gauge: bool = True
    ) -> None:
        """Paint plates and gauge over a band of this thickness; an unknown share leaves outlines and an empty gauge."""
        s = self.scale
        opening = band * (1.0 if share is None else share)
        half, reach = HALF_PLATE * s, band / 2 + OVERHANG * s
        fill = None if share is None else self.hue
        for sign in (-1, 1):
            near, far = self.y + sign * opening / 2, self.y + sign * reach
            plate = QRectF(self.x - half, min(near, far), 2 * half, abs(far - near))
            box(painter, plate, fill or look.theme.paper, None if fill else look.theme.rule, 2, 4 * s)
        stem = self.y + self.side * reach
        rule(painter, self.x, stem, self.x, self.gauge, self.hue if fill else look.theme.rule, 6 * s)
        if gauge:
            self._paint_gauge(painter, look, share)

    def _paint_gauge(self, painter: QPainter, look: Look, share: float | None) -> None:
        wide, tall = GAUGE * self.scale, GAUGE_TALL * self.scale
        left = self.x - wide / 2
        box(painter, QRectF(left, self.gauge - tall / 2, wide, tall), look.theme.rule, corner=tall / 2)
        if share is not None and share > 0:
            box(painter, QRectF(left, self.gauge - tall / 2, wide * share, tall), self.hue, corner=tall / 2)

    @property
    def baseline(self) -> float:
        """Where name and number stand, beyond the gauge."""
        return self.gauge + (-18 if self.side < 0 else 40) * self.scale

    def write(self, painter: QPainter, look: Look, name: str, value: float | None, now: bool) -> float:
        """Write name and number beside the gauge, on yellow if this is the line of the moment; gives the right end."""
        s = self.scale
        half, baseline = GAUGE * s / 2, self.baseline
        shown = symbol(look, name, 40 * s)
        text = "" if value is None else number(value)
        font = look.font(36 * s, medium=True)
        right = max(self.x + half, self.x - half + shown.width + 14 * s + text_width(font.toString(), text))
        if now:
            left = self.x - half - 12 * s
            box(painter, QRectF(left, baseline - 36 * s, right + 12 * s - left, 47 * s), look.theme.now, corner=6 * s)
        ink = LIGHT.ink if now else look.theme.ink if text else look.theme.ink3
        shown.draw(painter, self.x - half, baseline, ink)
        write(painter, right, baseline, text, font, ink, RIGHT)
        return right

    def write_share(self, painter: QPainter, look: Look, name: str, share: float, left: float) -> None:
        """Write what the gauge shows where the number before it is another one: backward, the gate's own share."""
        s = self.scale
        shown, font = symbol(look, name, 32 * s), look.font(28 * s)
        x = left + 26 * s
        x += shown.draw(painter, x, self.baseline, look.theme.ink2) + 10 * s
        write(painter, x, self.baseline, number(share), font, look.theme.ink2)
