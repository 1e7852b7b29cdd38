"""A whole tensor as a picture: units by time, or outputs by inputs; a click asks where a number came from."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.origin import Address, Side
from engine.trace import Trace
from visualizer.debugger.element import VALUE, tensor
from visualizer.paint import Look, box, colour, diverging, picture, ramp, write
from visualizer.painted import Painted
from visualizer.views.decades import Decades, decades
from visualizer.views.quantity import gates, hue, span
from visualizer.views.shades import heat

TITLE, BASE, TOP = 17, 18.0, 26.0
FADED = 0.62
"""How much of the paper covers what the pass has not reached."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which columns are known, from the first to before the last, and which one is now; all are a weight's."""

    first: int
    last: int
    now: int | None


def reduced(array: Array, rows: int, columns: int) -> Array:
    """Cut a matrix down to at most so many rows and columns: of each block the number farthest from zero."""
    for axis, most in ((1, columns), (0, rows)):
        each = -(-array.shape[axis] // max(1, most))
        if each > 1:
            array = np.moveaxis(_farthest(np.moveaxis(array, axis, 0), each), 0, axis)
    return array


def _farthest(array: Array, each: int) -> Array:
    """Of each so many rows the number farthest from zero, column by column; the last may be fewer."""
    whole = len(array) // each * each
    blocks = [array[:whole].reshape(-1, each, array.shape[1]), array[None, whole:]]
    ends = [(block.max(axis=1), block.min(axis=1)) for block in blocks if block.size]
    return np.concatenate([np.where(high > -low, high, low) for high, low in ends])


def heat_image(
    trace: Trace, name: str, side: Side, look: Look, most: tuple[int, int], scale: Decades | None = None
) -> QImage:
    """Draw a tensor, its second axis downwards: gates in their colour, sizes of gradients on a log scale."""
    array = tensor(trace, name, side)
    flat = array.T if array.ndim == 2 else array[None]
    small = reduced(flat.astype(np.float64), *most)
    if side == VALUE and name in gates(trace.cell):
        return picture(small, ramp(look.theme.paper, hue(trace, name)))
    if side == VALUE:
        known = name in {line.name for line in trace.lines} and not name.startswith("y")
        wide = span(trace.cell, name) if known else float(np.abs(small[np.isfinite(small)]).max(initial=0.0)) or 1.0
        return picture((small / wide + 1) / 2, diverging(look.theme))
    sizes = np.abs(small)
    scale = scale or decades(sizes)
    with np.errstate(divide="ignore"):
        shares = (np.log10(sizes) - scale.low) / (scale.high - scale.low)
    shares[sizes == 0] = 0
    return picture(shares, heat(look))


class HeatMap(Painted):
    """Shows one tensor; what the pass has not reached is faded, the column of now framed."""

    asked = Signal(object)
    """(Address)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.key: tuple[str, Side] = ("", VALUE)
        self.shape = (1, 1)
        self.weighs = False
        self.title = ""
        self.reach = Reach(0, 0, None)

    @property
    def size_in_pixels(self) -> tuple[int, int]:
        """Rows and columns that can be told apart."""
        return max(1, int((self.room.height() - TOP) * self.unit)), max(1, int(self.room.width() * self.unit))

    def show_image(self, image: QImage, trace: Trace, key: tuple[str, Side], title: str) -> None:
        """Take a picture, and what it is of."""
        array = tensor(trace, *key)
        self.image, self.key, self.title, self.weighs = image, key, title, key[0] in trace.weight
        self.shape = (array.shape[1], array.shape[0]) if array.ndim == 2 else (1, array.shape[0])
        self.update()

    def seek(self, reach: Reach) -> None:
        """Take what is known, and where now is."""
        if reach != self.reach:
            self.reach = reach
            self.update()

    @property
    def area(self) -> QRectF:
        """Where the picture stands."""
        return QRectF(0, TOP, self.room.width(), max(1.0, self.room.height() - TOP - 2))

    def paint(self, painter: QPainter) -> None:
        """Draw the title, the picture, the veil over what is not known, the frame of now."""
        theme, area = self.look.theme, self.area
        self.fill(painter, theme.paper)
        write(painter, 0, BASE, self.title, self.look.font(TITLE), theme.ink2)
        if self.image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(area, self.image, QRectF(self.image.rect()))
        if self.weighs:
            return
        pitch = area.width() / self.shape[1]
        veil = colour(theme.paper, FADED)
        painter.fillRect(QRectF(area.left(), area.top(), self.reach.first * pitch, area.height()), veil)
        last = area.left() + self.reach.last * pitch
        painter.fillRect(QRectF(last, area.top(), area.right() - last, area.height()), veil)
        if self.reach.now is not None:
            wide = max(6.0, pitch)
            x = area.left() + (self.reach.now + 0.5) * pitch - wide / 2
            box(painter, QRectF(x, area.top() - 2, wide, area.height() + 4), None, theme.now, 2.5, 1)

    def address_at(self, point: QPointF) -> Address | None:
        """The number under a point, if it is known."""
        area = self.area
        if not area.contains(point):
            return None
        rows, columns = self.shape
        row = min(rows - 1, int((point.y() - area.top()) / area.height() * rows))
        column = min(columns - 1, int((point.x() - area.left()) / area.width() * columns))
        name, side = self.key
        if self.weighs:
            return Address(side, name, None, (column, row) if rows > 1 else (column,))
        known = self.reach.first <= column < self.reach.last
        return Address(side, name, column, (row,)) if known else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask where the number under the pointer came from."""
        at = self.address_at(self.point(event))
        if at is not None:
            self.asked.emit(at)
