"""The debugger's seven buttons: three backward mirrored by three forward, and play between them."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from visualizer.paint import CENTRE, Look, colour, text_width, write
from visualizer.painted import Painted
from visualizer.round_button import RoundButton, Sign

RADIUS, PITCH, LEFT = 26.0, 61.0, 32.0
HALO = 7.0
"""As in RoundButton."""
MIDDLE, WORDS = 44.0, 98.0
CHEVRON, APART = 9.0, 10.0


@dataclass(frozen=True, slots=True)
class Move:
    """What a button does: the action's name, how many chevrons, which way, whether to a stop, its words."""

    action: str
    chevrons: int
    way: int
    stop: bool
    zh: str
    en: str


MOVES = (
    Move("run_back", 1, -1, True, "断点", "stop"), Move("desk_time_back", 2, -1, False, "时间步", "t"),
    Move("desk_line_back", 1, -1, False, "行", "line"), Move("play", 0, 0, False, "", ""),
    Move("desk_line_on", 1, 1, False, "行", "line"), Move("desk_time_on", 2, 1, False, "时间步", "t"),
    Move("run_on", 1, 1, True, "断点", "stop"),
)


class MoveButton(RoundButton):
    """A disc with chevrons, and a dot where it runs to a stop."""

    def __init__(self, move: Move, parent: QWidget) -> None:
        super().__init__(Sign.ON if move.way > 0 else Sign.BACK, RADIUS, parent)
        self.move_shown = move

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc as the others, and chevrons on it."""
        if not self.move_shown.way:
            super().paintEvent(event)
            return
        painter = self.begin()
        stroke = QPen(colour(self.look.theme.ink), 3)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._paint_chevrons(painter, stroke)
        painter.end()

    def _paint_chevrons(self, painter: QPainter, stroke: QPen) -> None:
        move = self.move_shown
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shift = -APART / 2 * (move.chevrons - 1) - (3 if move.stop else 0)
        for place in range(move.chevrons):
            tip = (CHEVRON / 2 + shift + place * APART) * move.way
            base = tip - CHEVRON * 0.85 * move.way
            painter.drawPolyline(QPolygonF([QPointF(base, -CHEVRON), QPointF(tip, 0), QPointF(base, CHEVRON)]))
        if move.stop:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.look.theme.ink))
            painter.drawEllipse(QPointF(10 * move.way, 0), 4, 4)


class Moves(Painted):
    """The row of buttons with their words; says which action was clicked."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = {move.action: MoveButton(move, self) for move in MOVES}
        self.play = self.buttons["play"]
        self.play.show_sign(Sign.PLAY)
        for action, button in self.buttons.items():
            button.clicked.connect(lambda *_, action=action: self.asked.emit(action))

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        for move in MOVES:
            button = self.buttons[move.action]
            button.restyle(look, unit)
            words = look.word(*NAMES[move.action])
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        super().resizeEvent(event)
        self._arrange()

    def middle(self, place: int) -> float:
        """The middle of a button."""
        return LEFT + RADIUS + place * PITCH

    def _arrange(self) -> None:
        reach = RADIUS + HALO
        for place, move in enumerate(MOVES):
            area = QRectF(self.middle(place) - reach, MIDDLE - reach, 2 * reach, 2 * reach)
            scaled = QRectF(area.topLeft() * self.unit, area.size() * self.unit)
            self.buttons[move.action].setGeometry(scaled.toRect())

    def paint(self, painter: QPainter) -> None:
        """Write the words under the buttons."""
        self.fill(painter, self.look.theme.paper)
        for place, move in enumerate(MOVES):
            text, size = self.look.word(move.zh, move.en), 17
            while size > 12 and text_width(self.look.font(size).toString(), text) > PITCH - 4:
                size -= 1
            write(painter, self.middle(place), WORDS, text, self.look.font(size), self.look.theme.ink2, CENTRE)


NAMES = {
    "run_back": ("倒退到上一个断点 (Shift+F5)", "back to the last breakpoint (Shift+F5)"),
    "desk_time_back": ("上一时间步 (Shift+F10)", "previous time step (Shift+F10)"),
    "desk_line_back": ("上一行 (Shift+F11)", "previous line (Shift+F11)"),
    "play": ("播放或暂停 (Space)", "play or pause (Space)"),
    "desk_line_on": ("下一行 (F11)", "next line (F11)"),
    "desk_time_on": ("下一时间步 (F10)", "next time step (F10)"),
    "run_on": ("运行到下一个断点 (F5)", "run to the next breakpoint (F5)"),
}
