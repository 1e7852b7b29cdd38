"""The beats of this training step as a row of cells: what is done, what is now, what is to come; click or drag it."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Cursor, Phase
from visualizer.beat_cells import Cell, by_line, by_time, cell_at
from visualizer.paint import CENTRE, LEFT, Look, box, colour, text_width, write
from visualizer.painted import Painted, paint_between, sheet_for
from visualizer.theme import LIGHT

MARGIN = 2.0
NAMES, TOP, TALL = 30.0, 42.0, 32.0
MANY = 20
"""From so many time steps on, only the present one is numbered."""
THIN = 2.5
"""Cells of so few screen pixels are drawn as one bar."""
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
        self._pictures: tuple[QPixmap, QPixmap] | None = None

    def show_cursor(self, cursor: Cursor | None, pace: str) -> None:
        """Take the moment and the pace it moves at."""
        if (cursor, pace) != (self.cursor_shown, self.pace):
            self.cursor_shown, self.pace = cursor, pace
            self._arrange()

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale; words have other widths."""
        super().restyle(look, unit)
        self._pictures = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the cells anew."""
        super().resizeEvent(event)
        self._pictures = None
        self._arrange()

    def _arrange(self) -> None:
        before, self.cells = self.cells, ()
        if self.cursor_shown is not None and self.room.width() > 100:
            width = self.room.width() - 2 * MARGIN
            beats = self.cursor_shown.beats
            if self.by_line:
                self.cells = by_line(beats, self.cursor_shown.done, width)
            else:
                self.cells = by_time(beats, width, self._least(Phase.LOSS), self._least(Phase.UPDATE))
        if self.cells is not before:
            self._pictures = None
        self.update()

    @property
    def by_line(self) -> bool:
        """Whether the cells are the lines of one time step; the loss and the update belong to none."""
        shown = self.cursor_shown
        return self.pace == "line" and shown is not None and (shown.done == 0 or shown.t is not None)

    def _least(self, phase: Phase) -> float:
        return text_width(self.look.font(18, medium=True).toString(), self.look.word(*PHASES[phase])) + 14

    def paint(self, painter: QPainter) -> None:
        """Draw the names of the passes and the cells."""
        if self.cursor_shown is None or not self.cells:
            box(painter, QRectF(MARGIN, TOP, self.room.width() - 2 * MARGIN, TALL), self.look.theme.wash)
            return
        done = self.cursor_shown.done
        if self.by_line:
            self._paint_step(painter, self.cursor_shown)
        else:
            self._paint_phases(painter, self.cursor_shown)
        edge = next((cell.x for cell in self.cells if cell.first > done), self.room.width()) + MARGIN - 1
        all_done, all_coming = self._kept()
        paint_between(painter, all_done, 0, edge)
        paint_between(painter, all_coming, edge, self.room.width())
        self._paint_now(painter, done)

    def _kept(self) -> tuple[QPixmap, QPixmap]:
        """Keep the row as it looks when all is done and when all is coming."""
        if self._pictures is None:
            theme = self.look.theme
            past = theme.ink if self.by_line else theme.ink2
            self._pictures = self._drawn(theme.rule, past), self._drawn(theme.wash, theme.ink3)
        return self._pictures

    def _drawn(self, fill: str, ink: str) -> QPixmap:
        sheet, painter = sheet_for(self, self.unit, QSizeF(self.room.width(), TOP + TALL + 2))
        painter.translate(MARGIN, 0)
        many = not self.by_line and self._steps >= MANY
        for cell in self._visible():
            box(painter, QRectF(cell.x, TOP, cell.width, TALL), fill, corner=min(3.0, cell.width / 4))
            font = self._font()
            named = not many or cell.phase in {Phase.LOSS, Phase.UPDATE}
            if named and text_width(font.toString(), cell.label) <= cell.width - 3:
                write(painter, cell.middle, TOP + 22.5, cell.label, font, ink, CENTRE)
        painter.end()
        return sheet

    @property
    def _steps(self) -> int:
        return 0 if self.cursor_shown is None else self.cursor_shown.beats.T

    def _visible(self) -> list[Cell]:
        """Give the cells to draw; a crowd of thin ones is drawn as one for each pass."""
        if self.by_line or self.cells[0].width * self.unit > THIN:
            return list(self.cells)
        passes = [[cell for cell in self.cells if cell.phase is phase] for phase in Phase]
        return [replace(cells[0], width=cells[-1].right - cells[0].x) for cells in passes]

    def _paint_now(self, painter: QPainter, done: int) -> None:
        """Draw the present over its neighbours, wide enough for its name."""
        cell = next((cell for cell in self.cells if cell.holds(done)), None)
        if cell is None:
            return
        font = self._font(medium=True)
        wide = max(cell.width, text_width(font.toString(), cell.label) + 8)
        x = MARGIN + min(max(0.0, cell.middle - wide / 2), self.room.width() - 2 * MARGIN - wide)
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
            write(painter, MARGIN + (first.middle if centred else first.x), NAMES, self.look.word(*words),
                  self.look.font(18, medium=now), self.look.theme.ink if now else self.look.theme.ink2,
                  CENTRE if centred else LEFT)

    def _paint_step(self, painter: QPainter, cursor: Cursor) -> None:
        """Say which time step of which pass the lines belong to."""
        text = self.look.word(*PHASES[cursor.phase])
        t = (cursor.t or 0) + 1
        text = self.look.word(f"{text}，第 {t} 步", f"{text}, step {t}")
        lines = next(cell for cell in self.cells if cell.last - cell.first == 0)
        write(painter, MARGIN + lines.x, NAMES, text, self.look.font(18, medium=True), self.look.theme.ink)

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
