"""Where did this number come from? Its equation with names and with numbers; every term leads further back.

While nobody asks, it explains what the line of the moment has just written for the unit in focus.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Cursor, Phase
from engine.origin import Address, Origin
from engine.provenance import origin, strongest
from engine.trace import Trace
from visualizer.debugger.element import moment_of, seen_in, title, written_at
from visualizer.debugger.origin_words import OriginRow, Part, inputs, rows
from visualizer.debugger.word_row import WordRow
from visualizer.paint import RIGHT, Look, colour, number, rule, text_width, write
from visualizer.painted import Painted
from visualizer.views.view import Subject
from visualizer.wrap import wrapped

LEFT, EDGE = 32.0, 444.0
TOP, WORDS_TOP, ROWS, ROW = 30.0, 38.0, 70.0, 26.0
SIZE, LEAST, SAYS = 17, 11, 15
BACK, FURTHER, THERE = "back", "further", "there"
MOST = 64
"""Numbers that the way back remembers."""


class OriginPanel(Painted):
    """Explains one number; says which numbers went into it, and which moment a person wants to go to."""

    lit = Signal(object)
    """(tuple of Address): what went in."""
    wanted = Signal(int)
    """Go to the moment at which the number was written, in beats done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.words = WordRow(self)
        self.subject: Subject | None = None
        self.cursor_shown: Cursor | None = None
        self.asked: Address | None = None
        """The number a person asked about; None while the line of the moment is explained."""
        self.history: list[Address] = []
        self.found: Origin | None = None
        self._pieces: list[tuple[QRectF, Address]] = []
        self._under: Address | None = None
        self.words.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.words.chosen.connect(self.do)

    @property
    def trace(self) -> Trace | None:
        """The trace that is explained."""
        return self.subject.trace if self.subject else None

    def show_subject(self, subject: Subject) -> None:
        """Take a trace; what was asked about is sought in it again."""
        self.subject = subject
        self.asked = seen_in(subject.trace, self.asked) if self.asked else None
        self._explain()

    def seek(self, cursor: Cursor | None) -> None:
        """Take a moment; another one than before ends the question."""
        before = None if self.cursor_shown is None else self.cursor_shown.done
        self.cursor_shown = cursor
        if cursor is not None and cursor.done != before:
            self.asked = None
        self._explain()

    def ask(self, at: Address) -> None:
        """Explain a number; the way back leads to the one before."""
        now = self.found.at if self.found else None
        if now is not None and now != at:
            self.history = [*self.history[-MOST:], now]
        self.asked = at
        self._explain()

    def do(self, word: str) -> None:
        """Go back to the number before, on to the strongest input, or to the moment of this number."""
        if word == BACK and self.history:
            self.asked = self.history.pop()
            self._explain()
        elif word == FURTHER and self.found is not None and self.trace is not None:
            before = strongest(self.trace, self.found.at)
            if before is not None:
                self.ask(before)
        elif word == THERE and self.found is not None and self.cursor_shown is not None:
            done = moment_of(self.cursor_shown.beats, self.found.at)
            if done is not None:
                self.wanted.emit(done)

    @property
    def most(self) -> int:
        """How many terms there is room for."""
        return max(2, int((self.room.height() - ROWS - 10) / ROW) - 1)

    def _explain(self) -> None:
        trace, cursor = self.trace, self.cursor_shown
        at = self.asked
        if at is None and trace is not None and cursor is not None:
            unit = self.subject.unit if self.subject else 0
            at = written_at(cursor, unit)
            at = seen_in(trace, at) if at is not None and at.side != "loss" else at
        self.found = None if at is None or trace is None else origin(trace, at, self.most)
        self.lit.emit(inputs(self.found) if self.found else ())
        self._show_words()
        self.update()

    def _show_words(self) -> None:
        word, words = self.look.word, []
        if self.history:
            words.append((BACK, word("‹ 回到上一个", "‹ back")))
        if self.found is not None:
            words += [(FURTHER, word("顺最大的一项 ›", "strongest input ›")), (THERE, word("去那一刻", "go there"))]
        self.words.show_words(tuple(words), frozenset())

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        self.words.restyle(look, unit)
        self._arrange()
        self._show_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the words anew, and explain with as many terms as there is room for."""
        super().resizeEvent(event)
        self._arrange()
        self._explain()

    def _arrange(self) -> None:
        area = QRectF(LEFT * self.unit, WORDS_TOP * self.unit, (EDGE - LEFT) * self.unit, 32 * self.unit)
        self.words.setGeometry(QRect(area.topLeft().toPoint(), area.size().toSize()))

    def paint(self, painter: QPainter) -> None:
        """Draw the number, its terms, and what has to be said beside them."""
        theme, word = self.look.theme, self.look.word
        self.fill(painter, theme.paper)
        rule(painter, LEFT, 0.5, EDGE, 0.5, theme.rule)
        self._pieces = []
        cursor = self.cursor_shown
        if self.found is None:
            update = cursor is not None and cursor.phase is Phase.UPDATE
            said = word("优化器更新了所有权重。", "The optimizer has moved all weights.") if update else word(
                "单步执行，或点一个数。", "Step on, or click a number.")
            write(painter, LEFT, TOP, said, self.look.font(18), theme.ink2)
            return
        head = self.look.font(21, medium=True)
        wide = write(painter, LEFT, TOP, title(self.found.at), head, theme.ink)
        write(painter, EDGE, TOP, f"= {number(self.found.value)}", head, theme.ink, RIGHT)
        asked = word("它从哪里来？", "where from?") if self.asked else word("刚写下", "just written")
        number_wide = text_width(head.toString(), f"= {number(self.found.value)}")
        if wide + number_wide + 40 + text_width(self.look.font(SAYS).toString(), asked) < EDGE - LEFT:
            write(painter, LEFT + wide + 16, TOP, asked, self.look.font(SAYS), theme.ink2)
        self._paint_rows(painter, rows(self.found, self.look))

    def _paint_rows(self, painter: QPainter, every: tuple[OriginRow, ...]) -> None:
        base, (size, double) = ROWS + 20, self._fitting(every)
        for row in every:
            self._paint_row(painter, row, base, size, double=double)
            base += ROW * (2 if double else 1)
        assert self.found is not None
        for text in wrapped(self.look.word(self.found.zh, self.found.says), self.look.font(SAYS), EDGE - LEFT):
            write(painter, LEFT, base, text, self.look.font(SAYS), self.look.theme.ink2)
            base += 20

    def _fitting(self, every: tuple[OriginRow, ...]) -> tuple[int, bool]:
        """The largest letters in which names and numbers stand side by side, or under one another in larger ones."""
        whole = self._widths(every, self.look.font(SIZE).toString())
        for size in range(SIZE, LEAST - 1, -1):
            names, numbers, adds = (size / SIZE * wide + 0.5 for wide in whole)  # letters are not hinted
            if names + numbers + adds + 36 <= EDGE - LEFT:
                return size, False
            room = ROWS + 2 * ROW * len(every) <= self.room.height()
            if room and max(names, numbers) + adds + 24 <= EDGE - LEFT:
                return size, True
        return LEAST, False

    def _widths(self, every: tuple[OriginRow, ...], key: str) -> tuple[float, float, float]:
        names = max((sum(text_width(key, part.text) for part in row.names) for row in every), default=0.0)
        numbers = max((text_width(key, row.numbers) for row in every), default=0.0)
        return names, numbers, max((text_width(key, row.adds) for row in every), default=0.0)

    def _paint_row(self, painter: QPainter, row: OriginRow, base: float, size: int, *, double: bool) -> None:
        theme, font, x = self.look.theme, self.look.font(size), LEFT
        for part in row.names:
            x += self._paint_part(painter, part, x, base, size)
        adds = write(painter, EDGE, base, row.adds, font, theme.ink, RIGHT)
        numbers_right = EDGE - max(adds, 58.0) - 18
        if row.numbers == row.adds:
            return
        if double:
            write(painter, LEFT + 14, base + ROW - 3, f"= {row.numbers}", font, theme.ink2)
        elif x + 8 + text_width(font.toString(), row.numbers) <= numbers_right + 1:
            write(painter, numbers_right, base, row.numbers, font, theme.ink2, RIGHT)

    def _paint_part(self, painter: QPainter, part: Part, x: float, base: float, size: int) -> float:
        theme, font = self.look.theme, self.look.font(size)
        ink = theme.ink if part.at is not None else theme.ink2
        wide = write(painter, x, base, part.text, font, ink)
        if part.at is not None:
            area = QRectF(x, base - size, wide, size + 7)
            self._pieces.append((area, part.at))
            under = part.at == self._under
            painter.fillRect(QRectF(x, base + 3, wide, 2 if under else 1), colour(theme.ink if under else theme.rule))
        return wide

    def part_at(self, point: QPointF) -> Address | None:
        """The number whose name is under a point."""
        return next((at for area, at in self._pieces if area.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Underline what can be clicked."""
        under = self.part_at(self.point(event))
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go further back."""
        at = self.part_at(self.point(event))
        if at is not None:
            self.ask(at)
