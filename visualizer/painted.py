"""What every painted widget shares: it draws itself in design pixels, those of a screen of 1920 × 1080."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from visualizer.paint import Look, colour

HINTS = (QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
         | QPainter.RenderHint.SmoothPixmapTransform)


def painter_for(widget: QWidget, unit: float) -> QPainter:
    """Give a painter of this widget that counts in design pixels."""
    painter = QPainter(widget)
    painter.setRenderHints(HINTS)
    painter.scale(unit, unit)
    return painter


def sheet_for(widget: QWidget, unit: float, size: QSizeF) -> tuple[QPixmap, QPainter]:
    """Give a clear picture of this size in design pixels, as sharp as the widget's screen, and its painter."""
    ratio = widget.devicePixelRatioF()
    sheet = QPixmap((size * unit * ratio).toSize().expandedTo(QSizeF(1, 1).toSize()))
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    painter.setRenderHints(HINTS)
    painter.scale(unit, unit)
    return sheet, painter


def paint_between(painter: QPainter, sheet: QPixmap, left: float, right: float) -> None:
    """Lay the part of a sheet between two x on the widget that it was made for."""
    size = sheet.deviceIndependentSize() / painter.transform().m11()
    painter.save()
    painter.setClipRect(QRectF(left, 0, right - left, size.height()))
    painter.drawPixmap(QRectF(QPointF(0, 0), size), sheet, QRectF(sheet.rect()))
    painter.restore()


class Painted(QWidget):
    """A widget with a look and a scale, whose whole picture is one `paint`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.unit = 1.0

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale (screen pixels in a design pixel)."""
        self.look, self.unit = look, unit
        self.update()

    @property
    def room(self) -> QSizeF:
        """The size in design pixels."""
        return QSizeF(self.size()) / self.unit

    def point(self, event: QMouseEvent) -> QPointF:
        """Where the pointer is, in design pixels."""
        return event.position() / self.unit

    def fill(self, painter: QPainter, ink: str) -> None:
        """Cover every pixel with one colour: at a scaled edge a trace of what was there before would shine through."""
        painter.save()
        painter.resetTransform()
        painter.fillRect(self.rect(), colour(ink))
        painter.restore()

    def paint(self, painter: QPainter) -> None:
        """Draw everything, in design pixels; a widget that has nothing to show leaves this out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hand a scaled painter to `paint`."""
        del event
        painter = painter_for(self, self.unit)
        try:
            self.paint(painter)
        finally:
            painter.end()
