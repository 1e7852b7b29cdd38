"""What a net saw of pictures, as images: ink on paper, or three colours, up to each time step."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import sight
from engine.arrays import Array
from engine.trace import Trace
from visualizer.paint import Look, box, colour, mix, pen, picture, ramp, rgb
from visualizer.theme import LIGHT

COLOURS = ("#D1353A", "#1F9D55", "#2F6FDE")
"""What the three channels of a picture look like: red, green, blue."""
FAINT = 0.3
"""How visible a picture is that was seen before and is seen no more."""


class Film:
    """The pictures of a trace, one a time step, each with what came in last."""

    def __init__(self, trace: Trace, look: Look) -> None:
        assert trace.sight is not None
        self.sight, self.tokens, self.look = trace.sight, trace.tokens, look
        seen = sight.pictures(trace.sight, trace.value["x"])
        self.images = tuple(image(each, look) for each in seen)

    @property
    def long(self) -> bool:
        """Whether a picture is as wide as there are steps, a column for each."""
        return self.sight.by == "column" and not self.sight.columns

    @property
    def shape(self) -> float:
        """How many times as wide as tall a picture is."""
        return self.images[0].width() / self.images[0].height()

    @property
    def words(self) -> tuple[str, ...]:
        """What is written as words: what goes in after a picture that is seen once."""
        return self.tokens[1:] if self.sight.once else ()

    def gone(self, t: int) -> bool:
        """Whether the picture is not there any more at a step."""
        return self.sight.once and t > 0

    def paint(self, painter: QPainter, t: int, place: QRectF, *, newest: bool) -> None:
        """Paint the picture at a step into a square; `newest` marks the row or column that came in."""
        painter.save()
        box(painter, place, self.look.theme.paper, self.look.theme.ink3, 1.5, 2.0)
        painter.setOpacity(FAINT if self.gone(t) else 1.0)
        painter.drawImage(place, self.images[t])
        painter.restore()
        if newest and self.sight.by != "whole":
            self._mark(painter, t, place)

    def paint_own(self, painter: QPainter, t: int, place: QRectF, *, read: bool) -> None:
        """Paint only what went in at a step, in the middle of a square; pale if it is still to come."""
        whole, by = self.images[t], self.sight.by
        own = whole if by == "whole" else whole.copy(0, t, whole.width(), 1)
        own = whole.copy(t, 0, 1, whole.height()) if by == "column" else own
        scale = min(place.width() / own.width(), place.height() / own.height(), place.width() / whole.width())
        middle = place.center()
        wide, tall = scale * own.width(), scale * own.height()
        target = QRectF(middle.x() - wide / 2, middle.y() - tall / 2, wide, tall)
        painter.save()
        painter.setOpacity(1.0 if read else FAINT)
        painter.drawImage(target, own)
        painter.restore()
        box(painter, target, None, self.look.theme.ink3, 1.0, 1.0)

    def paint_column(self, painter: QPainter, t: int, place: QRectF, *, read: bool) -> None:
        """Paint the column that went in at a step as large as its place; pale if it is still to come."""
        painter.save()
        painter.fillRect(place, colour(self.look.theme.paper))
        painter.setOpacity(1.0 if read else FAINT)
        painter.drawImage(place, self.images[-1].copy(t, 0, 1, self.images[-1].height()))
        painter.restore()

    def _mark(self, painter: QPainter, t: int, place: QRectF) -> None:
        if self.sight.by == "row":
            tall = place.height() / self.sight.rows
            mark = QRectF(place.left(), place.top() + t * tall, place.width(), tall)
        else:
            wide = place.width() / self.images[t].width()
            mark = QRectF(place.left() + t * wide, place.top(), wide, place.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for name, width in ((LIGHT.ink, 7.0), (self.look.theme.now, 4.0)):
            painter.setPen(pen(name, width))
            painter.drawRect(mark)


def filmed(trace: Trace, look: Look) -> Film | None:
    """Give the pictures of a trace, if it has frames."""
    return Film(trace, look) if trace.sight is not None and trace.sight.by != "pen" else None


def image(seen: Array, look: Look) -> QImage:
    """Make the image of a picture (rows, columns, channels)."""
    if seen.shape[-1] == 1:
        return picture(seen[..., 0], ramp(look.theme.paper, look.theme.ink))
    inks = np.array([rgb(mix(name, look.theme.ink, 0.1)) for name in COLOURS], np.float64)
    blank = 1 - seen.sum(axis=-1, keepdims=True).clip(0, 1)
    pixels = (seen @ inks + blank * np.array(rgb(look.theme.paper))).clip(0, 255).astype(np.uint32)
    packed = np.ascontiguousarray(0xFF000000 | pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2], np.uint32)
    rows, columns = packed.shape
    return QImage(packed.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def framed(painter: QPainter, place: QRectF, look: Look) -> None:
    """Paint the place of a picture that is not seen yet."""
    painter.fillRect(place, colour(look.theme.paper))
    box(painter, place, None, look.theme.rule, 1.5, 2.0)
