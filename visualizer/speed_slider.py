"""How many beats a second, from a quarter to sixteen, on a log scale with stops that read well."""

from math import log2

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from visualizer.paint import RIGHT, colour, text_width, write
from visualizer.painted import Painted
from visualizer.timeline import SPEEDS

TRACK, BASELINE = 22.0, 29.0
KNOB, GAP = 10.0, 16.0


def share_of(speed: float) -> float:
    """Where on the track a speed stands, 0…1."""
    low, high = log2(SPEEDS[0]), log2(SPEEDS[-1])
    return (log2(min(max(speed, SPEEDS[0]), SPEEDS[-1])) - low) / (high - low)


def nearest_stop(share: float) -> float:
    """Which stop is nearest to a place on the track."""
    return min(SPEEDS, key=lambda stop: abs(share_of(stop) - share))


class SpeedSlider(Painted):
    """Shows the speed; says which one a click, a drag or the wheel asks for."""

    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.speed = 1.0

    def show_speed(self, speed: float) -> None:
        """Take the speed in beats a second."""
        if speed != self.speed:
            self.speed = speed
            self.update()

    @property
    def words(self) -> tuple[str, str]:
        """What stands left and right of the track."""
        value = f"{self.speed:.3g}"
        beats = "beat" if self.speed == 1 else "beats"
        return self.look.word("速度", "speed"), self.look.word(f"{value} 拍/秒", f"{value} {beats}/s")

    @property
    def track(self) -> tuple[float, float]:
        """The ends of the track; they leave room for the widest words, so that it stands still."""
        key = self.look.font(20).toString()
        widest = self.look.word("0.25 拍/秒", "0.25 beats/s")
        return (text_width(key, self.words[0]) + GAP + KNOB,
                self.room.width() - text_width(key, widest) - GAP - KNOB)

    def place(self, speed: float) -> float:
        """Where a speed stands."""
        left, right = self.track
        return left + (right - left) * share_of(speed)

    def paint(self, painter: QPainter) -> None:
        """Draw the words, the track and the knob."""
        theme, font = self.look.theme, self.look.font(20)
        write(painter, 0, BASELINE, self.words[0], font, theme.ink2)
        write(painter, self.room.width(), BASELINE, self.words[1], font, theme.ink, RIGHT)
        left, right = self.track
        stroke = QPen(colour(theme.rule), 4)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(stroke)
        painter.drawLine(QPointF(left, TRACK), QPointF(right, TRACK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.ink))
        painter.drawEllipse(QPointF(self.place(self.speed), TRACK), KNOB, KNOB)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the speed under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(self.point(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask for each speed that the knob is dragged over."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(self.point(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for the next stop up or down."""
        turned = event.angleDelta().y()
        stop = SPEEDS.index(nearest_stop(share_of(self.speed))) + (turned > 0) - (turned < 0)
        self._ask(SPEEDS[min(max(stop, 0), len(SPEEDS) - 1)])

    def _seek(self, point: QPointF) -> None:
        left, right = self.track
        self._ask(nearest_stop((point.x() - left) / max(1.0, right - left)))

    def _ask(self, speed: float) -> None:
        if speed != self.speed:
            self.sought.emit(speed)
