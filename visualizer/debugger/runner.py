"""Runs to the next breakpoint, forwards and backwards, over the beats of this update and then over updates."""

from PySide6.QtCore import QObject, Signal

from visualizer.debugger.breakpoints import Breakpoint, Breakpoints, next_stop, toggled
from visualizer.session import Session
from visualizer.timeline import Timeline

PATIENCE = 500
"""Updates that are looked through for a breakpoint before it is given up."""


class Runner(QObject):
    """Holds the breakpoints; seeks the next one."""

    changed = Signal()
    gave_up = Signal()
    """No breakpoint was met in many updates."""

    def __init__(self, session: Session, timeline: Timeline) -> None:
        super().__init__(timeline)
        self.session, self.timeline = session, timeline
        self.points: Breakpoints = frozenset()
        self.way = 0
        """Where it is running to: forwards, backwards, or not at all."""
        self._left = 0
        self._awaited: int | None = None

    def toggle(self, point: Breakpoint) -> None:
        """Set a breakpoint or take it away."""
        self.points = toggled(self.points, point)
        self.changed.emit()

    def run(self, way: int) -> None:
        """Go to the next stop; without breakpoints, to the end of the update."""
        self.timeline.pause()
        self.session.train(False)
        beats = self.timeline.beats
        if beats is None:
            return
        stop = next_stop(beats, self.points, self.timeline.done, way)
        end = len(beats) if way > 0 else 0
        if stop is not None:
            self._end(stop)
        elif not self.points and self.timeline.done != end:
            self._end(end)
        else:
            self.way, self._left = way, PATIENCE
            self._ask()

    def _ask(self) -> None:
        """Ask for the next update on the way, if there is one."""
        place = self.session.place
        if place is None or place.step + self.way < 0 or self._left == 0:
            self.stop()
            self.gave_up.emit()
            return
        self._left -= 1
        self._awaited = place.step + self.way
        self.session.goto(self._awaited)

    def take(self) -> None:
        """Look through an update that has come."""
        reached, beats = self.session.reached, self.timeline.beats
        if not self.way or reached is None or beats is None:
            return
        if reached.step != self._awaited:
            self.stop()
            return
        stop = next_stop(beats, self.points, -1 if self.way > 0 else len(beats) + 1, self.way)
        if stop is not None:
            self._end(stop)
        elif not self.points:
            self._end(len(beats) if self.way > 0 else 0)
        else:
            self._ask()

    def _end(self, stop: int) -> None:
        self.stop()
        self.timeline.seek(stop)

    def stop(self) -> None:
        """Run no further."""
        self.way, self._awaited = 0, None
