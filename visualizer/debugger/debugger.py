"""The debugger as a part of the window: its desk, its runner, and what they are shown of the window's state."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.beats import Cursor
from engine.crash import Crash
from engine.errors import WatchError
from engine.messages import Advanced, Checked
from engine.run import Run
from visualizer.crash_report import CrashReport
from visualizer.crash_words import address_of, bad_number, moment_of
from visualizer.debugger.desk import Desk
from visualizer.debugger.desk_bar import Play
from visualizer.debugger.file_line import FileLine
from visualizer.debugger.operations import operations
from visualizer.debugger.runner import Runner
from visualizer.debugger.sheet import export
from visualizer.debugger.surgery_panel import SurgeryPanel
from visualizer.debugger.watch_line import WatchLine
from visualizer.debugger.watches import Watches, mistake_in
from visualizer.errors import VisualizerError
from visualizer.overlay import Overlay
from visualizer.place import Place
from visualizer.views.quantity import shown_t
from visualizer.worksheet.worksheets import Worksheets

if TYPE_CHECKING:
    from visualizer.window import Window


class Debugger(QObject):
    """The desk over a window, shown only what is on it."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.desk, self.file_line, self.watch_line = Desk(window), FileLine(window), WatchLine(window)
        self.watches, self.surgery, self.report = Watches(self), SurgeryPanel(window), CrashReport(window)
        self.worksheets = Worksheets(window)
        self.kept: list[Place] = []
        """Where we were before each change that was kept."""
        self._sought: Crash | None = None
        """A crash that is being gone to."""
        self.runner = Runner(window.session, window.timeline, self.watches)
        self.watch_line.judge = self._judge

    @property
    def open(self) -> bool:
        """Whether the desk lies over the lecture."""
        return not self.desk.isHidden()

    @property
    def covers(self) -> tuple[Overlay, ...]:
        """What may lie over the desk."""
        return self.report, self.file_line, self.watch_line, self.surgery, self.worksheets.line

    def show(self) -> None:
        """Show the desk what its pictures show."""
        if self.open and self.desk.stage.subjects:
            self.desk.show_subject(self.desk.stage.subjects[0])
            self.desk.show_check(self._window.checked)
            place = self._window.session.place
            self.desk.show_edits(() if place is None else place.runs[0].edits)
            crash = self._broken
            self.desk.place.show_broken("" if crash is None else bad_number(crash, self._window.look))
            self.desk.seek(self._window.timeline.cursor)

    def _judge(self, text: str) -> WatchError | None:
        """What is wrong with a watch of the net on the desk."""
        subject = self.desk.subject
        return None if subject is None else mistake_in(text, subject.trace)

    def operate(self) -> None:
        """Open what can be done to the step on the desk."""
        desk, cursor = self.desk, self._window.timeline.cursor
        line = desk.inspector.line
        if desk.subject is None or cursor is None or line is None:
            return
        found = desk.origin.found
        at = None if found is None else found.at
        trace, unit = desk.subject.trace, desk.subject.unit
        state = trace.cell.head.inputs[0].removesuffix("'")
        shown = state if state in trace.value else line.name
        self._window.session.hush(True)
        self.surgery.offer(operations(trace, line.name, unit, shown_t(cursor), at), shown)

    def keep(self, run: Run) -> None:
        """Go on with a change that was tried: it is part of the run's history now."""
        place = self._window.session.place
        if place is not None:
            self.kept.append(place)
            self._window.session.open(replace(place, runs=(run, *place.runs[1:])))

    def undo(self) -> None:
        """Go back to the run as it was before the change that was kept last, at the same update."""
        place = self._window.session.place
        if place is not None and self.kept:
            self._window.session.open(replace(place, runs=self.kept.pop().runs))

    def dissect(self, crash: Crash) -> None:
        """Go to the moment at which an update broke: it is shown though it cannot be done."""
        place = self._window.session.place
        if place is not None:
            which = place.names.index(crash.run) if crash.run in place.names else 0
            self._sought = crash
            self._window.session.open(replace(
                place, names=(place.names[which],), runs=(place.runs[which],), step=crash.update))

    @property
    def _broken(self) -> Crash | None:
        """Why the update on the desk cannot be done, if it cannot."""
        shown = self._window.session.shown
        return None if shown is None else shown.crash

    def arrive(self) -> None:
        """Stand where it broke, and explain the number."""
        crash, beats = self._sought, self._window.timeline.beats
        self._sought = None
        if crash is None or beats is None or self._broken is None:
            return
        at = address_of(crash)
        if at is not None and at.t is not None and at.name in beats.names:
            self._window.director.focus(crash.fault.unit)
        self._window.seek(moment_of(crash, beats))
        if at is not None:
            self.desk.origin.ask(at)

    def dismiss_report(self) -> bool:
        """Take the report of a crash away, with what the banner says of it; it can still be gone to."""
        shown = self.report.isVisible()
        if shown:
            self.report.hide()
            self._window.banner.dismiss()
        return shown

    def forget(self) -> None:
        """Forget what was kept: another scene begins as it is written."""
        self.kept.clear()

    def show_watches(self) -> None:
        """Show what is known of the watches."""
        self.desk.watches.show_items(self.watches.items)

    def ask_watch(self) -> None:
        """Ask for one watch more."""
        if self.desk.subject is not None:
            self.watch_line.ask("")

    def say_no_stop(self) -> None:
        """Say that nothing to stop at was met."""
        word = self._window.look.word
        self._window.banner.show_failure(
            word("没有遇到断点或监视点。", "No breakpoint and no watchpoint was met."),
            word("设置一个断点（F9），或换一个条件。", "Set one (F9), or watch something else."),
        )

    def seek(self, cursor: Cursor | None) -> None:
        """Show the desk a moment."""
        if self.open:
            self.desk.seek(cursor)

    def show_check(self, checked: Checked | None) -> None:
        """Show what the check of the gradients found."""
        self.desk.show_check(checked)

    def show_play(self, place: Place, shown: Advanced) -> None:
        """Show the bar where the play is."""
        if self.open:
            timeline, session = self._window.timeline, self._window.session
            self.desk.bar.show_play(Play(
                timeline.cursor, "time", shown.traces[0].step, place.runs[0].updates, shown.losses[0],
                self._window.director.loss, timeline.playing, session.training, timeline.speed,
            ))

    def write(self, name: str) -> None:
        """Write what the inspector looks at to a file."""
        array = self.desk.inspector.array
        if not name or array is None:
            return
        try:
            export(array, path := Path(name).expanduser())
        except VisualizerError as error:
            self._window.warn(error.told)
        else:
            self.desk.place.show_written(path)
