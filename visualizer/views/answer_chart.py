"""What may come next, as the net sees it: a bar for each symbol, always in the same place, so it is seen to jump."""

from math import floor

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from engine.arrays import Array
from engine.trace import Trace
from visualizer.paint import CENTRE, LEFT, RIGHT, Look, colour, number, rule, text_width, write
from visualizer.views.time_labels import letters_wide
from visualizer.views.turn import turn

PROMISED = 170.0
"""From this height on there is room to say what will stand there."""
SMALL = 14.0
"""No words over the bars are smaller."""
LOW = 0.3
"""Bars below this leave room for words over them."""
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
        self._paint_paper(painter, self._title(t))
        before = self.answers[t - 1] if t else np.zeros_like(self.answers[t])
        shares = before + (self.answers[t] - before) * part
        for place, symbol in enumerate(self.kept):
            right = bool(self.trace.targets[t, symbol] > 0)
            self._paint_bar(painter, place, self.trace.symbols[symbol], float(shares[symbol]), right)
        now = self.answers[t, self.kept]
        best = int(np.nanargmax(np.nan_to_num(now)))
        self._paint_alike(painter, float(np.nan_to_num(self.answers[t]).max()))
        self._paint_number(painter, best, float(now[best]), part)

    def _paint_paper(self, painter: QPainter, title: str) -> None:
        """Paint what does not move."""
        theme, right = self.look.theme, self.left + self.each * len(self.kept)
        painter.fillRect(self.place, colour(theme.paper))  # its columns are symbols: the light of now is not for them
        for share in (0.0, 1.0):
            y = self.base - share * (self.base - self.full) + 0.5
            rule(painter, self.left, y, right, y, theme.rule)
            write(painter, self.left - 12, y + 6, str(round(share)), self.look.font(18), theme.ink2, RIGHT)
        write(painter, self.left, self.place.top() + 16, title, self.look.font(22), theme.ink2, LEFT)

    def paint_silence(self, painter: QPainter) -> None:
        """Paint where bars will stand, and say that nothing has been said yet, and what will stand here."""
        theme = self.look.theme
        self._paint_paper(painter, "")
        for place, symbol in enumerate(self.kept):
            self._paint_foot(painter, place, self.trace.symbols[symbol], theme.ink3, right=False)
        tall = self.base - self.full
        lines = self.promise() if tall > PROMISED else ()
        y = (self.full + self.base) / 2 - 17 * len(lines) + 10
        said = self.look.word("还什么都没说", "Nothing has been said yet")
        self._paint_words(painter, y, said, min(44.0, 0.22 * tall))
        for place, line in enumerate(lines):
            self._paint_words(painter, y + 50 + 36 * place, line, 24.0)

    def _paint_words(self, painter: QPainter, y: float, words: str, size: float) -> None:
        """Write over the middle of the bars or, where these are few, from their left on, as large as there is room."""
        size = floor(size * min(1.0, 0.94 * self.place.width() / text_width(self.look.font(size).toString(), words)))
        if size >= SMALL:
            font = self.look.font(size)
            half = max(self.each * len(self.kept), text_width(font.toString(), words)) / 2
            write(painter, self.left + half, y, words, font, self.look.theme.ink2, CENTRE)

    def promise(self) -> tuple[str, str]:
        """Say when something will stand here, and what."""
        first, word = turn(self.trace), self.look.word
        here = word("这里会是它给每个答案的把握。", "Here will stand how sure it is of each answer.")
        if self.trace.bidirectional:
            return word("它先从两头读完，再回答。", "It reads from both ends first, and answers then."), here
        if not first:
            return word("它读过一步，才有回答。", "It answers after each step that it reads."), here
        if self.trace.decodes:
            go = self.trace.tokens[first]
            return word(f"它先听完；从第 {first + 1} 步的 {go} 起才说。",
                        f"It hears it out first, and speaks from {go} at step {first + 1} on."), here
        return word(f"它先看画；从第 {first + 1} 步起才说。",
                    f"It looks first, and speaks from step {first + 1} on."), here

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
        self._paint_foot(painter, place, word, theme.ink if right else theme.ink2, right=right)
        if right:
            side, tip = min(6.0, self.each * 0.45), self.base + 30
            corners = [QPointF(middle, tip), QPointF(middle - side, tip + 9), QPointF(middle + side, tip + 9)]
            painter.setBrush(colour(theme.ink))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_alike(self, painter: QPainter, most: float) -> None:
        """Say so where no answer stands out: a net that has learnt nothing, or cannot know."""
        count, tall = len(self.trace.symbols), self.base - self.full
        if tall < PROMISED or most > min(LOW, 2 / count, 1 / count + 0.1) or self.trace.loss_name != "softmax":
            return
        words = self.look.word(f"{count} 个答案都差不多可能：各约 1/{count}",
                               f"all {count} answers are about as likely: 1/{count} each")
        self._paint_words(painter, self.full + 0.45 * tall, words, 32.0)

    def _paint_foot(self, painter: QPainter, place: int, word: str, ink: str, *, right: bool) -> None:
        """Write what a bar stands for."""
        size = min(26.0, self.each * 1.25, max(READABLE, self.each * FILLED / self.wide))
        font = self.look.font(max(9.0, size), medium=right)
        write(painter, self.left + self.each * (place + 0.5), self.base + 24, word, font, ink, CENTRE)

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
