"""The lines of one time step in their order, as a row of keys: done, now, yet to come."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.beats import Cursor
from visualizer.paint import CENTRE, Look, box, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.quantity import current, known

GAP, WIDEST = 4.0, 200.0


class LinesStrip:
    """One key for each line; a key can be clicked."""

    def __init__(self, names: tuple[str, ...], place: QRectF, look: Look) -> None:
        self.names, self.look = names, look
        wide = min((place.width() + GAP) / len(names), WIDEST)
        left = place.center().x() - (wide * len(names) - GAP) / 2
        self.keys = [QRectF(left + n * wide, place.top(), wide - GAP, place.height()) for n in range(len(names))]
        size = min(place.height() * 0.6, 24.0)
        longest = max(text_width(look.font(size).toString(), name) for name in names)
        self.size = max(9.0, min(size, size * (wide - GAP - 4) / longest))

    def paint(self, painter: QPainter, cursor: Cursor, t: int) -> None:
        """Paint the keys: rule colour where done, yellow now, wash where yet to come."""
        now, theme = current(cursor), self.look.theme
        for name, key in zip(self.names, self.keys, strict=True):
            done = known(cursor, name, t)
            fill = theme.now if name == now else theme.rule if done else theme.wash
            ink = LIGHT.ink if name == now else theme.ink if done else theme.ink3
            box(painter, key, fill, corner=3)
            font = self.look.font(self.size, medium=name == now)
            write(painter, key.center().x(), key.center().y() + self.size * 0.36, name, font, ink, CENTRE)

    def at(self, point: QPointF) -> str:
        """The line whose key lies at a point, or nothing."""
        return next((name for name, key in zip(self.names, self.keys, strict=True) if key.contains(point)), "")
