"""The beats of this training step as a row of cells: what is done, what is now, what is to come; click or drag it."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Cursor, Phase
from visualizer.beat_cells import Cell, by_line, by_time, cell_at
from visualizer.paint import CENTRE, LEFT, Look, box, colour, text_width, write
from visualizer.painted import Painted
from visualizer.theme import LIGHT

MARGIN = 2.0
NAMES, TOP, TALL = 30.0, 42.0, 32.0
MANY, CROWD = 20, 60
PHASES = {
    Phase.FORWARD: ("前向", "forward"),
    Phase.LOSS: ("损失", "loss"),
    Phase.BACKWARD: ("反向", "backward"),
    Phase.UPDATE: ("更新", "update"),
}


class Scrubber(Painted):
    """Shows where a cursor is among the beats; says how many beats a click asks for."""

    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.cursor_shown: Cursor | None = None
        self.pace = "time"
        self.cells: tuple[Cell, ...] = ()

    def show_cursor(self, cursor: Cursor | None, pace: str) -> None:
        """Take the moment and the pace it moves at."""
        if (cursor, pace) != (self.cursor_shown, self.pace):
            self.cursor_shown, self.pace = cursor, pace
            self._arrange()

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale; words have other widths."""
        super().restyle(look, unit)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the cells anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.cells = ()
        if self.cursor_shown is not None and self.room.width() > 100:
            width = self.room.width() - 2 * MARGIN
            beats = self.cursor_shown.beats
            if self.by_line:
                self.cells = by_line(beats, self.cursor_shown.done, width)
            else:
                self.cells = by_time(beats, width, self._least(Phase.LOSS), self._least(Phase.UPDATE))
        self.update()

    @property
    def by_line(self) -> bool:
        """Whether the cells are the lines of one time step."""
        return self.pace == "line"

    def _least(self, phase: Phase) -> float:
        return text_width(self.look.font(18, medium=True).toString(), self.look.word(*PHASES[phase])) + 14

    def paint(self, painter: QPainter) -> None:
        """Draw the names of the passes and the cells."""
        if self.cursor_shown is None or not self.cells:
            box(painter, QRectF(MARGIN, TOP, self.room.width() - 2 * MARGIN, TALL), self.look.theme.wash)
            return
        painter.translate(MARGIN, 0)
        done = self.cursor_shown.done
        if self.by_line:
            self._paint_step(painter, self.cursor_shown)
        else:
            self._paint_phases(painter, self.cursor_shown)
        labels = self._font() if self.by_line or self.cursor_shown.beats.T < MANY else None
        for cell in self._visible(done):
            self._paint_cell(painter, cell, done, labels)
        self._paint_now(painter, done)

    def _visible(self, done: int) -> tuple[Cell, ...]:
        """Give the cells to draw; a crowd of thin ones is drawn as what is done and what is coming of each pass."""
        if self.by_line or self.cells[0].width * self.unit > 2.5:
            return self.cells
        merged: list[Cell] = []
        for cell in self.cells:
            last = merged[-1] if merged else None
            if last and last.phase is cell.phase and (last.first > done) == (cell.first > done):
                merged[-1] = Cell("", cell.phase, last.first, cell.last, cell.goal, last.x, cell.right - last.x)
            else:
                merged.append(cell)
        return tuple(merged)

    def _paint_cell(self, painter: QPainter, cell: Cell, done: int, labels: QFont | None) -> None:
        theme = self.look.theme
        coming = cell.first > done
        corner = min(3.0, cell.width / 4)
        box(painter, QRectF(cell.x, TOP, cell.width, TALL), theme.wash if coming else theme.rule, corner=corner)
        font = labels or (self._font() if cell.phase in {Phase.LOSS, Phase.UPDATE} else None)
        if font and text_width(font.toString(), cell.label) <= cell.width - 3:
            ink = theme.ink3 if coming else theme.ink if self.by_line else theme.ink2
            write(painter, cell.middle, TOP + 22.5, cell.label, font, ink, CENTRE)

    def _paint_now(self, painter: QPainter, done: int) -> None:
        """Draw the present over its neighbours, wide enough for its name."""
        cell = next((cell for cell in self.cells if cell.holds(done)), None)
        if cell is None:
            return
        font = self._font(medium=True)
        wide = max(cell.width, text_width(font.toString(), cell.label) + 8)
        x = min(max(0.0, cell.middle - wide / 2), self.room.width() - 2 * MARGIN - wide)
        place = QRectF(x, TOP, wide, TALL)
        if wide > cell.width:
            painter.fillRect(place.adjusted(-2, 0, 2, 0), colour(self.look.theme.paper))
        box(painter, place, self.look.theme.now)
        write(painter, place.center().x(), TOP + 22.5, cell.label, font, LIGHT.ink, CENTRE)

    def _font(self, *, medium: bool = False) -> QFont:
        return self.look.font(20 if self.by_line else 17, medium=medium)

    def _paint_phases(self, painter: QPainter, cursor: Cursor) -> None:
        for phase, words in PHASES.items():
            first = next(cell for cell in self.cells if cell.phase is phase)
            now = phase is cursor.phase and cursor.done > 0
            centred = phase in {Phase.LOSS, Phase.UPDATE}
            write(painter, first.middle if centred else first.x, NAMES, self.look.word(*words),
                  self.look.font(18, medium=now), self.look.theme.ink if now else self.look.theme.ink2,
                  CENTRE if centred else LEFT)

    def _paint_step(self, painter: QPainter, cursor: Cursor) -> None:
        """Say which time step of which pass the lines belong to."""
        text = self.look.word(*PHASES[cursor.phase])
        t = 0 if cursor.done == 0 else cursor.t
        if t is not None:
            text = self.look.word(f"{text} · 第 {t + 1} 步", f"{text} · step {t + 1}")
        lines = next(cell for cell in self.cells if cell.last - cell.first == 0)
        write(painter, lines.x, NAMES, text, self.look.font(18, medium=True), self.look.theme.ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the beat under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(self.point(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask for each beat that the pointer is dragged over."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(self.point(event))

    def _seek(self, point: QPointF) -> None:
        if self.cursor_shown is not None and self.cells:
            goal = cell_at(self.cells, point.x() - MARGIN).goal
            if goal != self.cursor_shown.done:
                self.sought.emit(goal)
