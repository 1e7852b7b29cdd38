"""The list of watches: expressions over the step, which of them stop a run, and what is known of them."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.arrays import Array
from engine.beats import Cursor
from engine.conditions import Watchpoint
from engine.errors import WatchError
from engine.messages import Followed, Watched
from engine.trace import Trace
from engine.watch.findings import Mistake, Pinned
from engine.watch.vocabulary import Vocabulary, vocabulary
from engine.watch.watch import read


@dataclass(frozen=True, slots=True, eq=False)
class Watching:
    """One expression, and what is known of it at this update and over updates."""

    text: str
    enabled: bool = True
    """Whether it stops a run, if it is a condition."""
    condition: bool = False
    """Whether it is a watchpoint, and not a number; known once it was told for the first time."""
    pinned: Pinned | Mistake | None = None
    before: Array | None = None
    """What it was at each of the last updates, (updates,)."""

    @property
    def stops(self) -> tuple[int, ...]:
        """The moments of this update at which it holds."""
        return tuple(hit.done for hit in self.pinned.hits) if isinstance(self.pinned, Pinned) else ()

    @property
    def hits(self) -> int | None:
        """At how many of the last updates it held."""
        return None if self.before is None or not self.condition else int((self.before > 0).sum())

    def at(self, cursor: Cursor) -> float | None:
        """Its value at a moment; None while it is not known."""
        if not isinstance(self.pinned, Pinned):
            return None
        reading = self.pinned.reading
        t = (cursor.t if cursor.t is not None else len(reading.series) - 1) if reading.free else 0
        if not 0 <= t < len(reading.series) or reading.when[t] > cursor.done:
            return None
        return float(reading.series[t])


def _told(item: Watching, now: Pinned | Mistake) -> Watching:
    """Take what an expression is now."""
    return replace(item, pinned=now, condition=now.condition if isinstance(now, Pinned) else item.condition)


def words_of(trace: Trace) -> Vocabulary:
    """The names that a watch may use of a trace's net."""
    return vocabulary(trace.value, tuple(trace.cell.carry), trace.weight)


def mistake_in(text: str, trace: Trace) -> WatchError | None:
    """What is wrong with an expression, if anything is."""
    try:
        read(text, words_of(trace))
    except WatchError as error:
        return error
    return None


class Watches(QObject):
    """The expressions of a person, in order."""

    asked = Signal(object)
    """(tuple of str): expressions that the engine should tell from now on."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Watching, ...] = ()
        self.known = True
        """Whether it is known where they hold at this update."""

    def add(self, text: str) -> None:
        """Watch one expression more."""
        if text not in {item.text for item in self.items}:
            self._put((*self.items, Watching(text)))

    def remove(self, place: int) -> None:
        """Watch one less."""
        if 0 <= place < len(self.items):
            self._put((*self.items[:place], *self.items[place + 1 :]))

    def toggle(self, place: int) -> None:
        """Let one stop a run, or no longer."""
        if 0 <= place < len(self.items):
            item = self.items[place]
            changed = replace(item, enabled=not item.enabled)
            self.items = (*self.items[:place], changed, *self.items[place + 1 :])
            self.changed.emit()

    def _put(self, items: tuple[Watching, ...]) -> None:
        self.items = items
        self.known = not items
        self.asked.emit(tuple(item.text for item in items))
        self.changed.emit()

    def take(self, watched: Watched | None) -> None:
        """Take what they are at this update; None until that is known."""
        told = watched.each[0] if watched is not None else ()
        if watched is not None and len(told) != len(self.items):
            return
        self.known = watched is not None or not self.items
        if watched is None:
            self.items = tuple(replace(item, pinned=None, before=None) for item in self.items)
        else:
            self.items = tuple(_told(item, now) for item, now in zip(self.items, told, strict=True))
        self.changed.emit()

    def take_before(self, followed: Followed) -> None:
        """Take what they were over updates."""
        values = np.asarray(followed.values)
        if len(values) == len(self.items):
            self.items = tuple(replace(item, before=row) for item, row in zip(self.items, values, strict=True))
            self.changed.emit()

    @property
    def points(self) -> tuple[Watchpoint, ...]:
        """The watchpoints that stop a run."""
        return tuple(Watchpoint(item.text) for item in self.items if item.enabled and item.condition)

    @property
    def stops(self) -> tuple[int, ...]:
        """The moments of this update at which one of them holds, in order."""
        return tuple(sorted({done for item in self.items if item.enabled for done in item.stops}))
