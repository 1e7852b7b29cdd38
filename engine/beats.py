"""A beat is one line at one time step in one pass; the number of beats done is the whole state of the animation.

A training step of T time steps and L lines has 2·T·L + 2 beats: forward, line by line, t = 0 … T−1; the loss;
backward, the same lines in reverse, t = T−1 … 0; the update. Everything a view asks is arithmetic on that number.
"""

from dataclasses import dataclass, field
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
class Group:
    """Lines that go through time together, in forward order, from the left or, way −1, from the right."""

    names: tuple[str, ...]
    way: int = 1


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of a training step: `names` of the lines of one time step in forward order, and T.

    The lines of a net in two directions go through time in groups, one after the other, and in a group that comes from
    the right time runs backwards; the backward pass is the same way back. A frame is a group at a time step.
    """

    names: tuple[str, ...]
    T: int
    groups: tuple[Group, ...] = ()
    """Empty for a net in one direction: all lines are one group."""

    def __len__(self) -> int:
        return 2 * self.half + 2

    @property
    def half(self) -> int:
        """The beats of the forward pass."""
        return self.T * len(self.names)

    @property
    def frames(self) -> int:
        """Frames that the forward pass pushes."""
        return self.T * len(self._groups)

    @property
    def _groups(self) -> tuple[Group, ...]:
        return self.groups or (Group(self.names),)

    def at(self, done: int) -> Beat | None:
        """The beat done last, or None when nothing is done yet."""
        assert 0 <= done <= len(self)
        if done == 0:
            return None
        if done <= self.half:
            return Beat(Phase.FORWARD, *self._place(done - 1))
        if done == self.half + 1:
            return Beat(Phase.LOSS)
        if done == len(self):
            return Beat(Phase.UPDATE)
        return Beat(Phase.BACKWARD, *self._place(2 * self.half + 1 - done))

    def _place(self, index: int) -> tuple[int, str]:
        """Time step and line of a beat of the forward pass."""
        for group in self._groups:
            n = len(group.names)
            if index < self.T * n:
                t = index // n
                return t if group.way > 0 else self.T - 1 - t, group.names[index % n]
            index -= self.T * n
        raise AssertionError("there is no such beat")

    def _index(self, t: int, name: str) -> int:
        """Which beat of the forward pass computes a line at a time step; what comes from outside, the first one."""
        begin = 0
        for group in self._groups:
            n = len(group.names)
            if name in group.names or name not in self.names:
                place = group.names.index(name) if name in group.names else 0
                return begin + (t if group.way > 0 else self.T - 1 - t) * n + place
            begin += self.T * n
        raise AssertionError("there is no such line")

    def done(self, beat: Beat | None) -> int:
        """How many beats are done right after this one; the inverse of `at`."""
        if beat is None:
            return 0
        if beat.phase is Phase.LOSS:
            return self.half + 1
        if beat.phase is Phase.UPDATE:
            return len(self)
        index = self._index(beat.t, beat.line)
        return index + 1 if beat.phase is Phase.FORWARD else 2 * self.half + 1 - index

    def known(self, done: int, name: str) -> tuple[int, int]:
        """From which time step, and up to which, that one not included, the value of a line (or of x) is computed."""
        first, n, way = self._ends(name)
        count = max(0, min(self.T, (done - 1 - first) // n + 1))
        return (0, count) if way > 0 else (self.T - count, self.T)

    def given(self, done: int, name: str) -> tuple[int, int]:
        """The same of the gradient of a line (or of x)."""
        first, n, way = self._ends(name)
        last = 2 * self.half + 1 - (first + (self.T - 1) * n)  # done at the first gradient that is computed
        count = max(0, min(self.T, (done - last) // n + 1))
        return (self.T - count, self.T) if way > 0 else (0, count)

    def _ends(self, name: str) -> tuple[int, int, int]:
        """Which beat computes a line first, after how many the next time, and which way it goes through time."""
        group = next((each for each in self._groups if name in each.names), self._groups[0])
        return self._index(0 if group.way > 0 else self.T - 1, name), len(group.names), group.way

    def values_known(self, done: int, name: str) -> int:
        """For how many time steps, from the left, the value of a line (or of x) is computed."""
        first, last = self.known(done, name)
        return last if first == 0 else 0

    def grads_known(self, done: int, name: str) -> int:
        """From which time step on, up to T, the gradient of a line (or of x) is computed; T if nowhere."""
        first, last = self.given(done, name)
        return first if last == self.T else self.T

    def depth(self, done: int) -> int:
        """Frames on the activation stack: pushed when a step is complete, popped when its backward step begins."""
        if done <= self.half + 1:
            return self._complete(min(done, self.half))
        return self._complete(max(0, 2 * self.half + 1 - done))

    def _complete(self, done: int) -> int:
        """Frames of which all lines are among the first beats of the forward pass."""
        count = 0
        for group in self._groups:
            n = len(group.names)
            count += max(0, min(self.T, done // n))
            done -= self.T * n
        return count

    def stops(self, unit: Unit) -> list[int]:
        """Where a move of this unit comes to rest, in order, 0 and the end included."""
        if unit is Unit.LINE:
            return list(range(len(self) + 1))
        if unit is Unit.TIME:
            forward = self._frame_ends()
            backward = [2 * self.half + 1 - end for end in reversed([0, *forward[:-1]])]
            return [0, *forward, self.half + 1, *backward, len(self)]
        return [0, self.half, self.half + 1, 2 * self.half + 1, len(self)]

    def _frame_ends(self) -> list[int]:
        """How many beats are done when each frame of the forward pass is complete."""
        ends, begin = list[int](), 0
        for group in self._groups:
            n = len(group.names)
            ends += [begin + n * (t + 1) for t in range(self.T)]
            begin += self.T * n
        return ends


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where we are: beats done, and how much of the last one's motion has been shown (0…1]."""

    beats: Beats
    done: int
    part: float = 1.0
    moved: int = 0
    """How many beats the move that is being shown did; 0 if nobody said."""
    beat: Beat | None = field(init=False, compare=False, repr=False)
    """The beat of this moment, looked up once: many ask."""

    def __post_init__(self) -> None:
        """Look up the beat."""
        object.__setattr__(self, "beat", self.beats.at(self.done))

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
