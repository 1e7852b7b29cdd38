"""Pictures as pictures: what the net saw at each step over one axis of time, what it says under it, and both large.

Frames of a film stand side by side; a picture that goes in by rows or columns grows; one as wide as there are steps is
taken apart over them; a pen writes.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine import derive
from engine.beats import Beat, Cursor, Phase
from visualizer.layout import Axis
from visualizer.paint import CENTRE, RIGHT, colour, write
from visualizer.views.answer_chart import AnswerChart
from visualizer.views.answer_row import AnswerRow
from visualizer.views.film import Film, filmed, framed
from visualizer.views.ink import Ink
from visualizer.views.moments import rest_at, shown
from visualizer.views.time_labels import letter_size, paint_numbers
from visualizer.views.turn import turn
from visualizer.views.view import View

NUMBERS, ROW, GAP = 30.0, 96.0, 20.0
"""Height of the numbers of the steps, of the row of answers, and the room between parts."""
SMALLEST, LARGEST = 20.0, 132.0
"""How large a frame over its column may be."""
LARGE, WORDY = 160.0, 320.0
"""The least height of the large picture, and the width from which on words fit into it."""


class PicturesView(View):
    """A strip of frames, a row of answers, and below both large at the moment."""

    def prepare(self) -> None:
        """Share out the height: large below is what the strip leaves."""
        self.film: Film | None = None
        self.ink: Ink | None = None
        self.row: AnswerRow | None = None
        self.chart: AnswerChart | None = None
        if self.axis is None or self.trace.sight is None or not self.trace.symbols:
            return
        self.answers = derive.answers(self.trace)
        self.first = self.axis.top >= self.area.top()
        pen = self.trace.sight.by == "pen"
        self.film = filmed(self.trace, self.look)
        top = self.area.top()
        if self.trace.T > 1:
            top = self._place_strip(self.axis, top, strip=not pen)
        self._place_large(self.axis, top, pen=pen)

    @property
    def _long(self) -> bool:
        """Whether a picture is taken apart, column by column, over the steps."""
        return self.film is not None and self.film.long

    def _place_strip(self, axis: Axis, top: float, *, strip: bool) -> float:
        """Place frames, numbers and answers; gives where they end."""
        room = self.area.height() - NUMBERS - ROW - GAP
        side = min(LARGEST if self._long else axis.pitch - 6, LARGEST, room * (0.45 if room > 2 * LARGE + GAP else 1.0))
        self.side = side if strip and side >= SMALLEST else 0.0
        self.strip_top = top + 4
        top += self.side + (10 if self.side else 0)
        self.numbers_base = top + 20
        top += NUMBERS
        place = QRectF(axis.left, top, axis.right - axis.left, ROW)
        self.row = AnswerRow(self.trace, self.answers, axis, self.look, place)
        return top + ROW + GAP

    def _place_large(self, axis: Axis, top: float, *, pen: bool) -> None:
        """Place the large picture and the chart beside it, if there is room."""
        tall = self.area.bottom() - top - 8
        self.large = QRectF()
        if tall < LARGE:
            return
        wide, alone = axis.right - axis.left, self.row is None
        side, shape = min(tall, (0.5 if alone else 0.42) * wide), 1.0
        if self.film is not None and self._long:
            shape = min(self.film.shape, 0.5 * wide / LARGE)
            side = min(tall, 0.5 * wide / shape)
        top += (tall - side) / 2 if alone else 0.0
        self.large = QRectF(axis.left, top, 0.42 * wide if pen else shape * side, tall if pen else side)
        if pen:
            self.ink = Ink(self.trace, self.look, self.large)
        left = self.large.right() + 56
        chart = QRectF(left, top, axis.right - left, side if alone else min(tall, 420.0))
        self.chart = AnswerChart(self.trace, self.answers, self.look, chart)

    def paint_still(self, painter: QPainter) -> None:
        """Paint what the rows are called, or why there is nothing to see."""
        theme, word = self.look.theme, self.look.word
        if self.trace.sight is None:
            told = word("这个任务里没有画", "there is no picture in this task")
            write(painter, self.area.center().x(), self.area.center().y(), told, self.look.font(24), theme.ink2, CENTRE)
            return
        if self.axis is None or self.row is None:
            return
        self.row.paint_still(painter)
        if self.side:
            y = self.strip_top + self.side / 2 + 7
            write(painter, self.axis.left - 19, y, word("画面", "seen"), self.look.font(20), theme.ink2, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint what was seen and said up to now."""
        if self.axis is None or self.trace.sight is None:
            return
        seen, known = cursor.values_known("x"), cursor.values_known("y")
        if self.row is not None:
            if self.first:
                paint_numbers(painter, self.axis, self.numbers_base, self.look, cursor.t)
            if self.film is not None and self.side:
                self._paint_strip(painter, self.film, self.axis, seen)
            self.row.paint(painter, known)
        if not self.large.isEmpty():
            self._paint_large(painter, cursor, seen, known)

    def _paint_strip(self, painter: QPainter, film: Film, axis: Axis, seen: int) -> None:
        """Paint a frame over each column; a step that reads a word instead has the word."""
        for t in range(axis.T):
            place = QRectF(axis.x(t) - self.side / 2, self.strip_top, self.side, self.side)
            if film.long:
                film.paint_column(painter, t, QRectF(axis.x(t) - axis.pitch / 2 + 1, self.strip_top,
                                                     axis.pitch - 2, self.side), read=t < seen)  # fmt: skip
            elif film.gone(t):
                self._paint_token(painter, axis, t, read=t < seen)
            elif t < seen:
                film.paint(painter, t, place, newest=False)
            else:
                framed(painter, place, self.look)

    def _paint_token(self, painter: QPainter, axis: Axis, t: int, *, read: bool) -> None:
        theme = self.look.theme
        font = self.look.font(max(12.0, letter_size(axis, self.trace.tokens[1:], 26)))
        y = self.strip_top + self.side / 2 + 8
        write(painter, axis.x(t), y, self.trace.tokens[t], font, theme.ink if read else theme.ink3, CENTRE)

    def _paint_large(self, painter: QPainter, cursor: Cursor, seen: int, known: int) -> None:
        top = self.large.top() - GAP if self.row is not None else self.area.top()
        area = QRectF(self.area.left(), top, self.area.width(), self.area.bottom() - top + 1)
        painter.fillRect(area, colour(self.look.theme.paper))  # what is large has no column of now
        t = seen - 1 if cursor.t is None else min(cursor.t, seen - 1)
        if self.ink is not None:
            self.ink.paint(painter, t + 1)
        elif self.film is not None and t >= 0:
            self.film.paint(painter, t, self.large, newest=True)
        else:
            framed(painter, self.large, self.look)
            self._paint_promise(painter)
        if self.film is not None and self.film.gone(t) and self.large.width() >= WORDY:
            told = self.look.word("第 1 步看过，此后再也看不到", "seen at step 1, and never again")
            y = self.large.bottom() - 14
            write(painter, self.large.center().x(), y, told, self.look.font(20), self.look.theme.ink2, CENTRE)
        t = min(t, known - 1)
        if self.chart is not None and t >= turn(self.trace):
            part = shown(cursor, Phase.FORWARD, t, "y") if t == known - 1 else 1.0
            self.chart.paint(painter, t, part)
        elif self.chart is not None:
            self.chart.paint_silence(painter)

    def _paint_promise(self, painter: QPainter) -> None:
        """Say what will stand in the large frame."""
        if self.large.width() >= WORDY:
            once, word, middle = self.trace.sight and self.trace.sight.once, self.look.word, self.large.center()
            told = (word("第 1 步看的画，会在这里", "the picture that step 1 sees comes here") if once
                    else word("它看到的，会在这里", "what it sees comes here"))  # fmt: skip
            write(painter, middle.x(), middle.y() + 8, told, self.look.font(24), self.look.theme.ink2, CENTRE)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        above = self.large.isEmpty() or point.y() < self.large.top()
        t = None if self.axis is None or self.row is None or not above else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)
