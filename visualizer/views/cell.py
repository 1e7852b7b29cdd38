"""Inside the cell at one time step, for the unit in focus: a conveyor belt for the LSTM, a diagram for any table."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor
from visualizer.views.belt import PARTS, Belt
from visualizer.views.diagram import Diagram
from visualizer.views.lines_strip import LinesStrip
from visualizer.views.quantity import moment, shown_t
from visualizer.views.view import View
from visualizer.views.where import Where

STRIP, STRIP_GAP = 38.0, 12.0
LIFTS = ((40.0, 60.0, 44.0), (100.0, 110.0, 44.0), (150.0, 170.0, 92.0), (215.0, 225.0, 44.0))
"""Above a view at the top of the stage there is free room: area's top from … to, and how far up one may go."""
HEADER = 50.0


class CellView(View):
    """Paints the cell, the lines of the step below, and where we are above."""

    def prepare(self) -> None:
        """Divide the area and lay out the picture."""
        area = self.area
        strip = QRectF(area.left(), area.bottom() - STRIP, area.width(), STRIP)
        self.strip = LinesStrip(tuple(line.name for line in self.trace.lines), strip, self.look)
        lift = next((up for low, high, up in LIFTS if low <= area.top() <= high), 0.0)
        scale = max(0.6, min(1.0, area.width() / 1500))
        head = 0.0 if lift else HEADER * scale
        room = area.adjusted(0, head, 0, -STRIP - STRIP_GAP)
        unit = min(self.subject.unit, self.trace.value["h"].shape[1] - 1)
        made = {line.name for line in self.trace.cell.lines}
        kind = Belt if made == PARTS else Diagram
        self.picture: Belt | Diagram = kind(self.trace, unit, room, self.look)
        self.unit = unit
        self._prepare_where(lift, scale)

    def _prepare_where(self, lift: float, scale: float) -> None:
        area = self.area
        room = area.width() * (0.42 if lift < 90 else 0.5)
        corner = QPointF(area.right() - 20 * scale, area.top() - lift)
        self.where = Where(self.trace, self.look, corner, room, scale, under=lift > 90)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the step of the moment."""
        t = shown_t(cursor)
        self.picture.paint(painter, cursor, t)
        self.strip.paint(painter, cursor, t)
        words = self.look.word(f"第 {t + 1} 步，第 {self.unit + 1} 号单元", f"step {t + 1}, unit {self.unit + 1}")
        self.where.paint(painter, t, words, lit=cursor.t is not None)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The beat of the line that was clicked, at the step shown."""
        name = self.strip.at(point) or self.picture.at(point)
        return moment(cursor, shown_t(cursor), name) if name else None
