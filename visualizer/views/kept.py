"""A picture that is drawn once and laid down again between two x: what many columns show alike at every moment.

It is made for the very pixels it is laid on, so that what is laid is what would have been drawn.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform


class Kept:
    """What `draw` draws inside a place, kept for the scale it was last wanted in."""

    def __init__(self, place: QRectF, draw: Callable[[QPainter], None]) -> None:
        self.place, self._draw = place, draw
        self._sheet: QPixmap | None = None
        self._scale, self._ratio, self._room = QTransform(), 1.0, QRect()

    def lay(self, painter: QPainter, left: float, right: float) -> None:
        """Lay down what stands between two x; edges fall between pixels."""
        world, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
        sheet = self._drawn(painter, world, ratio)
        first = max(self._room.left(), self._pixel(left))
        end = min(self._room.left() + self._room.width(), self._pixel(right))
        if end <= first:
            return
        cut = QRectF(first - self._room.left(), 0, end - first, self._room.height())
        painter.save()
        painter.resetTransform()
        target = QRectF(first / ratio, self._room.top() / ratio, cut.width() / ratio, cut.height() / ratio)
        painter.drawPixmap(target, sheet, cut)
        painter.restore()

    def _pixel(self, x: float) -> int:
        """Which pixel an x falls on."""
        return round(self._scale.map(QPointF(x, 0.0)).x() * self._ratio)

    def _drawn(self, painter: QPainter, world: QTransform, ratio: float) -> QPixmap:
        """The picture at a scale, drawn anew only if that is another."""
        if self._sheet is None or (world, ratio) != (self._scale, self._ratio):
            self._scale, self._ratio = world, ratio
            fine = world * QTransform.fromScale(ratio, ratio)
            self._room = fine.mapRect(self.place).toAlignedRect()
            self._sheet = QPixmap(self._room.size())
            self._sheet.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._sheet)
            inner.setRenderHints(painter.renderHints())
            inner.setTransform(fine * QTransform.fromTranslate(-self._room.left(), -self._room.top()))
            self._draw(inner)
            inner.end()
        return self._sheet
