"""A plot on a logarithmic axis: where a size stands, the decades at its left, what is beyond the scale at its ends."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import RIGHT, Look, rule, write
from visualizer.views.decades import Decades, tick

APART = 40.0


@dataclass(frozen=True, slots=True)
class LogPlot:
    """A place and its decades, growing upward."""

    place: QRectF
    scale: Decades

    def y(self, size: float) -> float:
        """The height of a size; what is not finite stands at the top, what is too small at the bottom."""
        if not isfinite(size):
            return self.place.top()
        return self.place.bottom() - self.place.height() * self.scale.share(size)

    def paint_ticks(self, painter: QPainter, look: Look) -> None:
        """Paint a line and a label for some of the decades."""
        theme, place = look.theme, self.place
        for power in self.scale.ticks(max(2, int(place.height() / APART))):
            y = round(self.y(10.0**power)) + 0.5
            rule(painter, place.left(), y, place.right(), y, theme.rule)
            plain = -3 <= power <= 3
            write(painter, place.left() - 14, y + 7, tick(power), look.font(18 if plain else 22), theme.ink2, RIGHT)
