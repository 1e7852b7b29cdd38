"""Draws what a long trace will show at its other end while nobody waits for it, so that the first jump back is quick.

Views keep pictures of what many columns share, and draw them when they first need them. Of thousands of time steps
that takes longer than a frame.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from engine.beats import Beats, Cursor

LONG = 500
"""From so many time steps on."""
PATIENCE = 250
"""Milliseconds after which no newer trace is expected."""


class Foresight(QObject):
    """Lets a canvas paint the end of a way back once, onto nothing, when it has been left alone for a moment."""

    def __init__(self, canvas: QWidget, paint: Callable[[QPainter, Cursor], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._paint = canvas, paint
        self._beats: Beats | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._look)

    @property
    def waiting(self) -> bool:
        """Whether something is still to be drawn ahead."""
        return self._timer.isActive()

    def expect(self, beats: Beats) -> None:
        """Take what will be gone through; what was expected before is not."""
        self._timer.stop()
        self._beats = beats
        if beats.T >= LONG:
            self._timer.start()

    def _look(self) -> None:
        """Paint the last beat where it is not seen."""
        if self._beats is None or not self._canvas.isVisible():
            return
        nothing = QPixmap(1, 1)
        nothing.setDevicePixelRatio(self._canvas.devicePixelRatioF())
        painter = QPainter(nothing)
        self._paint(painter, Cursor(self._beats, len(self._beats) - 1))
        painter.end()
        self._canvas.update()
