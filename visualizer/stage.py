"""The stage: one canvas on which the views of a scene paint, over one column of light that says when we are.

Views are painters, not widgets, so that a yellow column or an arrow can run from one to another. What does not depend
on the cursor is kept as a picture and drawn again only when a trace, a size or a look arrives.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Beat, Cursor, Phase
from visualizer.foresight import Foresight
from visualizer.inked import inked, lay
from visualizer.lane import Lane
from visualizer.layout import Area
from visualizer.paint import RIGHT as RIGHT_END
from visualizer.paint import Look, colour, text_width, write
from visualizer.patience import Patience
from visualizer.views.view import Spill, Subject

LEFT, RIGHT = 20.0, 60.0
TOP = 64.0
LANE_GAP = 48.0
HEADER = 56.0
HEADED_TOP, RACE_TOP = 142.0, 166.0
WIDEST = 240.0
"""How wide the column of now is at most: of a single step it would fill the stage."""


class Stage(QWidget):
    """Shows subjects through views at a cursor; says which beat was picked, and nothing else."""

    picked = Signal(object)
    chosen = Signal(int, int)
    """(lane, row): a row of a view's list was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self.look = Look()
        self.unit = 1.0
        self.lanes: list[Lane] = []
        self.subjects: tuple[Subject, ...] = ()
        self.titles: tuple[str, ...] = ()
        self.foresight = Foresight(self, self._paint_views)
        self.patience = Patience(self)
        self.heading = ""
        self.notes: tuple[tuple[str, str], ...] = ()
        """Name and number of a measure of each lane, if known."""
        self.cursor_shown: Cursor | None = None
        self._still: QPixmap | None = None
        self._inked: tuple[QRect, ...] = ()

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale (screen pixels in a design pixel)."""
        self.look, self.unit = look, unit
        self._arrange()

    def set_views(self, names: tuple[str, ...]) -> None:
        """Choose the views, one to four, of every lane; they are placed when the next subjects come."""
        if not self.lanes or self.lanes[0].names != names:
            self.lanes = [Lane(names) for _ in self.subjects] or [Lane(names)]

    def show_subjects(self, subjects: tuple[Subject, ...], titles: tuple[str, ...] = ()) -> None:
        """Take new traces: rare, may be slow."""
        if self.lanes and len(self.lanes) != len(subjects):
            self.lanes = [Lane(self.lanes[0].names) for _ in subjects]
        self.subjects, self.titles = subjects, titles
        self._arrange()
        if subjects and self.lanes:
            self.foresight.expect(self.lanes[0].beats)

    def seek(self, cursor: Cursor) -> None:
        """Take a new moment: frequent, fast."""
        self.cursor_shown = cursor
        self.patience.end()
        self.update()

    def wait(self, waiting: bool = True, step: int | None = None) -> None:
        """Show an empty stage until the next subjects come: nothing the engine has not done is shown.

        If that takes long, it says to which update the engine trains meanwhile.
        """
        self.patience.end()
        if waiting:
            self.cursor_shown = None
            self.patience.begin(step)
        self.update()

    def set_heading(self, text: str) -> None:
        """Write the slide's title on the stage, when the slide itself is hidden."""
        if text != self.heading:
            self.heading = text
            self._arrange()

    def set_notes(self, notes: tuple[tuple[str, str], ...]) -> None:
        """Write a measure over each lane of a race."""
        if notes != self.notes:
            self.notes = notes
            self._still = None
            self.update()

    def done_of(self, beat: Beat) -> int:
        """How many beats of the first lane are done right after a beat."""
        return self.lanes[0].beats.done(beat)

    @property
    def top(self) -> float:
        """Where the stage begins: below a title, and lower still if the lanes of a race have titles of their own."""
        if not self.heading:
            return TOP
        return RACE_TOP if len(self.lanes) > 1 else HEADED_TOP

    def _arrange(self) -> None:
        self._still = None
        if self.subjects and len(self.lanes) == len(self.subjects):
            width, height = self.width() / self.unit, self.height() / self.unit
            head = HEADER if len(self.lanes) > 1 else 0.0
            left = RIGHT if self.heading else LEFT
            each = (width - left - RIGHT - LANE_GAP * (len(self.lanes) - 1)) / len(self.lanes)
            top = self.top + head
            room = Area(0, top, each, max(50.0, height - top - 14))
            for place, (lane, subject) in enumerate(zip(self.lanes, self.subjects, strict=True)):
                spill = Spill(
                    left=LANE_GAP / 2 if place else left,
                    right=LANE_GAP / 2 if place + 1 < len(self.lanes) else RIGHT,
                    up=HEADED_TOP - 72 if self.heading and not head else TOP - 12,
                )
                lane.show(subject, left + place * (each + LANE_GAP), room, self.look, spill)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept picture, the column of now, and every view at the cursor."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.look.theme.paper))
        if self.subjects and self.cursor_shown is not None and self.lanes:
            self._scale(painter)
            for lane in self.lanes:
                self._paint_now(painter, lane, lane.cursor(self.cursor_shown))
            painter.resetTransform()
            lay(painter, *self._kept())
            self._paint_views(painter, self.cursor_shown)
        elif self.cursor_shown is None and self.patience.over:
            self._scale(painter)
            self.patience.paint(painter, self.rect(), self.look, self.unit)
        painter.end()

    def _paint_views(self, painter: QPainter, leading: Cursor) -> None:
        """Paint what depends on the moment."""
        self._scale(painter)
        for lane in self.lanes:
            for view in lane.views.values():
                painter.save()
                view.paint(painter, lane.cursor(leading))
                painter.restore()

    def _scale(self, painter: QPainter) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self.unit, self.unit)

    def _paint_now(self, painter: QPainter, lane: Lane, cursor: Cursor) -> None:
        if lane.axis is None or cursor.t is None:
            return
        axis = lane.axis
        wide = min(max(axis.pitch - 4, 3.0), WIDEST)
        column = QRectF(axis.x(cursor.t) - wide / 2, axis.top, wide, axis.bottom - axis.top)
        painter.fillRect(column, colour(self.look.theme.now_wash))

    def _kept(self) -> tuple[QPixmap, tuple[QRect, ...]]:
        """What does not depend on the moment, and where in it something is drawn."""
        if self._still is None:
            ratio = self.devicePixelRatioF()
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            self._scale(painter)
            self._paint_heading(painter)
            for place, lane in enumerate(self.lanes):
                self._paint_title(painter, lane, place)
                for view in lane.views.values():
                    painter.save()
                    view.paint_still(painter)
                    painter.restore()
            painter.end()
            self._inked = inked(self._still)
        return self._still, self._inked

    def _paint_heading(self, painter: QPainter) -> None:
        if self.heading:
            write(painter, 60, 126, self.heading, self.look.font(56, medium=True), self.look.theme.ink)

    def _paint_title(self, painter: QPainter, lane: Lane, place: int) -> None:
        if len(self.lanes) > 1 and place < len(self.titles):
            font = self.look.font(40, medium=True)
            top = self.top
            size = min(40.0, 40 * self._room_of_title(lane, place) / text_width(font.toString(), self.titles[place]))
            title = self.look.font(size, medium=True)
            write(painter, lane.x + 4, top + HEADER - 24, self.titles[place], title, self.look.theme.ink)
            if place < len(self.notes):
                right = lane.x + lane.width - 16
                name, value = self.notes[place]
                right -= write(painter, right, top + HEADER - 24, value, font, self.look.theme.ink, RIGHT_END) + 14
                write(painter, right, top + HEADER - 24, name, self.look.font(24), self.look.theme.ink2, RIGHT_END)

    def _room_of_title(self, lane: Lane, place: int) -> float:
        """What the measure beside it leaves a lane's title."""
        told = self.notes[place] if place < len(self.notes) else ("", "")
        sizes = zip(told, (self.look.font(24), self.look.font(40, medium=True)), strict=True)
        return lane.width - 40 - sum(text_width(font.toString(), words) for words, font in sizes)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which beat lies under the pointer, or which row of a list."""
        point = QPointF(event.position() / self.unit)
        beat, row = self.beat_at(point), self.row_at(point)
        if beat is not None:
            self.picked.emit(beat)
        elif row is not None:
            self.chosen.emit(*row)

    def beat_at(self, point: QPointF) -> Beat | None:
        """Ask the views which beat lies under a point."""
        for lane in self.lanes if self.cursor_shown is not None else []:
            for view in lane.views.values():
                if self.cursor_shown is not None and view.area.contains(point):
                    beat = view.picked(point, lane.cursor(self.cursor_shown))
                    if beat is not None:
                        return self._in_first_lane(beat)
        return None

    def row_at(self, point: QPointF) -> tuple[int, int] | None:
        """Ask the views which row of a list lies under a point; gives its lane, too."""
        for place, lane in enumerate(self.lanes if self.cursor_shown is not None else []):
            for view in lane.views.values():
                row = view.row_at(point) if view.area.contains(point) else None
                if row is not None:
                    return place, row
        return None

    def _in_first_lane(self, beat: Beat) -> Beat:
        """The same moment where the cursor lives: another lane's cell may have other lines, or it more time steps."""
        beats = self.lanes[0].beats
        if not beat.line:
            return beat
        end = beats.names[-1] if beat.phase is Phase.FORWARD else beats.names[0]
        line = beat.line if beat.line in beats.names else end
        return replace(beat, t=min(beat.t, beats.T - 1), line=line)


