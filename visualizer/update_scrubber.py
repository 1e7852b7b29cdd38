"""The losses of all updates as the way through the training: ink is done, a pin is now; drag it to another update."""

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.arrays import Array, xp
from visualizer.loss_curve import LossCurve, loss_curve
from visualizer.paint import CENTRE, Look, box, colour, pen, rule, text_width, write
from visualizer.painted import Painted, paint_between, sheet_for
from visualizer.theme import LIGHT

MARGIN = 14.0
PIN, TOP, BASE = 4.0, 12.0, 50.5
HEIGHT = 62.0
COLUMN = 4.0
LITTLE = 6.0
"""Pixels that the curve may be behind the pin while it grows, before it is drawn again."""


class UpdateScrubber(Painted):
    """Shows how far the training is; says which update a click or the end of a drag asks for."""

    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.step, self.updates = 0, 0
        self.losses: Array = xp.zeros(0)
        self.ghost: int | None = None
        self._curve: LossCurve | None = None
        self._pictures: dict[str, QPixmap] = {}

    def show_training(self, step: int, updates: int, losses: Array, *, training: bool = False) -> None:
        """Take the updates done, those planned, the loss of each; while it trains, the curve may be a little behind."""
        grown = len(losses) - self._drawn_size
        little = max(len(losses), step) <= self.span and grown * self.width_of_plan < LITTLE * self.span
        same = losses is self.losses and (training or grown <= 0)
        if updates != self.updates or not (same or (training and grown > 0 and little and step > self.step)):
            self._forget()
        self.step, self.updates, self.losses, self._size = step, updates, losses, len(losses)
        self.update()

    _size = _drawn_size = 0

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the curve anew."""
        super().resizeEvent(event)
        self._forget()

    def _forget(self) -> None:
        self._curve = None
        self._pictures = {}

    @property
    def span(self) -> int:
        """How many updates the width stands for: those planned; beyond the plan a quarter more, and again."""
        span = max(1, self.updates)
        while span < max(self._size, self.step):
            span += max(1, span // 4)
        return span

    @property
    def width_of_plan(self) -> float:
        """The width from the first update to the last."""
        return max(1.0, self.room.width() - 2 * MARGIN)

    def place(self, step: int) -> float:
        """Where an update stands."""
        return MARGIN + self.width_of_plan * step / self.span

    def step_at(self, x: float) -> int:
        """Which update stands at an x, or nearest to it."""
        return round(min(1.0, max(0.0, (x - MARGIN) / self.width_of_plan)) * self.span)

    def paint(self, painter: QPainter) -> None:
        """Draw the plan as a line, the curve up to now and beyond, the pin, and where a drag would lead."""
        rule(painter, MARGIN, BASE, MARGIN + self.width_of_plan, BASE, self.look.theme.rule)
        if self.span == 1 and self.updates == 0:
            return
        x = self.place(self.step)
        paint_between(painter, self._kept("done"), 0, x)
        if self._size > self.step:
            paint_between(painter, self._kept("coming"), x, self.room.width())
        self._paint_pin(painter, x)
        if self.ghost is not None:
            self._paint_ghost(painter, self.ghost)

    def _paint_pin(self, painter: QPainter, x: float) -> None:
        rule(painter, x, PIN, x, BASE, self.look.theme.ink, 2)
        painter.setPen(pen(LIGHT.ink, 2))
        painter.setBrush(colour(self.look.theme.now))
        painter.drawEllipse(QPointF(x, self._y(self.step)), 8, 8)

    def _paint_ghost(self, painter: QPainter, step: int) -> None:
        """Draw a hollow pin with the number of the update it stands at."""
        theme, x = self.look.theme, self.place(step)
        painter.setPen(pen(theme.ink2, 2, dashed=True))
        painter.drawLine(QPointF(x, PIN), QPointF(x, BASE))
        painter.setPen(pen(theme.ink2, 2))
        painter.setBrush(colour(theme.paper))
        painter.drawEllipse(QPointF(x, self._y(step)), 8, 8)
        font, text = self.look.font(20), str(step)
        wide = text_width(font.toString(), text) + 16
        left = x + 14 if x + 14 + wide < self.room.width() else x - 14 - wide
        box(painter, QRectF(left, 2, wide, 30), theme.ink, corner=6)
        write(painter, left + wide / 2, 24, text, font, theme.paper, CENTRE)

    def _y(self, step: int) -> float:
        return BASE - (BASE - TOP) * self.curve.height(step / self.span)

    @property
    def curve(self) -> LossCurve:
        """The losses, thinned to the width."""
        if self._curve is None:
            self._curve = loss_curve(self.losses, self.span, int(self.width_of_plan / COLUMN))
        return self._curve

    def _kept(self, part: str) -> QPixmap:
        """Keep the whole curve as it looks when it is done, and when it is still to come."""
        if part not in self._pictures:
            theme = self.look.theme
            inks = {"done": (theme.ink2, theme.rule, 3), "coming": (theme.rule, theme.wash, 2)}
            self._pictures[part] = self._drawn(*inks[part])
        return self._pictures[part]

    def _drawn(self, ink: str, band: str, width: float) -> QPixmap:
        """Draw the whole curve once: the spread of each column behind its mean."""
        self._drawn_size = self._size
        picture, painter = sheet_for(self, self.unit, QSizeF(self.room.width(), HEIGHT))
        curve = self.curve
        x = MARGIN + self.width_of_plan * curve.x
        mean, low, high = (BASE - (BASE - TOP) * part for part in (curve.mean, curve.low, curve.high))
        points = [QPointF(*pair) for pair in zip(x.tolist(), mean.tolist(), strict=True)]
        if self._size > len(points):
            edge = zip([*x, *x[::-1]], [*high, *low[::-1]], strict=True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(band))
            painter.drawPolygon(QPolygonF([QPointF(*pair) for pair in edge]))
        stroke = QPen(colour(ink), width)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(stroke)
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])  # Qt strokes one jagged line far slower
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin with a ghost under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.updates > 0:
            self._haunt(self.step_at(self.point(event).x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the ghost along."""
        if self.ghost is not None:
            self._haunt(self.step_at(self.point(event).x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the update where the ghost stands."""
        if self.ghost is not None and event.button() == Qt.MouseButton.LeftButton:
            step = self.ghost
            self._haunt(None)
            self.sought.emit(step)

    def _haunt(self, step: int | None) -> None:
        self.ghost = step
        self.update()
