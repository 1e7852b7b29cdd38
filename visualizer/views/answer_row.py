"""What the net says at each step, one word a column: a bar for how likely it is, and a cross where it is wrong."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, Look, colour, pen, write
from visualizer.views.time_labels import letters_wide
from visualizer.views.turn import turn
from visualizer.views.verdict import wrong

WORD, LARGEST, LEAST = 34.0, 28.0, 12.0
"""Room for the words, and the sizes of their letters."""
CROSS = 7.0
SLOT = 20.0
"""From this pitch on, where an answer will stand is marked."""


class AnswerRow:
    """The first answer of each step, under its column."""

    def __init__(self, trace: Trace, answers: Array, axis: Axis, look: Look, place: QRectF) -> None:
        self.trace, self.axis, self.look, self.place = trace, axis, look, place
        said = np.nan_to_num(answers)
        self.best = said.argmax(axis=1)
        self.share = said.max(axis=1).clip(0, 1)
        self.silent = (self.best == 0) & (trace.loss_name == "ctc")
        """Where CTC says its blank: that is no answer."""
        self.first = turn(trace)
        self.asked = trace.scored > 0
        self.wrong = wrong(trace, answers)
        self.base = place.bottom() - WORD
        self.size = self._size()

    def _size(self) -> float:
        """How large the words can be; the letters of CTC have the blanks beside them for room."""
        words = {self.trace.symbols[best] for best in self.best[self.first :][~self.silent[self.first :]]}
        wide = max(map(letters_wide, words), default=1.0)
        beside = 2.0 if self.trace.loss_name == "ctc" else 1.0
        return min(LARGEST, beside * 0.94 * self.axis.pitch / wide)

    def paint_still(self, painter: QPainter) -> None:
        """Paint what the row is called."""
        x, y = self.axis.left - 19, self.place.bottom() - 10
        write(painter, x, y, self.look.word("回答", "answer"), self.look.font(20), self.look.theme.ink2, RIGHT)

    def paint(self, painter: QPainter, known: int) -> None:
        """Paint the answers of the steps that are computed."""
        theme, axis = self.look.theme, self.axis
        wide, full = max(2.0, 0.7 * axis.pitch), self.base - self.place.top()
        self._paint_slots(painter, known)
        for t in range(self.first, known):
            ink = theme.ink if self.asked[t] and not self.wrong[t] else theme.ink3
            tall = 0.0 if self.silent[t] else full * float(self.share[t])
            painter.fillRect(QRectF(axis.x(t) - wide / 2, self.base - tall, wide, tall), colour(ink))
            if self.silent[t]:
                painter.fillRect(QRectF(axis.x(t) - 1.5, self.base - 3, 3, 3), colour(theme.ink3))
            else:
                self._paint_word(painter, t)

    def _paint_slots(self, painter: QPainter, known: int) -> None:
        """Mark where answers will stand: at the steps that are asked, or from its turn on where nothing is scored."""
        if self.axis.pitch < SLOT or self.trace.loss_name == "ctc":
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashes = pen(self.look.theme.ink3, 1.5)
        dashes.setDashPattern([4.0, 3.0])
        painter.setPen(dashes)
        half = min(60.0, 0.44 * self.axis.pitch)
        for t in range(max(known, self.first), self.trace.T):
            if self.asked[t] or not self.asked.any():
                slot = QRectF(self.axis.x(t) - half, self.base + 4, 2 * half, WORD - 4)
                painter.drawRoundedRect(slot, 5, 5)

    def _paint_word(self, painter: QPainter, t: int) -> None:
        theme, x = self.look.theme, self.axis.x(t)
        if self.size >= LEAST:
            ink = theme.ink if self.asked[t] else theme.ink2
            font = self.look.font(self.size, medium=bool(self.asked[t] and not self.wrong[t]))
            write(painter, x, self.place.bottom() - 8, self.trace.symbols[self.best[t]], font, ink, CENTRE)
        if self.wrong[t]:
            side = min(CROSS, 0.35 * self.axis.pitch)
            y = self.base - (self.base - self.place.top()) * float(self.share[t]) - side - 4
            y = max(self.place.top() + side, y)
            painter.setPen(pen(theme.ink, 3.0))
            painter.drawLine(QPointF(x - side, y - side), QPointF(x + side, y + side))
            painter.drawLine(QPointF(x - side, y + side), QPointF(x + side, y - side))
