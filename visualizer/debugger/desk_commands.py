"""What the debugger's actions do: one method an action, by its name in the table."""

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.beats import Unit
from visualizer.debugger.breakpoints import Breakpoint, line_of
from visualizer.debugger.desk import DESK_SETS
from visualizer.debugger.origin_panel import BACK, FURTHER
from visualizer.theme import DARK, Theme

if TYPE_CHECKING:
    from visualizer.window import Window


class DeskCommands:
    """The actions of the debugger's desk."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._desk, self._runner = window.debugger.desk, window.debugger.runner
        self._lit: Theme | None = None
        """The theme of the room, while the debugger is dark."""

    def debug(self) -> None:
        """Open the debugger over the scene on stage, or leave it."""
        if self._window.debugger.open:
            self.leave()
        elif self._window.lecture.scene is not None:
            self._enter()

    def _enter(self) -> None:
        window = self._window
        self._lit = window.look.theme
        window.timeline.pause()
        window.session.train(False)
        window.session.dissecting = True
        self._desk.show()
        window.restyle(replace(window.look, theme=DARK))
        window.director.move_to(self._desk.stage, DESK_SETS[0], DESK_SETS)
        window.debugger.show()
        self._desk.seek(window.timeline.cursor)
        window.show_transport()

    def leave(self) -> None:
        """Go back to the slide, as light or dark as the room was."""
        window = self._window
        if not self._window.debugger.open:
            return
        self._desk.hide()
        self._runner.stop()
        window.session.dissecting = False
        shown = window.session.shown
        broken = [crash for crash in shown.crashes if crash is not None] if shown is not None else []
        if broken and broken[0].update > 0:
            window.session.goto(broken[0].update - 1)  # the last good picture
        scene = window.lecture.scene
        window.restyle(replace(window.look, theme=self._lit or window.look.theme))
        window.director.move_to(window.stage, window.director.views if scene is None else scene.views)
        window.setFocus()

    def crash_site(self) -> None:
        """Go into the debugger to the moment at which the update broke that was reported last."""
        crash = self._window.debugger.report.crash
        if crash is None:
            return
        self._window.debugger.dismiss_report()
        if not self._window.debugger.open and self._window.lecture.scene is not None:
            self._enter()
        if self._window.debugger.open:
            self._window.debugger.dissect(crash)

    def run_on(self) -> None:
        """Run to the next breakpoint."""
        self._runner.run(1)

    def run_back(self) -> None:
        """Run back to the last breakpoint."""
        self._runner.run(-1)

    def desk_time_on(self) -> None:
        """One time step on."""
        self._go(Unit.TIME, 1)

    def desk_time_back(self) -> None:
        """One time step back."""
        self._go(Unit.TIME, -1)

    def desk_line_on(self) -> None:
        """One line on."""
        self._go(Unit.LINE, 1)

    def desk_line_back(self) -> None:
        """One line back."""
        self._go(Unit.LINE, -1)

    def _go(self, unit: Unit, way: int) -> None:
        self._runner.stop()
        self._window.session.train(False)
        self._window.timeline.step(unit, way)

    def breakpoint(self) -> None:
        """Set a breakpoint at this line at every time step, or take it away."""
        self._toggle(here=False)

    def breakpoint_here(self) -> None:
        """Set a breakpoint at this line and time step, or take it away."""
        self._toggle(here=True)

    def _toggle(self, *, here: bool) -> None:
        cursor = self._window.timeline.cursor
        line = line_of(cursor.beat) if cursor is not None else ""
        if line and cursor is not None:
            self._runner.toggle(Breakpoint(line, cursor.t if here else None))

    def new_watch(self) -> None:
        """Ask for an expression to watch."""
        self._window.debugger.ask_watch()

    def mute_watch(self) -> None:
        """Let the chosen watchpoint stop a run, or no longer."""
        self._window.debugger.watches.toggle(self._desk.watches.chosen)

    def delete_watch(self) -> None:
        """Take the chosen watch away."""
        self._window.debugger.watches.remove(self._desk.watches.chosen)

    def where_from(self) -> None:
        """Explain the input that weighed most."""
        self._desk.origin.do(FURTHER)

    def where_before(self) -> None:
        """Explain the number before again."""
        self._desk.origin.do(BACK)

    def surgery(self) -> None:
        """Try a change on this step."""
        self._window.debugger.operate()

    def copy_numbers(self) -> None:
        """Copy what is selected in the inspector's table."""
        self._desk.inspector.table.copy()

    def export(self) -> None:
        """Ask where to write the tensor that is looked at."""
        if self._desk.inspector.array is not None:
            self._window.debugger.file_line.ask(self._desk.inspector.file_name)
