"""The bar at the bottom: play and step, the beats of this training step over the losses of all, the speed.

It keeps no facts but those it was last shown, and only says what was asked for.
"""

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.beats import Cursor
from visualizer.paint import RIGHT, Look, number, rule, text_width, write
from visualizer.painted import Painted
from visualizer.round_button import HALO, RoundButton, Sign
from visualizer.scrubber import MARGIN as CELLS_MARGIN
from visualizer.scrubber import Scrubber
from visualizer.speed_slider import SpeedSlider
from visualizer.update_scrubber import MARGIN as CURVE_MARGIN
from visualizer.update_scrubber import UpdateScrubber

MARGIN = 60.0
LEFT, RIGHT_SIDE = 340.0, 372.0
GUTTER = 36.0
MIDDLE, BELOW = 76.0, 121.0


class Transport(Painted):
    """Shows the state of the play; says what a click or a drag asks for."""

    sought = Signal(int)
    update_sought = Signal(int)
    play_toggled = Signal()
    stepped = Signal(int)
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = RoundButton(Sign.BACK, 26, self)
        self.play = RoundButton(Sign.PLAY, 36, self)
        self.on = RoundButton(Sign.ON, 26, self)
        self.beats = Scrubber(self)
        self.updates = UpdateScrubber(self)
        self.speed = SpeedSlider(self)
        self.words = ("", "")
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.play.clicked.connect(self.play_toggled)
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.beats.sought.connect(self.sought)
        self.updates.sought.connect(self.update_sought)
        self.speed.sought.connect(self.speed_changed)
        self._name_buttons()

    def show_state(  # noqa: PLR0913, PLR0917  one moment of the play is these nine facts
        self, cursor: Cursor | None, step: int, updates: int, losses: Array, loss: float | None, playing: bool,
        speed: float, pace: str, training: bool,
    ) -> None:
        """Take everything the bar shows."""
        self.beats.show_cursor(cursor, pace)
        self.updates.show_training(step, updates, losses, training=training)
        self.speed.show_speed(speed)
        sign = Sign.TRAIN if training else Sign.PAUSE if playing else Sign.PLAY
        self.play.show_sign(sign, step / max(1, updates) if training else 0.0)
        words = self._update_words(step, updates), self._loss_words(loss)
        if words != self.words:
            self.words = words
            self.update()

    def _update_words(self, step: int, updates: int) -> str:
        return f"{step} / {updates}" if updates else ""

    def _loss_words(self, loss: float | None) -> str:
        return "" if loss is None else number(loss)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        for part in (self.back, self.play, self.on, self.beats, self.updates, self.speed):
            part.restyle(look, unit)
        self._name_buttons()
        self._arrange()

    def _name_buttons(self) -> None:
        for button, zh, en in ((self.back, "退一步", "step back"), (self.play, "播放或暂停", "play or pause"),
                               (self.on, "进一步", "step on")):
            button.setAccessibleName(self.look.word(zh, en))
            button.setToolTip(self.look.word(zh, en))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for button, x in ((self.back, 86.0), (self.play, 168.0), (self.on, 250.0)):
            reach = button.radius + HALO
            self._place(button, QRectF(x - reach, MIDDLE - reach, 2 * reach, 2 * reach))
        left, right = LEFT, self._words_left - GUTTER
        cells = QRectF(left + 2 - CELLS_MARGIN, 0.0, right - left - 4 + 2 * CELLS_MARGIN, 77.0)
        self._place(self.beats, cells)
        self._place(self.updates, QRectF(left - CURVE_MARGIN, 78, right - left + 2 * CURVE_MARGIN, 62))
        self._place(self.speed, QRectF(self._words_left, 36, RIGHT_SIDE, 44))

    @property
    def _words_left(self) -> float:
        return self.room.width() - MARGIN - RIGHT_SIDE

    def _place(self, part: QWidget, area: QRectF) -> None:
        scaled = QRectF(area.topLeft() * self.unit, area.size() * self.unit)
        part.setGeometry(QRect(scaled.topLeft().toPoint(), scaled.size().toSize()))

    def paint(self, painter: QPainter) -> None:
        """Draw the rule above, and under the speed the update and the loss in words."""
        theme = self.look.theme
        self.fill(painter, theme.paper)
        right = self.room.width() - MARGIN
        rule(painter, MARGIN, 0.5, right, 0.5, theme.rule)
        font = self.look.font(20)
        update, loss = self._fitting_words(font.toString())
        write(painter, self._words_left, BELOW, update, font, theme.ink2)
        write(painter, right, BELOW, loss, font, theme.ink, RIGHT)

    def _fitting_words(self, font_key: str) -> tuple[str, str]:
        """Say it in full where there is room, else in fewer words."""
        update, loss = self.words
        full = update and f"{self.look.word('更新', 'update')} {update}"
        both = loss and f"{self.look.word('本串损失', 'this string')} {loss}"
        short = loss and f"{self.look.word('损失', 'loss')} {loss}"
        for pair in ((full, both), (full, short), (update, short)):
            if text_width(font_key, pair[0]) + text_width(font_key, pair[1]) + 24 <= RIGHT_SIDE:
                return pair
        return update, loss
