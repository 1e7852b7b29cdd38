"""The pictures in the middle of the debugger: a stage of one lane, breakpoints marked over its columns."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from visualizer.debugger.breakpoints import Breakpoints
from visualizer.layout import Axis
from visualizer.paint import colour
from visualizer.stage import Stage
from visualizer.views.view import Subject

DOT, LIFT, TOP = 5.0, 10.0, 26.0


class DeskStage(Stage):
    """A stage that shows the first of the runs; says also which moment a Shift-click marks."""

    marked = Signal(object)
    """(Beat): stop here, or no longer."""
    points: Breakpoints = frozenset()
    lit: frozenset[int] = frozenset()
    """Time steps whose numbers went into the number that is explained."""

    @property
    def top(self) -> float:
        """Where the pictures begin: the place is said above, so there is no title."""
        return TOP

    def show_subjects(self, subjects: tuple[Subject, ...], titles: tuple[str, ...] = ()) -> None:
        """Take the first of the new traces: a debugger looks at one run."""
        del titles
        super().show_subjects(subjects[:1], ())

    def show_points(self, points: Breakpoints) -> None:
        """Take the breakpoints."""
        self.points = points
        self.update()

    def show_lit(self, steps: frozenset[int]) -> None:
        """Light the columns that a number came from."""
        if steps != self.lit:
            self.lit = steps
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark with Shift held, else go there."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            beat = self.beat_at(QPointF(event.position() / self.unit))
            if beat is not None:
                self.marked.emit(beat)
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stage, a dot over each column that has a breakpoint of its own, a mark over those that are lit."""
        super().paintEvent(event)
        axis = self.lanes[0].axis if self.lanes and self.subjects and self.cursor_shown is not None else None
        if axis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.unit, self.unit)
        self._paint_lit(painter, axis)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.look.theme.positive))
        for t in {point.t for point in self.points if point.t is not None and point.t < axis.T}:
            painter.drawEllipse(QPointF(axis.x(t), axis.top - LIFT), DOT, DOT)
        painter.end()

    def _paint_lit(self, painter: QPainter, axis: Axis) -> None:
        """Draw a bracket over and under each column that numbers came from, but for that of now."""
        now = self.cursor_shown.t if self.cursor_shown else None
        wide = max(axis.pitch - 4, 5.0)
        for t in self.lit:
            if t >= axis.T or (t == now and len(self.lit) == 1):
                continue
            x = axis.x(t) - wide / 2
            for y in (axis.top - 4, axis.bottom + 1):
                painter.fillRect(QRectF(x, y, wide, 3), colour(self.look.theme.ink))
