"""Inside the cell at one time step, for the unit in focus: a conveyor belt for the LSTM, a diagram for any table."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor
from engine.cells import LSTM
from visualizer.views.belt import Belt
from visualizer.views.diagram import Diagram
from visualizer.views.lines_strip import LinesStrip
from visualizer.views.quantity import moment, shown_t
from visualizer.views.view import View
from visualizer.views.where import Where

STRIP, STRIP_GAP = 38.0, 12.0
HEADER, WHOLE_HEADER = 50.0, 90.0
"""The row of tokens; with the words under it."""


class CellView(View):
    """Paints the cell, the lines of the step below, and where we are above."""

    def prepare(self) -> None:
        """Divide the area and lay out the picture."""
        area = self.area
        strip = QRectF(area.left(), area.bottom() - STRIP, area.width(), STRIP)
        names = tuple(line.name for line in self.trace.lines)
        self.strip = LinesStrip(names, strip, self.look) if self.subject.strip else None
        scale = max(0.6, min(1.0, area.width() / 1500))
        head = max(0.0, HEADER * scale - self.spill.up)
        room = area.adjusted(0, head, 0, -STRIP - STRIP_GAP if self.strip else 0)
        unit = min(self.subject.unit, self.trace.value["h"].shape[1] - 1)
        kind = Belt if self.trace.cell.lines == LSTM.lines else Diagram
        self.unit = unit
        self.picture: Belt | Diagram = kind(self.trace, unit, room, self.spill, self.look)
        self._prepare_where(scale)

    def _prepare_where(self, scale: float) -> None:
        whole = self.spill.up >= WHOLE_HEADER
        corner = QPointF(self.right, self.area.top() - self.spill.up)
        room = self.area.width() * (0.5 if whole else 0.42)
        self.where = Where(self.trace, self.look, corner, room, scale, under=whole)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the step of the moment."""
        t = shown_t(cursor)
        self.picture.paint(painter, cursor, t)
        if self.strip:
            self.strip.paint(painter, cursor, t)
        words = self.look.word(f"第 {t + 1} 步，第 {self.unit + 1} 号单元", f"step {t + 1}, unit {self.unit + 1}")
        self.where.paint(painter, t, words, lit=cursor.t is not None)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The beat of the line that was clicked, at the step shown."""
        name = (self.strip.at(point) if self.strip else None) or self.picture.at(point)
        return moment(cursor, shown_t(cursor), name) if name else None
