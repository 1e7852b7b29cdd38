"""The three round buttons of the bar, their signs drawn as shapes: step back, play or pause or train, step on."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from visualizer.paint import Look, colour
from visualizer.painted import painter_for

HALO = 7.0
"""Room around the disc for the ring that shows how far the training is."""


class Sign(Enum):
    """What a button shows."""

    BACK = auto()
    ON = auto()
    PLAY = auto()
    PAUSE = auto()
    TRAIN = auto()


class RoundButton(QAbstractButton):
    """A disc with a sign; a big one is filled with ink."""

    def __init__(self, sign: Sign, radius: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.look, self.unit = Look(), 1.0
        self.sign, self.radius, self.share = sign, radius, 0.0

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        self.look, self.unit = look, unit
        self.update()

    def show_sign(self, sign: Sign, share: float = 0.0) -> None:
        """Take what to show; while training, also the share of the updates that are done."""
        if (sign, share) != (self.sign, self.share):
            self.sign, self.share = sign, share
            self.update()

    @property
    def filled(self) -> bool:
        """Whether the disc is ink and its sign paper."""
        return self.sign not in {Sign.BACK, Sign.ON}

    def hitButton(self, point: QPointF) -> bool:  # type: ignore[override]  # Qt gives a QPoint; both count the same
        """Take only clicks on the disc."""
        middle = self.rect().center()
        return bool((point.x() - middle.x()) ** 2 + (point.y() - middle.y()) ** 2 <= (self.radius * self.unit) ** 2)

    def begin(self) -> QPainter:
        """Draw the disc; gives the painter, its origin in the middle, for the sign."""
        painter = painter_for(self, self.unit)
        painter.translate(self.radius + HALO, self.radius + HALO)
        self._paint_disc(painter)
        return painter

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and its sign."""
        del event
        painter = self.begin()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.look.theme.paper if self.filled else self.look.theme.ink))
        _paint_sign(painter, self.sign, self.radius)
        if self.sign is Sign.TRAIN:
            self._paint_ring(painter)
        painter.end()

    def _paint_disc(self, painter: QPainter) -> None:
        theme = self.look.theme
        lit = self.isDown() or self.underMouse()
        if self.filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.ink2 if self.isDown() else theme.ink))
        else:
            painter.setPen(QPen(colour(theme.ink if lit else theme.ink3), 2))
            painter.setBrush(colour(theme.rule if self.isDown() else theme.paper))
        painter.drawEllipse(QPointF(0, 0), self.radius, self.radius)

    def _paint_ring(self, painter: QPainter) -> None:
        """Draw how far the training is, clockwise from the top."""
        radius = self.radius + HALO - 2.5
        ring = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self.look.theme.rule), 4))
        painter.drawEllipse(ring)
        painter.setPen(QPen(colour(self.look.theme.ink), 4, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(min(1.0, self.share) * 360 * 16))


def _paint_sign(painter: QPainter, sign: Sign, radius: float) -> None:
    """Draw a sign around the middle, as high as 0.7 of the radius."""
    tall = 0.7 * radius if sign in {Sign.PLAY, Sign.PAUSE, Sign.TRAIN} else 0.677 * radius
    if sign is Sign.PAUSE:
        for x in (-0.241, 0.062):
            painter.drawRect(QRectF(x * radius, -tall / 2, 0.179 * radius, tall))
    elif sign is Sign.PLAY:
        _triangle(painter, -0.26 * radius, 0.42 * radius, tall / 2 * 1.12)
    elif sign is Sign.TRAIN:
        _triangle(painter, -0.42 * radius, 0.02 * radius, tall / 2)
        _triangle(painter, 0.02 * radius, 0.46 * radius, tall / 2)
    else:
        side = 1 if sign is Sign.ON else -1
        _triangle(painter, -0.3 * side * radius, 0.19 * side * radius, tall / 2)
        painter.drawRect(QRectF(min(0.212 * side, 0.313 * side) * radius, -tall / 2, 0.101 * radius, tall))


def _triangle(painter: QPainter, base: float, tip: float, half: float) -> None:
    painter.drawPolygon(QPolygonF([QPointF(base, -half), QPointF(tip, 0), QPointF(base, half)]))
