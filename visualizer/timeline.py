"""The one object that knows where we are in a training step; keys, slider, player and clicks all call `seek`.

Playing is one timer adding to one number: `tick(0.016)` is what the timer calls and what a test calls.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from engine.beats import Beats, Cursor, Unit

FRAME = 16
MOTION = 0.24
"""Seconds a beat's motion lasts, but never more than 60 % of the beat."""
SMOOTH_UP_TO = 4.0
"""Beats a second above which nothing is tweened."""
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True, slots=True)
class Move:
    """One step that was taken: how, from where, to where."""

    unit: Unit
    direction: int
    start: int
    end: int


class Timeline(QObject):
    """Beats done, the motion of the last one, and whether time is running."""

    moved = Signal(object)
    play_changed = Signal()
    arrived = Signal()
    """A motion has come to its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.beats: Beats | None = None
        self.done = 0
        self.part = 1.0
        self.direction = 0
        self.unit = Unit.TIME
        self.speed = 1.0
        self.still = False
        """With reduced motion nothing is tweened."""
        self.driven = False
        """Whether time passes by `tick` alone, not by the clock: in a tour, whose pictures stay the same."""
        self._until: int | None = None
        self._moved = 0
        self._trail: list[Move] = []
        """The steps that led here; the opposite one undoes the last exactly, also where it began inside a time step."""
        self._since = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._turn)

    @property
    def cursor(self) -> Cursor | None:
        """Where we are, or None before the first trace."""
        return None if self.beats is None else Cursor(self.beats, self.done, self.part, self._moved)

    @property
    def playing(self) -> bool:
        """Whether time is running."""
        return self.direction != 0

    def load(self, beats: Beats, done: int) -> None:
        """Take the beats of another trace and a place in them; whatever played stops."""
        self.beats = beats
        self._halt()
        self.seek(done)

    def clear(self) -> None:
        """Forget the trace: nothing moves until the next one comes."""
        self._halt()
        self.beats, self.done, self.part = None, 0, 1.0
        self._say()

    def follow(self, beats: Beats) -> None:
        """Take the beats of the same step of another update: stay at the same moment and go on playing."""
        same = beats == self.beats
        beat = None if self.beats is None else self.beats.at(self.done)
        self.beats = beats
        if not same:
            known = beat is not None and beat.t < beats.T and (not beat.line or beat.line in beats.names)
            self.done = beats.done(beat) if known else 0
            self._trail.clear()
        self._say()

    def seek(self, done: int, part: float = 1.0) -> None:
        """Go to a moment."""
        if self.beats is None:
            return
        self._trail.clear()
        self._put(max(0, min(len(self.beats), done)), part)

    def _put(self, done: int, part: float, moved: int = 0) -> None:
        self.done, self.part, self._moved = done, part, moved
        self._since = 0.0
        self._say()

    def step(self, unit: Unit, direction: int) -> bool:
        """Move to the next place of rest of this unit, or undo the last step; False if there is none to move to."""
        self.pause()
        last = self._trail[-1] if self._trail else None
        if last is not None and (last.unit, last.direction, last.end) == (unit, -direction, self.done):
            target = self._trail.pop().start
        else:
            found = self._next(unit, direction)
            if found is None:
                return False
            target = found
            self._trail.append(Move(unit, direction, self.done, target))
        tween = direction > 0 and not self.still
        self._put(target, 0.0 if tween else 1.0, max(0, target - self.done))
        if tween:
            self._run()
        return True

    def play(self, direction: int = 1, unit: Unit = Unit.TIME, until: int | None = None) -> None:
        """Let time run, to the end or until so many beats are done."""
        if self.beats is None:
            return
        self._trail.clear()
        self.direction, self.unit, self._until = direction, unit, until
        self._since = self._period
        self._run()
        self.play_changed.emit()

    def pause(self) -> None:
        """Stop after the beat we are at."""
        if self.playing:
            self._halt()
            self.part = 1.0
            self._say()

    def finish(self) -> None:
        """Jump to where the motion would end."""
        target = self._until
        self._halt()
        if target is not None:
            self.seek(target)
        self.arrived.emit()

    @property
    def bound(self) -> int | None:
        """Where the running motion will stop, if somebody said."""
        return self._until if self.playing else None

    def set_speed(self, speed: float) -> None:
        """Beats a second."""
        self.speed = max(SPEEDS[0], min(SPEEDS[-1], speed))
        self.play_changed.emit()

    def tick(self, seconds: float) -> None:
        """Let this much time pass."""
        if self.beats is None or (not self.playing and self.part >= 1.0):
            self._timer.stop()
            return
        self._since += seconds
        while self.playing and self._since >= self._period:
            self._since -= self._period
            self._advance()
        length = min(MOTION, 0.6 * self._period) if self.playing else MOTION
        fast = self.playing and self.speed > SMOOTH_UP_TO
        self.part = 1.0 if fast or self.still or self.direction < 0 else min(1.0, self._since / length)
        self._say()
        if not self.playing and self.part >= 1.0:
            self._timer.stop()

    def _advance(self) -> None:
        target = self._next(self.unit, self.direction)
        if target is not None and self._until is not None:
            left = (self._until - self.done) * self.direction
            target = None if left <= 0 else self._until if (target - self._until) * self.direction > 0 else target
        if target is None:
            self._since = MOTION
            self._halt()
            self.arrived.emit()
            return
        self.done, self._moved = target, max(0, target - self.done)

    def _next(self, unit: Unit, direction: int) -> int | None:
        if self.beats is None:
            return None
        stops = self.beats.stops(unit)
        place = bisect_right(stops, self.done) if direction > 0 else bisect_left(stops, self.done) - 1
        return stops[place] if 0 <= place < len(stops) else None

    @property
    def _period(self) -> float:
        return 1.0 / self.speed

    def _run(self) -> None:
        self._clock.start()
        if not self.driven:
            self._timer.start()

    def _turn(self) -> None:
        self.tick(self._clock.restart() / 1000)

    def _halt(self) -> None:
        was = self.playing
        self.direction, self._until = 0, None
        self._timer.stop()
        if was:
            self.play_changed.emit()

    def _say(self) -> None:
        self.moved.emit(self.cursor)
