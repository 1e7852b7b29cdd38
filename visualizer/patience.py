"""What an empty stage says when the engine needs long: that it trains, and to which update; never a picture."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from visualizer.paint import CENTRE, Look, write
from visualizer.views.pending import pending_words

SOON = 700
"""Milliseconds in which most scenes are there; nothing is said before."""


class Patience(QObject):
    """Knows since when a canvas has been empty, and what for."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.over = False
        """Whether it takes so long that something is to be said."""
        self._step: int | None = None
        self._canvas = canvas
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._say)

    def begin(self, step: int | None) -> None:
        """Begin to wait for the net of an update, if it is known."""
        self.over, self._step = False, step
        self._timer.start()

    def end(self) -> None:
        """What was waited for is there, or will not come."""
        self.over = False
        self._timer.stop()

    def words(self, look: Look) -> str:
        """Say what the engine does meanwhile."""
        if not self._step:
            return pending_words(look)
        return look.word(f"正在训练到第 {self._step:,} 次更新……", f"training to update {self._step:,} …")

    def paint(self, painter: QPainter, room: QRect, look: Look, unit: float) -> None:
        """Write it into the middle, in design pixels."""
        x, y = room.width() / unit / 2, room.height() / unit / 2
        write(painter, x, y, self.words(look), look.font(34), look.theme.ink2, CENTRE)

    def _say(self) -> None:
        self.over = True
        self._canvas.update()
