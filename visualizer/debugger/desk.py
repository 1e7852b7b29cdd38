"""The debugger's desk over the window: place, source, origin, pictures, inspector and bar around one moment.

It keeps no facts of its own but the breakpoints and what a person looks at; every part is shown the same subject and
the same cursor.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.beats import Beat, Cursor
from engine.edits import Edit
from engine.messages import Checked
from engine.origin import Address
from visualizer.debugger.breakpoints import Breakpoint, Breakpoints
from visualizer.debugger.call_stack import CallStack
from visualizer.debugger.desk_bar import DeskBar, Play
from visualizer.debugger.desk_stage import DeskStage
from visualizer.debugger.floor import floor
from visualizer.debugger.inspector import Inspector
from visualizer.debugger.origin_panel import OriginPanel
from visualizer.debugger.place_line import PlaceLine, edit_words, place_words
from visualizer.debugger.source_panel import SourcePanel
from visualizer.debugger.watch_list import WatchList
from visualizer.layout import Area
from visualizer.paint import Look, colour
from visualizer.painted import Painted, painter_for
from visualizer.stage import Stage
from visualizer.views.view import Subject

DESK_SETS = (
    ("unrolled", "triangle"),
    ("unrolled", "gradients", "carry"),
    ("theory", "memory"),
    ("saturation", "clip"),
    ("cell", "formula", "maps"),
    ("unrolled", "gradients", "stack"),
)
"""What is shown in the middle, one set after the other."""
STACK = 58.0
"""Height of the call stack between the source and the origin."""


class Desk(QWidget):
    """All parts of the debugger; hidden until it is opened."""

    toggled = Signal(object)
    """(Breakpoint)"""
    sought = Signal(int)
    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.unit = Look(), 1.0
        self.place, self.source, self.stack = PlaceLine(self), SourcePanel(self), CallStack(self)
        self.origin, self.stage, self.inspector = OriginPanel(self), DeskStage(self), Inspector(self)
        self.bar, self.watches = DeskBar(self), WatchList(self)
        self.subject: Subject | None = None
        self.cursor_shown: Cursor | None = None
        self.edits: tuple[Edit, ...] = ()
        """The changes in the history of the run that is looked at."""
        self._connect_parts()
        for part in (self, *self.parts):
            part.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def _connect_parts(self) -> None:
        self.source.toggled.connect(self.toggled)
        self.source.held.connect(self.inspector.hold)
        for part in (self.source, self.inspector):
            part.asked.connect(self.origin.ask)
        self.inspector.unit_chosen.connect(self.unit_chosen)
        self.origin.lit.connect(self._light)
        self.origin.wanted.connect(self.sought)
        self.stage.marked.connect(self._mark)
        self.stack.picked.connect(self._pick_frame)

    @property
    def parts(self) -> tuple[Painted | Stage, ...]:
        """The widgets, in the order in which they stand."""
        return (self.place, self.source, self.stack, self.origin, self.stage, self.inspector, self.watches,
                self.bar)

    def show_subject(self, subject: Subject | None) -> None:
        """Take a new trace, or the same with another unit in focus."""
        if subject is None or subject is self.subject:
            return
        rows = len(self.source.rows)
        self.subject = subject
        self.source.show_subject(subject)
        self.origin.show_subject(subject)
        self.inspector.show_subject(subject)
        if len(self.source.rows) != rows:
            self._arrange()

    def seek(self, cursor: Cursor | None) -> None:
        """Take a new moment."""
        self.cursor_shown = cursor
        if self.subject is None:
            return
        for part in (self.source, self.stack, self.origin, self.inspector, self.watches):
            part.seek(cursor)
        trace = self.subject.trace
        probe = self.look.word("探针", "a probe") if trace.probe else ""
        changed = edit_words(self.edits, trace.step, self.look)
        run = " · ".join(part for part in (trace.run, trace.cell.title, probe, changed) if part)
        self.place.show_place(place_words(trace.step, cursor, self.look), run)

    def show_edits(self, edits: tuple[Edit, ...]) -> None:
        """Take the changes in the run's history."""
        self.edits = edits

    def show_check(self, checked: Checked | None) -> None:
        """Take what the check of the gradients found."""
        self.place.show_check(checked)

    def show_play(self, play: Play) -> None:
        """Take the state of the play."""
        self.bar.show_play(play)

    def show_points(self, points: Breakpoints) -> None:
        """Take the breakpoints."""
        self.source.show_points(points)
        self.stage.show_points(points)

    def _light(self, went_in: tuple[Address, ...]) -> None:
        """Light what a number came from, in the source and in the pictures."""
        t = self.source.t
        self.source.show_lit(frozenset(at.name for at in went_in if at.t == t))
        self.stage.show_lit(frozenset(at.t for at in went_in if at.t is not None and at.t >= 0))

    def _mark(self, beat: Beat) -> None:
        """Set or take away a breakpoint at a moment of the pictures: the line of now, at that time step."""
        cursor = self.cursor_shown
        now = cursor.beat if cursor is not None else None
        line = now.line if now is not None and now.line else beat.line
        self.toggled.emit(Breakpoint(line, beat.t))

    def _pick_frame(self, t: int) -> None:
        cursor = self.cursor_shown
        if cursor is not None:
            names, phase = cursor.beats.names, cursor.phase if cursor.t is not None else None
            if phase is not None:
                line = names[0] if cursor.backwards else names[-1]
                self.sought.emit(cursor.beats.done(Beat(phase, t, line)))

    # -- where things stand

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        self.look, self.unit = look, unit
        for part in self.parts:
            part.restyle(look, unit)
        self._arrange()
        self.seek(self.cursor_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        plan = floor(self.width() / self.unit, self.height() / self.unit, max(1, len(self.source.rows)))
        origin = plan.origin
        self._put(self.place, plan.place)
        self._put(self.source, plan.source)
        self._put(self.stack, Area(origin.x, origin.y, origin.width, STACK))
        self._put(self.origin, Area(origin.x, origin.y + STACK, origin.width, origin.height - STACK))
        self._put(self.stage, plan.stage)
        self._put(self.inspector, plan.inspector)
        self._put(self.watches, plan.watches)
        self._put(self.bar, plan.bar)

    def _put(self, part: QWidget, area: Area) -> None:
        left, top = round(area.x * self.unit), round(area.y * self.unit)
        right, bottom = round(area.right * self.unit), round(area.bottom * self.unit)
        part.setGeometry(QRect(left, top, right - left, bottom - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what lies below."""
        del event
        painter = painter_for(self, self.unit)
        painter.fillRect(self.rect(), colour(self.look.theme.paper))
        painter.end()
