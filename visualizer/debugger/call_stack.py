"""Call depth as the activation stack: a slab for each frame, the top one yellow; a click goes to its time step."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.beats import Cursor
from visualizer.paint import RIGHT, box, colour, write
from visualizer.painted import Painted

LEFT, EDGE = 32.0, 444.0
BASE, TOP, TALL = 20.0, 30.0, 16.0
THIN = 3.0


class CallStack(Painted):
    """One row of slabs: filled while pushed, an outline where not."""

    picked = Signal(int)
    """A time step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cursor_shown: Cursor | None = None

    def seek(self, cursor: Cursor | None) -> None:
        """Take a moment."""
        self.cursor_shown = cursor
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the depth in words and as slabs."""
        theme = self.look.theme
        self.fill(painter, theme.paper)
        if self.cursor_shown is None:
            return
        depth, T = self.cursor_shown.depth, self.cursor_shown.beats.T
        small, word = self.look.font(17), self.look.word
        write(painter, LEFT, BASE, word("调用深度：激活栈", "call depth: the activation stack"), small, theme.ink2)
        write(painter, EDGE, BASE, f"{depth} / {T}", self.look.font(17, medium=True), theme.ink, RIGHT)
        pitch = (EDGE - LEFT) / T
        if pitch < THIN:
            box(painter, QRectF(LEFT, TOP, EDGE - LEFT, TALL), theme.wash)
            painter.fillRect(QRectF(LEFT, TOP, depth * pitch, TALL), colour(theme.ink3))
        for t in range(T if pitch >= THIN else 0):
            rect = QRectF(LEFT + t * pitch, TOP, max(1.5, pitch - 3), TALL)
            fill = theme.ink3 if t < depth else theme.wash
            box(painter, rect, fill, corner=2)
        if depth:
            x = LEFT + (depth - 1) * pitch
            box(painter, QRectF(x, TOP, max(3.0, pitch - 3), TALL), theme.now, corner=2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which step's frame was clicked."""
        if self.cursor_shown is not None:
            T = self.cursor_shown.beats.T
            t = int((self.point(event).x() - LEFT) / (EDGE - LEFT) * T)
            self.picked.emit(max(0, min(T - 1, t)))
