"""Tokens with the net's answers: what went in, what it says comes next, and a cross under every wrong answer."""

from functools import partial

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from engine import derive
from engine.beats import Beat, Cursor, Phase
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, colour, mix, pen, picture, ramp, text_width, write
from visualizer.views.answer_chart import AnswerChart
from visualizer.views.answer_row import AnswerRow
from visualizer.views.kept import Kept
from visualizer.views.moments import rest_at, shown
from visualizer.views.numbers_plot import NumbersPlot
from visualizer.views.standing import standing
from visualizer.views.time_labels import letter_size, letters_wide, paint_numbers, within
from visualizer.views.turn import turn
from visualizer.views.verdict import sureness, wrong
from visualizer.views.view import View

COLUMNS = 38.0
"""From this pitch on, every step has its own small bars; below, its sureness is a shade behind the token."""
ROW, FEW, MANY = 24.0, 3, 5
"""Height of a small bar, and how many a step has."""
CHART = 130.0
"""Least height of the large chart below small bars."""
CROSS = 26.0
SAID, LARGE = 96.0, 420.0
"""Height of the row of what is said, and from which room on there is one."""
STANDING, LOWEST, BENEATH = 0.3, 0.22, 250.0
"""The parts of the height that words may stand in: at most, and where more than that has to find room beneath."""
SHARE, SMALLEST = 0.7, 11.0
"""At most this part of a column is for the word of a symbol, and no word is smaller."""


class TokensView(View):
    """A row of tokens over small bars, or over one large chart of the answer now; numbers as a curve."""

    def prepare(self) -> None:
        """Share out the height, and judge the answers."""
        if self.axis is None:
            return
        axis, area = self.axis, self.area
        self.answers = derive.answers(self.trace)
        self.first = axis.top >= area.top()
        self.size = letter_size(axis, self.trace.tokens, 40 if area.height() > 260 else 34)
        numbers = not self.trace.symbols
        tall = area.height()
        room = max(LOWEST * tall, min(STANDING * tall, tall - BENEATH))
        self.standing = standing(axis, self.trace.tokens, room, numbers=numbers)
        self.token_base = area.top() + 12 + (self.standing.tall if self.standing else self.size or 26)
        self.numbers_base = self.token_base + 32
        self.shade_bottom = self.token_base + 12
        self.rows_top = self.shade_bottom + (28 if self.first else 2)
        self.bottom = area.bottom() - 4
        self.chart: AnswerChart | None = None
        self.plot: NumbersPlot | None = None
        self.spoken: AnswerRow | None = None
        if self.trace.symbols:
            self._prepare_answers(axis)
        else:
            place = QRectF(axis.left, self.rows_top + 14, axis.right - axis.left, self.bottom - self.rows_top - 22)
            self.plot = NumbersPlot(self.trace, self.answers, axis, self.look, place)

    def _prepare_answers(self, axis: Axis) -> None:
        area = self.area
        self.wrong = wrong(self.trace, self.answers)
        room = self.bottom - self.rows_top - CROSS
        self.word = max(map(letters_wide, self.trace.symbols)) + 0.28  # and a gap before its bar
        fits = (axis.pitch - 8) * SHARE / self.word
        speaks = turn(self.trace) > 0 and room >= LARGE
        self.columns = axis.pitch >= COLUMNS and fits >= SMALLEST and not speaks
        self.few = max(1, min(MANY if room > 300 else FEW, len(self.trace.symbols), int(room / 19)))
        self.row = min(ROW * (1.3 if room < 300 else 1.5), room / self.few)
        self.letter = min(20.0, self.row * 0.85, fits)
        self.top = np.argsort(-np.nan_to_num(self.answers), axis=1, kind="stable")[:, : self.few]
        theme = self.look.theme
        shades = ramp(theme.paper, mix(theme.paper, theme.ink, 0.5))
        sure = sureness(self.trace, self.answers)
        self.shades = picture(np.nan_to_num(sure)[None], shades)
        self.legend = picture(np.linspace(0, 1, 64)[None], shades)
        self.cross_y = self.rows_top + (self.few * self.row if self.columns else 0) + CROSS / 2
        place = QRectF(axis.left - CROSS, self.cross_y - CROSS / 2, axis.right - axis.left + 2 * CROSS, CROSS)
        self.crosses = Kept(place, partial(self._paint_crosses, axis=axis))
        top = self.cross_y + CROSS / 2 + 8
        if speaks:
            place = QRectF(axis.left, self.rows_top + 6, axis.right - axis.left, SAID)
            self.spoken = AnswerRow(self.trace, self.answers, axis, self.look, place)
            top = place.bottom() + 34
        if self.bottom - top >= (CHART if self.columns else 70):
            place = QRectF(axis.left, top, axis.right - axis.left, area.bottom() - top)
            self.chart = AnswerChart(self.trace, self.answers, self.look, place)

    def paint_still(self, painter: QPainter) -> None:
        """Paint what the rows are called."""
        if self.axis is None:
            return
        x, font, ink = self.axis.left - 19, self.look.font(20), self.look.theme.ink2
        write(painter, x, self.token_base - 4, self.look.word("输入", "input"), font, ink, RIGHT)
        if self.plot:
            self.plot.paint_still(painter)
        elif self.spoken:
            self.spoken.paint_still(painter)
        elif self.columns:
            write(painter, x, self.rows_top + 19, self.look.word("回答", "answer"), font, ink, RIGHT)
        else:
            write(painter, x, self.cross_y + 3, self.look.word("把握", "sure"), font, ink, RIGHT)
            painter.drawImage(QRectF(x - 60, self.cross_y + 8, 60, 7), self.legend)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the tokens, and the answers as far as they are computed."""
        if self.axis is None:
            return
        known, now = cursor.values_known("y"), cursor.t
        if self.first:
            paint_numbers(painter, self.axis, self.numbers_base, self.look, now)
        if self.plot:
            self.plot.paint(painter, known, now if now is not None else known - 1)
        elif self.columns:
            for t in range(known):
                self._paint_column(painter, self.axis, t, self._part(cursor, t, known))
        else:
            self._paint_shades(painter, self.axis, 0 if self.spoken else known, now)
        if not self.plot:
            self._paint_judged(painter, self.axis, known)
            self._paint_chart(painter, cursor, known)
        self._paint_tokens(painter, self.axis, cursor.values_known("x"), now)

    def _part(self, cursor: Cursor, t: int, known: int) -> float:
        return shown(cursor, Phase.FORWARD, t, "y") if t == known - 1 else 1.0

    def _paint_column(self, painter: QPainter, axis: Axis, t: int, part: float) -> None:
        """Draw the most likely answers of one step, the right ones in ink."""
        theme, size = self.look.theme, self.letter
        left = axis.x(t) - axis.pitch / 2 + 4
        room = axis.pitch - 8 - size * self.word
        for place, symbol in enumerate(self.top[t]):
            right = self.trace.targets[t, symbol] > 0
            base = self.rows_top + (place + 1) * self.row - 5
            font, ink = self.look.font(size, medium=bool(right)), theme.ink if right else theme.ink2
            write(painter, left + size * (self.word - 0.28) / 2, base, self.trace.symbols[symbol], font, ink, CENTRE)
            share = float(np.nan_to_num(self.answers[t, symbol])) * part
            bar = QRectF(left + size * self.word, base - size * 0.62, max(1.5, room * share), size * 0.55)
            painter.fillRect(bar, colour(theme.ink if right else theme.ink3))

    def _paint_shades(self, painter: QPainter, axis: Axis, known: int, now: int | None) -> None:
        """Shade each known step by how sure the net was of what follows; yellow now."""
        top = self.area.top() + 2
        tall = self.shade_bottom - top
        place = QRectF(axis.left, top, known * axis.pitch, tall)
        painter.drawImage(place, self.shades, QRectF(0, 0, known, 1))
        if now is not None:
            wide = max(axis.pitch, 4.0)
            painter.fillRect(QRectF(axis.x(now) - wide / 2, top, wide, tall), colour(self.look.theme.now))

    def _paint_judged(self, painter: QPainter, axis: Axis, known: int) -> None:
        """Paint what was said, or where it was wrong."""
        if self.spoken:
            self.spoken.paint(painter, known)
        elif known:
            self.crosses.lay(painter, axis.left - CROSS, axis.x(known - 0.5))

    def _paint_crosses(self, painter: QPainter, axis: Axis) -> None:
        """Cross out every wrong answer."""
        side = min(7.0, max(1.5, axis.pitch * 0.35))
        painter.setPen(pen(self.look.theme.ink, min(4.0, max(1.5, side * 0.55))))
        y, lines = self.cross_y, list[QLineF]()
        for t in np.flatnonzero(self.wrong).tolist():
            x = axis.x(t)
            lines += [QLineF(x - side, y - side, x + side, y + side), QLineF(x - side, y + side, x + side, y - side)]
        painter.drawLines(lines)

    def _paint_chart(self, painter: QPainter, cursor: Cursor, known: int) -> None:
        """Draw the large chart of the step of now, or of the last one answered; before that, say that none was."""
        t = known - 1 if cursor.t is None else min(cursor.t, known - 1)
        if self.chart and t >= turn(self.trace):
            self.chart.paint(painter, t, self._part(cursor, t, known))
        elif self.chart:
            self.chart.paint_silence(painter)

    def _paint_tokens(self, painter: QPainter, axis: Axis, known: int, now: int | None) -> None:
        theme = self.look.theme
        plain, bold = self.look.font(self.size or 26), self.look.font(self.size or 26, medium=True)
        for t, token in enumerate(self.trace.tokens):
            if not self.size and not self.standing and t != now:
                continue
            ink = theme.ink if t < known else theme.ink3
            if t == now and not self.columns_or_plot:
                ink = theme.ink if theme.name == "light" else theme.paper
            if self.standing:
                place = QPointF(axis.x(t), self.token_base)
                self.standing.paint(painter, place, token, self.look.font(self.standing.size, medium=t == now), ink)
                continue
            font = bold if t == now else plain
            x = axis.x(t) if self.size else within(axis, axis.x(t), text_width(font.toString(), token))
            write(painter, x, self.token_base, token, font, ink, CENTRE)

    @property
    def columns_or_plot(self) -> bool:
        """Whether the tokens stand on paper, not on shades."""
        return self.plot is not None or self.columns

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)
