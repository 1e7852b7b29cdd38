"""Runs to the next breakpoint or watchpoint, both ways, over the beats of this update and then over updates."""

from PySide6.QtCore import QObject, Signal

from visualizer.debugger.breakpoints import Breakpoint, Breakpoints, next_stop, toggled
from visualizer.debugger.watches import Watches
from visualizer.session import Session
from visualizer.timeline import Timeline

PATIENCE = 500
"""Updates that are looked through for a breakpoint before it is given up."""
FAR = 2000
"""Updates that a search for watchpoints goes on at least."""


class Runner(QObject):
    """Holds the breakpoints; seeks the next place to stop at."""

    changed = Signal()
    gave_up = Signal()
    """Nothing to stop at was met in many updates."""

    def __init__(self, session: Session, timeline: Timeline, watches: Watches) -> None:
        super().__init__(timeline)
        self.session, self.timeline, self.watches = session, timeline, watches
        self.points: Breakpoints = frozenset()
        self.way = 0
        """Where it is running to: forwards, backwards, or not at all."""
        self._left = 0
        self._awaited: int | None = None
        """The update that is asked for; of a search, the farthest it may come to."""

    def toggle(self, point: Breakpoint) -> None:
        """Set a breakpoint or take it away."""
        self.points = toggled(self.points, point)
        self.changed.emit()

    def run(self, way: int) -> None:
        """Go to the next stop; with nothing to stop at, to the end of the update."""
        self.timeline.pause()
        self.session.train(False)
        self.way, self._left, self._awaited = way, PATIENCE, None
        self.go_on()

    def go_on(self) -> None:
        """Look at what is left of this update, once it is known where watchpoints hold in it."""
        beats = self.timeline.beats
        if not self.way or self._awaited is not None or beats is None or not self.watches.known:
            return
        done = self.timeline.done
        stop = self._nearest(done, self.watches.stops)
        end = len(beats) if self.way > 0 else 0
        if stop is not None:
            self._end(stop)
        elif not self.points and not self.watches.points and done != end:
            self._end(end)
        else:
            self._ask()

    def _nearest(self, done: int, holds: tuple[int, ...]) -> int | None:
        """The next breakpoint or moment at which a watchpoint holds, on the way from here."""
        beats, way = self.timeline.beats, self.way
        assert beats is not None
        stop = next_stop(beats, self.points, done, way)
        found = [at for at in (*holds, *(() if stop is None else (stop,))) if (at - done) * way > 0]
        return min(found, key=lambda at: at * way, default=None)

    def _ask(self) -> None:
        """Ask for the next update on the way, or for a search; give up if there is none."""
        place = self.session.place
        if place is None or place.step + self.way < 0 or self._left == 0:
            self.stop()
            self.gave_up.emit()
            return
        self._left -= 1
        self._awaited = place.step + self.way
        if not self.watches.points:
            self.session.goto(self._awaited)
            return
        if not self.points:
            planned = max(place.runs[0].updates, place.step + FAR)
            self._awaited, self._left = (planned if self.way > 0 else 0), 0
        self.session.search(self.watches.points, self._awaited)

    def take(self) -> None:
        """Look through an update that has come."""
        reached, beats, awaited = self.session.reached, self.timeline.beats, self._awaited
        if not self.way or reached is None or beats is None or awaited is None:
            return
        found = self.session.found
        if found is None and reached.step != awaited:
            self.stop()
            return
        holds = () if found is None else tuple(hit.done for hit in found.hits if hit is not None)
        stop = self._nearest(-1 if self.way > 0 else len(beats) + 1, holds)
        if stop is not None:
            self._end(stop)
        elif not self.points and found is None:
            self._end(len(beats) if self.way > 0 else 0)
        else:
            self._ask()

    def _end(self, stop: int) -> None:
        self.stop()
        self.timeline.seek(stop)

    def stop(self) -> None:
        """Run no further."""
        self.way, self._awaited = 0, None
