"""The inspector: one tensor as a table, a picture, a histogram and statistics; it follows the line, or is held.

What is slow is done once for each tensor and side of a trace, and kept until the next trace.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.beats import Cursor, Phase
from engine.cells import Line
from engine.origin import Side
from engine.trace import Trace
from visualizer.debugger.element import GRADIENT, SIDES, SIGNS, UPDATE, VALUE, tensor
from visualizer.debugger.floor import EDGE
from visualizer.debugger.heat_map import HeatMap, Reach, heat_image
from visualizer.debugger.histogram_plot import HistogramPlot
from visualizer.debugger.sheet import step_sheet, whole_sheet
from visualizer.debugger.sheet_table import ROW, SheetTable
from visualizer.debugger.statistics import Histogram, histogram, statistics
from visualizer.debugger.word_row import WordRow, Words
from visualizer.paint import RIGHT, Look, colour, text_width, write
from visualizer.painted import Painted
from visualizer.theme import ROLES
from visualizer.views.quantity import shown_t
from visualizer.views.view import Subject

LEFT = 16.0
HEAD, WORDS_TOP, WORDS_TALL, TABLE_TOP = 30.0, 44.0, 32.0, 82.0
STATISTICS, HEAT, BARS = 56.0, 120.0, 120.0
STEP, WHOLE = "step", "whole"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is known of a tensor once it has been looked at."""

    image: QImage
    bars: Histogram
    words: tuple[str, str]


class Inspector(Painted):
    """Shows what is going on in one tensor; says which number was asked about, which unit was chosen."""

    asked = Signal(object)
    """(Address)"""
    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.heat, self.bars = SheetTable(self), HeatMap(self), HistogramPlot(self)
        self.sides, self.names = WordRow(self), WordRow(self)
        self.subject: Subject | None = None
        self.cursor_shown: Cursor | None = None
        self.held = ""
        """The line that a person holds the inspector at; empty while it follows the source."""
        self.weight = ""
        """The weight of the line that is looked at instead of its numbers."""
        self.side: Side | None = None
        """The side a person chose; None while it follows the pass."""
        self.extent = STEP
        self._told: dict[tuple[str, Side], Told] = {}
        self._shown: tuple[str, str, str] = ("", "", "")
        for part in (self.heat, self.bars, self.sides, self.names):
            part.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.table.asked.connect(self.asked)
        self.table.chosen.connect(self.unit_chosen)
        self.heat.asked.connect(self.asked)
        self.sides.chosen.connect(self.choose)
        self.names.chosen.connect(self.choose_name)

    def show_subject(self, subject: Subject) -> None:
        """Take a trace."""
        if self.subject is None or subject.trace is not self.subject.trace:
            self._told = {}
            self._shown = ("", "", "")
        self.subject = subject
        lines = {line.name for line in subject.trace.lines}
        self.held = self.held if self.held in lines else ""
        self.weight = self.weight if self.weight in subject.trace.weight else ""
        self._refresh()

    def seek(self, cursor: Cursor | None) -> None:
        """Take a moment."""
        self.cursor_shown = cursor
        self._refresh()

    def hold(self, name: str) -> None:
        """Stay with a line, or follow the source again if it is held already."""
        self.held, self.weight = ("" if name == self.held else name), ""
        self._refresh()

    def choose(self, word: str) -> None:
        """Choose a side, or how much of the tensor the table shows."""
        if word in {STEP, WHOLE}:
            self.extent = word
        else:
            chosen = next(side for side in SIDES if side == word)
            self.side = None if chosen == self.side else chosen
        self._refresh()

    def choose_name(self, name: str) -> None:
        """Look at the line's own numbers, or at one of its weights."""
        line = self.line
        if line is not None:
            self.held, self.weight = line.name, "" if name == line.name else name
            self._refresh()

    # -- what is looked at

    @property
    def line(self) -> Line | None:
        """The line that is looked at."""
        if self.subject is None:
            return None
        lines = {line.name: line for line in self.subject.trace.lines}
        beat = None if self.cursor_shown is None else self.cursor_shown.beat
        followed = beat.line if beat is not None and beat.line else self.subject.trace.lines[0].name
        return lines[self.held or followed]

    @property
    def name(self) -> str:
        """The tensor that is looked at."""
        return self.weight or (self.line.name if self.line else "")

    @property
    def side_shown(self) -> Side:
        """Which side of it: as chosen here, as chosen for all views, or by the pass."""
        if self.side and not (self.side == UPDATE and not self.weight):
            return self.side
        own = self.subject.side if self.subject else "auto"
        if own != "auto":
            return GRADIENT if own == "gradient" else VALUE
        cursor = self.cursor_shown
        if self.weight and cursor is not None and cursor.phase is Phase.UPDATE:
            return UPDATE
        return GRADIENT if cursor is not None and cursor.backwards else VALUE

    @property
    def array(self) -> Array | None:
        """The tensor that is looked at, whole: what is exported."""
        return tensor(self.subject.trace, self.name, self.side_shown) if self.subject and self.name else None

    @property
    def file_name(self) -> str:
        """A name for a file of it."""
        step = self.subject.trace.step if self.subject else 0
        return f"update{step}-{self.name}-{self.side_shown}.npy".replace("'", "_before").replace(":", "-")

    def _refresh(self) -> None:
        subject, cursor, line = self.subject, self.cursor_shown, self.line
        if subject is None or cursor is None or line is None:
            return
        trace, t, side = subject.trace, shown_t(cursor), self.side_shown
        if self.weight or self.extent == WHOLE:
            key = (self.name, side, WHOLE)
            if key != self._shown:
                self.table.show_sheet(whole_sheet(trace, self.name, side), subject.unit)
        else:
            key = (self.name, side, STEP)
            self.table.show_sheet(step_sheet(trace, line, t, cursor), subject.unit)
        self._show_told(trace, (self.name, side), fresh=key[:2] != self._shown[:2])
        self._seek_told(trace, cursor, t, side)
        self._show_words(line, side)
        if key != self._shown:
            self._shown = key
            self._arrange()
        self.update()

    def _show_told(self, trace: Trace, key: tuple[str, Side], *, fresh: bool) -> None:
        if not fresh:
            return
        if key not in self._told:
            op = None if key[0] in trace.weight or key[1] != VALUE else self.line and self.line.op
            array = tensor(trace, *key)
            image = heat_image(trace, *key, self.look, self.heat.size_in_pixels)
            bars = histogram(array, log=key[1] != VALUE)
            self._told[key] = Told(image, bars, statistics(array, op or None).words(self.look))
        told, word = self._told[key], self.look.word
        axes = word("输入 → 单元", "inputs → units") if key[0] in trace.weight else word("时间 → 单元", "time → units")
        self.heat.show_image(told.image, trace, key, f"{SIGNS.get(key[1], '')}{key[0].replace(chr(39), '′')}   {axes}")
        sizes = word("大小的分布（对数）", "sizes, log axis") if key[1] != VALUE else word("数值的分布", "values")
        self.bars.show_histogram(told.bars, sizes)

    def _seek_told(self, trace: Trace, cursor: Cursor, t: int, side: Side) -> None:
        """Move what depends on the moment: the veil, the frame, the yellow part of the bars."""
        if self.weight:
            self.heat.seek(Reach(0, 1, None))
            self.bars.seek(np.zeros(len(self._told[self.weight, side].bars.counts)))
            return
        first = cursor.grads_known(self.name) if side == GRADIENT else 0
        last = trace.T if side == GRADIENT else cursor.values_known(self.name)
        self.heat.seek(Reach(first, last, cursor.t))
        known = first <= t < last
        array = tensor(trace, self.name, side)
        self.bars.seek(self._told[self.name, side].bars.now(array[t] if known else array[:0]))

    def _show_words(self, line: Line, side: Side) -> None:
        word = self.look.word
        sides: tuple[Side, ...] = (VALUE, GRADIENT, UPDATE) if self.weight else (VALUE, GRADIENT)
        words: list[tuple[str, str]] = [(name, word(*SIDES[name])) for name in sides]
        if not self.weight:
            words += [(STEP, word("这一步", "this step")), (WHOLE, word("全部步", "all steps"))]
        self.sides.show_words(tuple(words), frozenset({side, self.extent}))
        names: Words = ((line.name, line.name), *((name, name.partition(".")[2].replace("'", "′"))
                                                  for name in line.weights))
        self.names.show_words(names if line.weights else (), frozenset({self.name}))

    # -- where things stand

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale; kept pictures are of the old one."""
        super().restyle(look, unit)
        self._told, self._shown = {}, ("", "", "")
        for part in (self.table, self.heat, self.bars, self.sides, self.names):
            part.restyle(look, unit)
        self._arrange()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def table_tall(self) -> float:
        """The height of the table: that of its rows, as far as there is room."""
        rows = self.table.sheets.rowCount()
        room = self.room.height() - TABLE_TOP - STATISTICS - HEAT - BARS
        return max(60.0, min(rows * ROW + 42, room))

    def _arrange(self) -> None:
        wide = self.room.width() - LEFT - EDGE
        names = min(wide * 0.45, self.names.natural) if self.names.words else 0.0
        self._put(self.sides, QRectF(LEFT, WORDS_TOP, wide - names - (20 if names else 0), WORDS_TALL))
        self._put(self.names, QRectF(LEFT + wide - names, WORDS_TOP, names, WORDS_TALL))
        self._put(self.table, QRectF(LEFT, TABLE_TOP, wide, self.table_tall))
        y = TABLE_TOP + self.table_tall + STATISTICS
        self._put(self.heat, QRectF(LEFT, y, wide, HEAT - 12))
        self._put(self.bars, QRectF(LEFT, y + HEAT, wide, BARS - 8))

    def _put(self, part: QWidget, area: QRectF) -> None:
        scaled = QRectF(area.topLeft() * self.unit, area.size() * self.unit)
        part.setGeometry(QRect(scaled.topLeft().toPoint(), scaled.size().toSize()))

    def paint(self, painter: QPainter) -> None:
        """Draw the head and the statistics; the rest are widgets of their own."""
        theme = self.look.theme
        self.fill(painter, theme.paper)
        line = self.line
        if line is None or self.subject is None or self.cursor_shown is None:
            return
        painter.fillRect(QRectF(LEFT, HEAD - 20, 6, 24), colour(ROLES[line.role]))
        right = self.room.width() - EDGE
        shape = self._shape(self.subject.trace)
        write(painter, right, HEAD, shape, self.look.font(17), theme.ink2, RIGHT)
        room = right - LEFT - 40 - text_width(self.look.font(17).toString(), shape)
        size = 22
        while size > 14 and text_width(self.look.font(size, medium=True).toString(), self.heading) > room:
            size -= 1
        write(painter, LEFT + 20, HEAD, self.heading, self.look.font(size, medium=True), theme.ink)
        self._paint_statistics(painter, right - LEFT)

    @property
    def heading(self) -> str:
        """What is looked at, and whether a person holds it."""
        assert self.cursor_shown is not None
        name, t = self.name.replace("'", "′"), shown_t(self.cursor_shown) + 1
        moment = "" if self.weight or self.extent == WHOLE else self.look.word(f"，t = {t}", f" at t = {t}")
        return f"{name}{moment}" + (self.look.word("（固定）", " (held)") if self.held else "")

    def _shape(self, trace: Trace) -> str:
        array = tensor(trace, self.name, self.side_shown)
        sizes = " × ".join(map(str, array.shape))
        if self.weight:
            return sizes
        return sizes + self.look.word("（T × 单元）", " (T × units)")

    def _paint_statistics(self, painter: QPainter, room: float) -> None:
        told = self._told.get((self.name, self.side_shown))
        if told is None:
            return
        top = TABLE_TOP + self.table_tall
        for place, text in enumerate(told.words):
            size = 17
            while size > 11 and text_width(self.look.font(size).toString(), text) > room:
                size -= 1
            write(painter, LEFT, top + 22 + 24 * place, text, self.look.font(size), self.look.theme.ink2)

    def wait(self) -> None:
        """Show nothing until the next trace comes."""
        self.cursor_shown = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()
