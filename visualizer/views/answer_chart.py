"""What may come next, as the net sees it: a bar for each symbol, always in the same place, so it is seen to jump."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from engine.arrays import Array
from engine.trace import Trace
from visualizer.paint import CENTRE, LEFT, RIGHT, Look, colour, number, rule, write
from visualizer.views.time_labels import letters_wide

TITLE, FEET = 30.0, 42.0
"""Room over the bars and under them."""
ON, NUMBER = 7.0, 18.0
"""How far a number stands over its bar, and how tall it is."""
READABLE, FILLED = 16.0, 0.92
"""The least size of words, and what part of their room they fill; single letters may be smaller."""
LETTER = 0.7
"""What is narrower, in units of its size, is a single letter."""


def chosen(trace: Trace, answers: Array, most: int) -> npt.NDArray[np.intp]:
    """Which symbols have a bar: all if they fit, else those that are right or likely at any step, in their order."""
    if len(trace.symbols) <= most or max(map(letters_wide, trace.symbols)) < LETTER:
        return np.arange(len(trace.symbols))
    worth = np.nan_to_num(answers).max(axis=0) + trace.targets.max(axis=0)
    return np.sort(np.argsort(-worth, kind="stable")[: max(1, most)])


class AnswerChart:
    """Bars of the probabilities after one time step, the right ones in ink."""

    def __init__(self, trace: Trace, answers: Array, look: Look, place: QRectF) -> None:
        self.trace, self.answers, self.look, self.place = trace, answers, look, place
        self.base, self.full = place.bottom() - FEET, place.top() + TITLE
        self.wide = max(map(letters_wide, trace.symbols), default=1.0)
        self.kept = chosen(trace, answers, int(place.width() / (self.wide * READABLE / FILLED)))
        self.each = min(110.0, place.width() / max(1, len(self.kept)))
        self.left = place.left()

    def paint(self, painter: QPainter, t: int, part: float) -> None:
        """Paint the bars after step t, on their way from those of the step before."""
        theme, right = self.look.theme, self.left + self.each * len(self.kept)
        painter.fillRect(self.place, colour(theme.paper))  # its columns are symbols: the light of now is not for them
        for share in (0.0, 1.0):
            y = self.base - share * (self.base - self.full) + 0.5
            rule(painter, self.left, y, right, y, theme.rule)
            write(painter, self.left - 12, y + 6, str(round(share)), self.look.font(18), theme.ink2, RIGHT)
        write(painter, self.left, self.place.top() + 16, self._title(t), self.look.font(22), theme.ink2, LEFT)
        before = self.answers[t - 1] if t else np.zeros_like(self.answers[t])
        shares = before + (self.answers[t] - before) * part
        for place, symbol in enumerate(self.kept):
            right = bool(self.trace.targets[t, symbol] > 0)
            self._paint_bar(painter, place, self.trace.symbols[symbol], float(shares[symbol]), right)
        now = self.answers[t, self.kept]
        best = int(np.nanargmax(np.nan_to_num(now)))
        self._paint_number(painter, best, float(now[best]), part)

    def _title(self, t: int) -> str:
        """Say after what; what is a picture is not named."""
        sight, token = self.trace.sight, self.trace.tokens[t]
        if sight is not None and not (sight.once and t):
            return self.look.word(f"看完第 {t + 1} 步之后", f"after step {t + 1}")
        return self.look.word(f"读到第 {t + 1} 步的 {token} 之后", f"after {token} at step {t + 1}")

    def _paint_bar(self, painter: QPainter, place: int, word: str, share: float, right: bool) -> None:
        theme, x = self.look.theme, self.left + self.each * place
        tall = (self.base - self.full) * (min(1.0, share) if np.isfinite(share) else 0.0)
        bar = QRectF(x + self.each * 0.14, self.base - tall, self.each * 0.72, tall)
        painter.fillRect(bar, colour(theme.ink if right else theme.ink3))
        middle = x + self.each / 2
        size = min(26.0, self.each * 1.25, max(READABLE, self.each * FILLED / self.wide))
        font = self.look.font(max(9.0, size), medium=right)
        ink = theme.ink if right else theme.ink2
        write(painter, middle, self.base + 24, word, font, ink, CENTRE)
        if right:
            side, tip = min(6.0, self.each * 0.45), self.base + 30
            corners = [QPointF(middle, tip), QPointF(middle - side, tip + 9), QPointF(middle + side, tip + 9)]
            painter.setBrush(colour(theme.ink))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_number(self, painter: QPainter, place: int, share: float, part: float) -> None:
        """Write the largest probability on its bar; on one that reaches the title, at its right, where all are low."""
        if part < 1:
            return
        font, ink = self.look.font(22, medium=True), self.look.theme.ink
        top = self.base - (self.base - self.full) * min(1.0, float(np.nan_to_num(share)))
        x = self.left + self.each * place
        if top - ON >= self.full + NUMBER:
            write(painter, x + self.each / 2, top - ON, number(share), font, ink, CENTRE)
        else:
            write(painter, x + self.each + 2, max(self.full, top) + NUMBER, number(share), font, ink)
