"""The number of a slide while it is being typed, with the sign of the key that goes there."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from visualizer.overlay import Overlay
from visualizer.paint import box, colour, text_width, write

TALL, INSIDE, RISE = 88.0, 34.0, 250.0
SIZE, TITLE_SIZE, GAP = 48, 28, 24.0
SIGN = 34.0
LONGEST = 900.0


class JumpNumber(Overlay):
    """A small dark plate above the bar, or so far below the top; hidden while nothing is typed."""

    def __init__(self, parent: QWidget, top: float | None = None) -> None:
        super().__init__(parent)
        self.top = top
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.digits, self.title = "", ""

    def show_number(self, digits: str, title: str = "") -> None:
        """Take the digits typed so far and, if there is such a slide, its title."""
        self.digits = digits
        self.title = QFontMetricsF(self.look.font(TITLE_SIZE)).elidedText(title, Qt.TextElideMode.ElideRight, LONGEST)
        if digits:
            self.rise()
            self.update()
        else:
            self.hide()

    def place(self, room: QRect) -> None:
        """Lie in the middle."""
        unit, width = self.unit, self._width() * self.unit
        above = room.height() - (RISE + TALL) * unit
        top = max(0.0, above if self.top is None else self.top * unit)
        self.setGeometry(QRectF((room.width() - width) / 2, top, width, TALL * unit).toAlignedRect())

    def _width(self) -> float:
        title = self._title_width()
        return 2 * INSIDE + self._number_width() + (GAP + title if title else 0.0) + GAP + SIGN

    def _number_width(self) -> float:
        return text_width(self.look.font(SIZE, medium=True).toString(), self.digits)

    def _title_width(self) -> float:
        return text_width(self.look.font(TITLE_SIZE).toString(), self.title) if self.title else 0.0

    def paint(self, painter: QPainter) -> None:
        """Draw the number, the title and the sign of Return."""
        theme = self.look.theme
        box(painter, QRectF(0, 0, self._width(), TALL), theme.ink, corner=12)
        x = INSIDE + write(painter, INSIDE, 61, self.digits, self.look.font(SIZE, medium=True), theme.paper)
        if self.title:
            x += GAP + write(painter, x + GAP, 54, self.title, self.look.font(TITLE_SIZE), theme.rule)
        _paint_return(painter, x + GAP, TALL / 2, theme.paper)


def _paint_return(painter: QPainter, x: float, y: float, ink: str) -> None:
    """Draw the sign of the Return key: down, then left to an arrow's head."""
    stroke = QPen(colour(ink), 4)
    stroke.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    right = x + SIGN - 2
    painter.drawPolyline(QPolygonF([QPointF(right, y - 15), QPointF(right, y + 7), QPointF(x + 10, y + 7)]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawPolygon(QPolygonF([QPointF(x, y + 7), QPointF(x + 13, y - 2), QPointF(x + 13, y + 16)]))
