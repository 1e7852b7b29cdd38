"""A black screen, so that the room looks at the lecturer; any key or click draws it aside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from visualizer.overlay import ALONE, Cover


class Curtain(Cover):
    """Covers the window in black."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paint(self, painter: QPainter) -> None:
        """Draw nothing but black."""
        painter.fillRect(0, 0, round(self.room.width()) + 1, round(self.room.height()) + 1, Qt.GlobalColor.black)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away at any key; the key does nothing else."""
        if Qt.Key(event.key()) not in ALONE:
            self.hide()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away at a click."""
        event.accept()
        self.hide()
