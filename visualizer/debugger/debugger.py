"""The debugger as a part of the window: its desk, its runner, and what they are shown of the window's state."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.beats import Cursor
from engine.errors import WatchError
from engine.messages import Advanced, Checked
from visualizer.debugger.desk import Desk
from visualizer.debugger.desk_bar import Play
from visualizer.debugger.file_line import FileLine
from visualizer.debugger.runner import Runner
from visualizer.debugger.sheet import export
from visualizer.debugger.watch_line import WatchLine
from visualizer.debugger.watches import Watches, mistake_in
from visualizer.errors import VisualizerError
from visualizer.session import Place

if TYPE_CHECKING:
    from visualizer.window import Window


class Debugger(QObject):
    """The desk over a window, shown only what is on it."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.desk, self.file_line, self.watch_line = Desk(window), FileLine(window), WatchLine(window)
        self.watches = Watches(self)
        self.runner = Runner(window.session, window.timeline, self.watches)
        self.watch_line.judge = self._judge

    @property
    def open(self) -> bool:
        """Whether the desk lies over the lecture."""
        return not self.desk.isHidden()

    def show(self) -> None:
        """Show the desk what its pictures show."""
        if self.open and self.desk.stage.subjects:
            self.desk.show_subject(self.desk.stage.subjects[0])
            self.desk.show_check(self._window.checked)
            self.desk.seek(self._window.timeline.cursor)

    def _judge(self, text: str) -> WatchError | None:
        """What is wrong with a watch of the net on the desk."""
        subject = self.desk.subject
        return None if subject is None else mistake_in(text, subject.trace)

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
            export(array, Path(name).expanduser())
        except VisualizerError as error:
            self._window.warn(str(error))
