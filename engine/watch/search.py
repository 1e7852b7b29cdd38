"""Take a training to where one of several watchpoints holds first, forwards or backwards: to the update and the beat.

Watchpoints that ask for nothing inside a step are answered from the lists that a trainer keeps; the others look at each
update from inside. Forwards, an update whose numbers are not finite is looked at too before the search fails there.
Backwards, updates are looked at block by block, each block in its own order, for that is the way a training can go.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from engine.conditions import Watchpoint, Watchpoints
from engine.errors import Diverged, no_step
from engine.run import setting
from engine.trainer import Trainer
from engine.watch.findings import Found
from engine.watch.seen import Seen
from engine.watch.vocabulary import words_of
from engine.watch.watch import Hit, Watch, hits, holds, watchpoint

BLOCK = 50
"""Updates that a search backwards looks at in one go."""
Stop = Callable[[], bool]
Truth = tuple[bool, ...]


def read_all(trainer: Trainer, points: Sequence[Watchpoint]) -> tuple[Watch, ...]:
    """Read watchpoints for a trainer's net; the first that cannot be read is told."""
    words = words_of(trainer.model, trainer.weight)
    return tuple(watchpoint(point.text, words) for point in points)


def search(
    trainer: Trainer, wanted: Watchpoints, limit: int, stop: Stop = lambda: False, text: str | None = None
) -> Found:
    """Go to the first update on the way to the limit where a watchpoint holds, else to the limit.

    If stopped, the trainer stands somewhere on the way. What held where the search began is passed by, unless the
    search says at which beat it begins: then it goes on from there within the update.
    """
    if limit < 0:
        raise no_step(limit)
    hunt = _Hunt(trainer, wanted, stop, text)
    way = 1 if limit > trainer.step else -1
    if wanted.done is not None and (found := hunt.rest(wanted.done, way)):
        return found
    for step, truth in hunt.forwards(limit) if way > 0 else hunt.backwards(limit):
        if hunt.stops(truth):
            return hunt.at(step, way)
        if stop():
            return hunt.nothing
    trainer.goto(limit, stop)
    return hunt.nothing


class _Hunt:
    """One search: what is looked for, and how often each was met."""

    def __init__(self, trainer: Trainer, wanted: Watchpoints, stop: Stop, text: str | None) -> None:
        self.trainer, self.stop, self.text = trainer, stop, text
        self.points, self.watches = wanted.points, read_all(trainer, wanted.points)
        self.counts = [0] * len(self.points)
        self._cheap = text is None and all(watch.cheap for watch in self.watches)

    @property
    def nothing(self) -> Found:
        """No place was found."""
        return Found(-1, (None,) * len(self.points), tuple(self.counts))

    def rest(self, done: int, way: int) -> Found | None:
        """Look at what is left of the update where the search begins."""
        seen = self.trainer.look(self.text)
        left = [
            [hit for hit in hits(watch, seen) if (hit.done - done) * way > 0] for watch in self.watches
        ]
        if self.stops(tuple(map(bool, left))):
            return self._found(left, way)
        return None

    def at(self, step: int, way: int) -> Found:
        """Stand where the search ended, and say at which beat."""
        self.trainer.goto(step)
        seen = self.trainer.look(self.text)
        return self._found([list(hits(watch, seen)) for watch in self.watches], way)

    def _found(self, all_hits: Sequence[Sequence[Hit]], way: int) -> Found:
        first = [(each[0] if way > 0 else each[-1]) if each else None for each in all_hits]
        open_ = [
            (hit.done * way, place)
            for place, hit in enumerate(first)
            if hit and self.counts[place] > self.points[place].passes
        ]
        return Found(min(open_)[1] if open_ else -1, tuple(first), tuple(self.counts))

    def stops(self, truth: Truth) -> bool:
        """Count what holds at an update, and say whether one of them stops there."""
        for place, held in enumerate(truth):
            self.counts[place] += held
        return any(
            held and count > point.passes
            for held, count, point in zip(truth, self.counts, self.points, strict=True)
        )

    def forwards(self, limit: int) -> Iterator[tuple[int, Truth]]:
        """What holds at each update after this one."""
        if self._cheap:
            yield from self._ahead(limit)
            return
        for step in range(self.trainer.step + 1, limit + 1):
            self.trainer.goto(step)
            yield step, self._truth(self.trainer.look(self.text))

    def backwards(self, limit: int) -> Iterator[tuple[int, Truth]]:
        """What holds at each update before this one, the youngest first."""
        end = self.trainer.step
        if self._cheap:
            past = _Past(self.trainer, end)
            yield from ((step, self._truth(past.seen(step))) for step in range(end - 1, limit - 1, -1))
            return
        while end > limit:
            begin = max(limit, end - BLOCK)
            block = list(self._block(begin, end))
            if len(block) < end - begin:
                return
            yield from reversed(block)
            end = begin

    def _block(self, begin: int, end: int) -> Iterator[tuple[int, Truth]]:
        for step in range(begin, end):
            self.trainer.goto(step, self.stop)
            if self.stop():
                return
            yield step, self._truth(self.trainer.look(self.text))

    def _ahead(self, limit: int) -> Iterator[tuple[int, Truth]]:
        """Train on and read the lists: an update's loss is known once it is done, so the trainer is one ahead."""
        past = _Past(self.trainer, limit + 1)
        for step in range(self.trainer.step + 1, limit + 1):
            try:
                while self.trainer.step <= step:
                    self.trainer.advance()
                    past.take()
            except Diverged:
                if self.trainer.step == step:
                    yield step, self._truth(self.trainer.look())
                    if step == limit:  # it can be stood at, though not gone on from
                        return
                raise
            yield step, self._truth(past.seen(step))

    def _truth(self, seen: Seen) -> Truth:
        return tuple(holds(watch, seen) for watch in self.watches)


class _Past:
    """A trainer's lists as arrays that grow, so that a look back costs nothing."""

    def __init__(self, trainer: Trainer, room: int) -> None:
        self.trainer, self.run = trainer, trainer.run
        self._arrays = np.empty((2, max(room, trainer.step) + 1))
        self._known = trainer.step
        self._arrays[:, : trainer.step] = trainer.losses, trainer.lengths

    def take(self) -> None:
        """Take the update just done."""
        self._arrays[:, self._known] = self.trainer.losses[-1], self.trainer.lengths[-1]
        self._known += 1

    def seen(self, step: int) -> Seen:
        """An update from outside."""
        losses, lengths = self._arrays[:, : step + 1]
        return Seen(None, step, losses, lengths, setting(self.run, "rate", step) or 0.0, clipped=False)
