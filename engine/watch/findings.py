"""What the engine says of watches: where a search ended, what a pinned expression is, what is wrong with one."""

from dataclasses import dataclass

from engine.errors import NONE, Three
from engine.watch.watch import Hit, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """Where a search ended."""

    which: int
    """The watchpoint that was reached first on the way, from 0; −1 if none."""
    hits: tuple[Hit | None, ...]
    """For each watchpoint where it holds in that update: going forwards the first moment, backwards the last."""
    counts: tuple[int, ...]
    """At how many updates on the way each of them held, those passed by and this one."""

    @property
    def hit(self) -> Hit | None:
        """Where to stop."""
        return self.hits[self.which] if self.which >= 0 else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """An expression that cannot be read: what is wrong, and at which character, from 0."""

    text: str
    what: str
    expected: str
    remedy: str
    at: int
    zh: Three = NONE


@dataclass(frozen=True, slots=True, eq=False)
class Pinned:
    """A watch at one update: its numbers, and if it is a condition, where it holds."""

    reading: Reading
    condition: bool
    hits: tuple[Hit, ...]
