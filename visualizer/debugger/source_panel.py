"""The source of a cell: the lines of its table in order, as a debugger shows source, the current one marked.

Forward each line says how its value is made, backward how its gradient is. A click in the gutter sets a breakpoint, a
click on a name holds the inspector there, a click on a number asks where it came from.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Cursor
from engine.origin import Address, Side
from visualizer.debugger.breakpoints import LOSS, UPDATE, Breakpoint, Breakpoints, line_of, steps_of
from visualizer.debugger.columns import Setting, setting
from visualizer.debugger.element import GRADIENT, VALUE
from visualizer.debugger.equations import gradient_text, held_lines, value_text
from visualizer.debugger.floor import HEAD, ROW_LEAST, ROW_MOST
from visualizer.paint import RIGHT, colour, pen, rule, text_width, write
from visualizer.painted import Painted, paint_between, sheet_for
from visualizer.theme import ROLES
from visualizer.views.quantity import shown_t
from visualizer.views.view import Subject

GUTTER, NUMBERS, HUE, NAME = 11.0, 40.0, 54.0, 68.0
EDGE = 444.0
"""Where the last column of numbers ends."""
COLUMN, NUMBER = 84.0, 58.0
"""From one column of numbers to the next, and how wide a number is."""
TITLE, NAMES, TEXT, SMALL, LEAST = 22, 21, 19, 16, 13


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the source: what it is called, whose colour it wears, its two equations."""

    name: str
    hue: str
    value: str
    gradient: str


def source_rows(subject: Subject) -> tuple[SourceRow, ...]:
    """The lines of a trace's cell, then the loss and the update."""
    trace = subject.trace
    rows = [SourceRow(line.name, ROLES[line.role], value_text(line), gradient_text(trace, line.name))
            for line in trace.lines]
    return (*rows, SourceRow(LOSS, "", "ℓ(y)", "1"), SourceRow(UPDATE, "", "", "W + ΔW"))


class SourcePanel(Painted):
    """Shows the source at a cursor; says what was clicked."""

    toggled = Signal(object)
    """(Breakpoint)"""
    held = Signal(str)
    """A line's name: the inspector should stay with it."""
    asked = Signal(object)
    """(Address): where did this number come from?"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.rows: tuple[SourceRow, ...] = ()
        self.subject: Subject | None = None
        self.cursor_shown: Cursor | None = None
        self.points: Breakpoints = frozenset()
        self.lit: frozenset[str] = frozenset()
        """Lines whose numbers went into the number that is explained."""
        self.first = 0
        """The first row to be seen, where there is no room for all."""
        self._sheets: dict[bool, tuple[object, QPixmap]] = {}
        """For each pass all that does not depend on the moment, and what it was drawn for."""

    def show_subject(self, subject: Subject) -> None:
        """Take a trace."""
        fresh = self.subject is None or self.subject.trace.lines != subject.trace.lines
        self.subject = subject
        if fresh:
            self.rows, self.first = source_rows(subject), 0
        self.update()

    def seek(self, cursor: Cursor | None) -> None:
        """Take a moment, and bring its line into sight."""
        self.cursor_shown = cursor
        names = [row.name for row in self.rows]
        now = line_of(cursor.beat) if cursor else ""
        if now in names:
            place = names.index(now)
            self.first = max(min(self.first, place), place - self.fitting + 1, 0)
        self.update()

    def show_points(self, points: Breakpoints) -> None:
        """Take the breakpoints."""
        self.points = points
        self.update()

    def show_lit(self, names: frozenset[str]) -> None:
        """Light the lines that a number came from."""
        self.lit = names
        self.update()

    @property
    def pitch(self) -> float:
        """The height of a row."""
        room = self.room.height() - HEAD - 4
        return max(ROW_LEAST, min(ROW_MOST, room / max(1, len(self.rows))))

    @property
    def fitting(self) -> int:
        """How many rows there is room for."""
        return max(1, int((self.room.height() - HEAD - 4 + 0.5) / self.pitch))

    @property
    def t(self) -> int:
        """The time step whose numbers are shown."""
        return 0 if self.cursor_shown is None else shown_t(self.cursor_shown)

    def top(self, place: int) -> float:
        """Where a row begins."""
        return HEAD + (place - self.first) * self.pitch

    def paint(self, painter: QPainter) -> None:
        """Draw the titles and the rows in sight."""
        self.fill(painter, self.look.theme.paper)
        if self.subject is None or self.cursor_shown is None:
            return
        now, seen = line_of(self.cursor_shown.beat), self.seen
        for place, row in seen:
            if row.name == now:
                self._paint_now(painter, place)
            elif row.name in self.lit:
                box = QRectF(NAME - 6, self.top(place) + 1, EDGE - NAME + 12, self.pitch - 2)
                painter.fillRect(box, colour(self.look.theme.rule, 0.7))
        columns = self._columns(self.subject)
        paint_between(painter, self._kept(self.subject, self.cursor_shown.backwards), 0, self.room.width())
        self._paint_factors(painter, columns)
        for place, row in seen:
            if row.hue:
                base = self.top(place) + self.pitch / 2 + 7
                for side, column in zip((VALUE, GRADIENT), columns, strict=True):
                    self._paint_number(painter, base, row.name, side, column)

    @property
    def seen(self) -> list[tuple[int, SourceRow]]:
        """The rows in sight, with their places."""
        return list(enumerate(self.rows[self.first : self.first + self.fitting], self.first))

    def _kept(self, subject: Subject, backwards: bool) -> QPixmap:
        """Keep the titles, the gutter, the names and the equations of a pass."""
        told = tuple(held_lines(subject.trace, self.t, subject.unit).items())
        key = (subject.trace.cell.title, told, self.rows, self.first, self.points, self.look, self.unit, self.size())
        if backwards not in self._sheets or self._sheets[backwards][0] != key:
            sheet, painter = sheet_for(self, self.unit, self.room)
            self._paint_titles(painter, subject)
            for place, row in self.seen:
                self._paint_row(painter, place, row, backwards=backwards)
            self._paint_more(painter)
            painter.end()
            self._sheets[backwards] = (key, sheet)
        return self._sheets[backwards][1]

    def _columns(self, subject: Subject) -> tuple[Setting, Setting]:
        trace, t = subject.trace, self.t
        places = [(line.name, self._unit(line.name)) for line in trace.lines]
        values = np.array([trace.value[name][t][unit] for name, unit in places])
        slopes = np.array([trace.grad[name][t][unit] for name, unit in places])
        return setting(values), setting(slopes)

    def _unit(self, name: str) -> int:
        assert self.subject is not None
        return min(self.subject.unit, int(self.subject.trace.value[name].shape[1]) - 1)

    def _paint_titles(self, painter: QPainter, subject: Subject) -> None:
        theme, word, base = self.look.theme, self.look.word, HEAD - 14
        title = subject.trace.cell.title
        write(painter, NUMBERS - 12, base, title, self.look.font(TITLE, medium=True), theme.ink)
        for x, head in ((EDGE - COLUMN, word("数值", "value")), (EDGE, word("梯度", "gradient"))):
            write(painter, x, base - 10, head, self.look.font(SMALL), theme.ink2, RIGHT)

    def _paint_factors(self, painter: QPainter, columns: tuple[Setting, Setting]) -> None:
        for x, column in zip((EDGE - COLUMN, EDGE), columns, strict=True):
            if column.factor:
                write(painter, x, HEAD - 5, column.factor, self.look.font(15), self.look.theme.ink2, RIGHT)

    def _paint_now(self, painter: QPainter, place: int) -> None:
        theme = self.look.theme
        top = self.top(place)
        painter.fillRect(QRectF(HUE - 8, top, self.room.width() - HUE + 8, self.pitch), colour(theme.now_wash))
        painter.fillRect(QRectF(HUE - 11, top, 5, self.pitch), colour(theme.now))

    def _paint_row(self, painter: QPainter, place: int, row: SourceRow, *, backwards: bool) -> None:
        theme, top = self.look.theme, self.top(place)
        base = top + self.pitch / 2 + 7
        self._paint_gutter(painter, place, row.name)
        if row.hue:
            tall = min(24.0, self.pitch - 6)
            painter.fillRect(QRectF(HUE, top + (self.pitch - tall) / 2, 6, tall), colour(row.hue))
        size = min(NAMES, self.pitch * 0.62)
        wide = write(painter, NAME, base, row.name, self.look.font(size, medium=True), theme.ink)
        left = NAME + max(self._names_wide(size), wide) + 12
        self._paint_equation(painter, row, left, base, backwards=backwards)

    def _names_wide(self, size: float) -> float:
        key = self.look.font(size, medium=True).toString()
        return min(72.0, max(text_width(key, row.name) for row in self.rows))

    def _paint_equation(self, painter: QPainter, row: SourceRow, left: float, base: float, *, backwards: bool) -> None:
        right = EDGE - COLUMN - NUMBER if row.hue else EDGE
        text = f"= {row.gradient}" if backwards and row.hue else f"= {row.value}" if row.value else "+="
        held = held_lines(self.subject.trace, self.t, self.subject.unit) if self.subject and not backwards else {}
        if row.name in held:
            text = self.look.word(*held[row.name])
        elif row.name == UPDATE:
            text = self.look.word("优化器的一步", "the optimizer's step")
        size = min(TEXT, round(self.pitch * 0.56))
        while size > LEAST and text_width(self.look.font(size).toString(), text) > right - left - 8:
            size -= 1
        write(painter, left, base, text, self.look.font(size), self.look.theme.ink2)

    def _paint_number(self, painter: QPainter, base: float, name: str, side: str, column: Setting) -> None:
        """Write a value or a gradient, a dot where it is not known yet."""
        assert self.subject is not None
        right, theme = EDGE - (COLUMN if side == VALUE else 0), self.look.theme
        known, fresh = self._state(name, side)
        size = min(TEXT, round(self.pitch * 0.56))
        if not known:
            write(painter, right - 2, base, "·", self.look.font(size, medium=True), theme.ink3, RIGHT)
            return
        array = self.subject.trace.value if side == VALUE else self.subject.trace.grad
        text = column.write(float(array[name][self.t][self._unit(name)]))
        ink = theme.now if fresh and theme.name == "dark" else theme.ink
        write(painter, right, base, text, self.look.font(size, medium=fresh), ink, RIGHT)

    def _state(self, name: str, side: str) -> tuple[bool, bool]:
        """Whether a number is known, and whether it was written just now."""
        cursor, t = self.cursor_shown, self.t
        assert cursor is not None
        now = cursor.beat is not None and cursor.beat.line == name
        if side == VALUE:
            return cursor.values_known(name) > t, now and not cursor.backwards
        return cursor.grads_known(name) <= t, now and cursor.backwards

    def _paint_gutter(self, painter: QPainter, place: int, name: str) -> None:
        theme, middle = self.look.theme, self.top(place) + self.pitch / 2
        write(painter, NUMBERS, middle + 6, str(place + 1), self.look.font(SMALL), theme.ink3, RIGHT)
        steps = steps_of(self.points, name)
        if steps is not None and not steps:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.positive))
        if steps is not None:
            painter.setPen(pen(theme.positive, 2))
            painter.setBrush(colour(theme.paper))
        painter.drawEllipse(QPointF(GUTTER, middle), 6.5, 6.5)

    def _paint_more(self, painter: QPainter) -> None:
        """Say that there are rows above or below."""
        theme, x = self.look.theme, self.room.width() / 2
        if self.first:
            write(painter, x, HEAD + 2, "⋯", self.look.font(18), theme.ink2)
        if self.first + self.fitting < len(self.rows):
            write(painter, x, self.room.height() - 1, "⋯", self.look.font(18), theme.ink2)
        rule(painter, NUMBERS - 12, HEAD - 1.5, EDGE, HEAD - 1.5, theme.rule)

    def row_at(self, y: float) -> SourceRow | None:
        """The row at a height."""
        place = self.first + int((y - HEAD) // self.pitch)
        seen = y >= HEAD and place < min(len(self.rows), self.first + self.fitting)
        return self.rows[place] if seen else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say what was clicked: the gutter, a name, a number."""
        point = self.point(event)
        row = self.row_at(point.y())
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if point.x() < HUE - 6:
            here = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and row.hue
            self.toggled.emit(Breakpoint(row.name, self.t if here else None))
        elif row.hue and point.x() < EDGE - 2 * COLUMN + 20:
            self.held.emit(row.name)
        elif row.hue:
            side: Side = GRADIENT if point.x() > EDGE - COLUMN + 10 else VALUE
            self.asked.emit(Address(side, row.name, self.t, (self._unit(row.name),)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look further up or down."""
        most = max(0, len(self.rows) - self.fitting)
        way = -1 if event.angleDelta().y() > 0 else 1
        self.first = max(0, min(most, self.first + way))
        self.update()
