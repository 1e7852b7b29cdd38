"""The bar below: the seven buttons, the beats over the updates, the speed, and where the training is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.beats import Cursor
from visualizer.debugger.floor import EDGE, INSPECTOR, SOURCE
from visualizer.debugger.moves import Moves
from visualizer.paint import RIGHT, Look, number, rule, text_width, write
from visualizer.painted import Painted
from visualizer.round_button import Sign
from visualizer.scrubber import Scrubber
from visualizer.speed_slider import SpeedSlider
from visualizer.update_scrubber import MARGIN as CURVE_MARGIN
from visualizer.update_scrubber import UpdateScrubber

BELOW = 107.0


@dataclass(frozen=True, slots=True, eq=False)
class Play:
    """What the bar shows of the play."""

    cursor: Cursor | None
    pace: str
    step: int
    updates: int
    losses: Array
    loss: float | None
    playing: bool
    training: bool
    speed: float


class DeskBar(Painted):
    """Shows where the play is; says what was asked of it."""

    asked = Signal(str)
    """An action, by its name in the table."""
    sought = Signal(int)
    update_sought = Signal(int)
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moves, self.beats, self.updates = Moves(self), Scrubber(self), UpdateScrubber(self)
        self.slider = SpeedSlider(self)
        self.words = ("", "")
        self._trained = (-1, -1, 0, False)
        self.moves.asked.connect(self.asked)
        self.beats.sought.connect(self.sought)
        self.updates.sought.connect(self.update_sought)
        self.slider.sought.connect(self.speed_changed)

    def show_play(self, play: Play) -> None:
        """Take the state of the play."""
        self.beats.show_cursor(play.cursor, play.pace)
        trained = play.step, play.updates, id(play.losses), play.training
        if trained != self._trained:
            self._trained = trained
            self.updates.show_training(play.step, play.updates, play.losses, training=play.training)
        self.slider.show_speed(play.speed)
        sign = Sign.TRAIN if play.training else Sign.PAUSE if play.playing else Sign.PLAY
        self.moves.play.show_sign(sign, play.step / max(1, play.updates) if play.training else 0.0)
        words = (f"{play.step} / {play.updates}", "" if play.loss is None else number(play.loss))
        if words != self.words:
            self.words = words
            self.update()

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        for part in (self.moves, self.beats, self.updates, self.slider):
            part.restyle(look, unit)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        right = self.room.width() - INSPECTOR - 60
        self._put(self.moves, QRectF(0, 8, SOURCE, 112))
        self._put(self.beats, QRectF(SOURCE + 40, 2, right - SOURCE - 40, 77))
        self._put(self.updates, QRectF(SOURCE + 40 - CURVE_MARGIN + 2, 78, right - SOURCE - 44 + 2 * CURVE_MARGIN, 62))
        self._put(self.slider, QRectF(self._left, 28, self.room.width() - EDGE - self._left, 44))

    @property
    def _left(self) -> float:
        return self.room.width() - INSPECTOR + 16

    def _put(self, part: QWidget, area: QRectF) -> None:
        scaled = QRectF(area.topLeft() * self.unit, area.size() * self.unit)
        part.setGeometry(QRect(scaled.topLeft().toPoint(), scaled.size().toSize()))

    def paint(self, painter: QPainter) -> None:
        """Draw the rule above, and update and loss in words."""
        theme, right = self.look.theme, self.room.width() - EDGE
        self.fill(painter, theme.paper)
        rule(painter, EDGE, 0.5, right, 0.5, theme.rule)
        font = self.look.font(19)
        step, loss = self.words
        if not step:
            return
        update = f"{self.look.word('更新', 'update')} {step}"
        said = f"{self.look.word('本串损失', 'loss of this string')} {loss}"
        if text_width(font.toString(), update + said) + 20 > right - self._left:
            said = f"{self.look.word('损失', 'loss')} {loss}"
        write(painter, self._left, BELOW, update, font, theme.ink2)
        write(painter, right, BELOW, said if loss else "", font, theme.ink, RIGHT)
