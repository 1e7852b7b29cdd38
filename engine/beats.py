"""A beat is one line at one time step in one pass; the number of beats done is the whole state of the animation.

A training step of T time steps and L lines has 2·T·L + 2 beats: forward, line by line, t = 0 … T−1; the loss;
backward, the same lines in reverse, t = T−1 … 0; the update. Everything a view asks is arithmetic on that number.
"""

from dataclasses import dataclass
from enum import IntEnum


class Phase(IntEnum):
    """The four parts of a training step, in order."""

    FORWARD = 0
    LOSS = 1
    BACKWARD = 2
    UPDATE = 3


class Unit(IntEnum):
    """How far one move goes."""

    LINE = 0
    TIME = 1
    PASS = 2


@dataclass(frozen=True, slots=True)
class Beat:
    """What happens at one moment; `t` is −1 and `line` is empty for the loss and the update."""

    phase: Phase
    t: int = -1
    line: str = ""


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of a training step: `names` of the lines of one time step in forward order, and T."""

    names: tuple[str, ...]
    T: int

    def __len__(self) -> int:
        return 2 * self.T * len(self.names) + 2

    def at(self, done: int) -> Beat | None:
        """The beat done last, or None when nothing is done yet."""
        assert 0 <= done <= len(self)
        if done == 0:
            return None
        n, half = len(self.names), self.T * len(self.names)
        if done <= half:
            return Beat(Phase.FORWARD, (done - 1) // n, self.names[(done - 1) % n])
        if done == half + 1:
            return Beat(Phase.LOSS)
        if done == len(self):
            return Beat(Phase.UPDATE)
        back = done - half - 2
        return Beat(Phase.BACKWARD, self.T - 1 - back // n, self.names[n - 1 - back % n])

    def done(self, beat: Beat | None) -> int:
        """How many beats are done right after this one; the inverse of `at`."""
        if beat is None:
            return 0
        n, half = len(self.names), self.T * len(self.names)
        if beat.phase is Phase.LOSS:
            return half + 1
        if beat.phase is Phase.UPDATE:
            return len(self)
        place = self.names.index(beat.line)
        if beat.phase is Phase.FORWARD:
            return beat.t * n + place + 1
        return half + 1 + (self.T - 1 - beat.t) * n + (n - place)

    def values_known(self, done: int, name: str) -> int:
        """For how many time steps, from the left, the value of a line (or of x) is computed."""
        n = len(self.names)
        place = self.names.index(name) if name in self.names else 0
        return max(0, min(self.T, (done - 1 - place) // n + 1))

    def grads_known(self, done: int, name: str) -> int:
        """From which time step on, up to T, the gradient of a line (or of x) is computed; T if nowhere."""
        n = len(self.names)
        place = n - 1 - self.names.index(name) if name in self.names else n - 1
        passed = done - self.T * n - 2 - place
        return self.T - max(0, min(self.T, passed // n + 1))

    def depth(self, done: int) -> int:
        """Frames on the activation stack: pushed when a step is complete, popped when its backward step begins."""
        n = len(self.names)
        half = self.T * n
        if done <= half:
            return done // n
        return max(0, self.T - (max(0, done - half - 1) + n - 1) // n)

    def stops(self, unit: Unit) -> list[int]:
        """Where a move of this unit comes to rest, in order, 0 and the end included."""
        n, half = len(self.names), self.T * len(self.names)
        if unit is Unit.LINE:
            return list(range(len(self) + 1))
        if unit is Unit.TIME:
            forward = [n * (t + 1) for t in range(self.T)]
            backward = [half + 1 + n * (t + 1) for t in range(self.T)]
            return [0, *forward, half + 1, *backward, len(self)]
        return [0, half, half + 1, 2 * half + 1, len(self)]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where we are: beats done, and how much of the last one's motion has been shown (0…1]."""

    beats: Beats
    done: int
    part: float = 1.0
    moved: int = 0
    """How many beats the move that is being shown did; 0 if nobody said."""

    @property
    def beat(self) -> Beat | None:
        """The beat of this moment."""
        return self.beats.at(self.done)

    @property
    def t(self) -> int | None:
        """The time step of this moment; None before the start, at the loss and at the update."""
        beat = self.beat
        return None if beat is None or beat.t < 0 else beat.t

    @property
    def phase(self) -> Phase:
        """The pass of this moment; forward before anything is done."""
        beat = self.beat
        return Phase.FORWARD if beat is None else beat.phase

    @property
    def backwards(self) -> bool:
        """True from the first beat of the backward pass on."""
        return self.phase >= Phase.BACKWARD

    def values_known(self, name: str) -> int:
        """For how many time steps, from the left, the value of a line is computed."""
        return self.beats.values_known(self.done, name)

    def grads_known(self, name: str) -> int:
        """From which time step on the gradient of a line is computed."""
        return self.beats.grads_known(self.done, name)

    @property
    def depth(self) -> int:
        """Frames on the activation stack."""
        return self.beats.depth(self.done)
