"""A step to look at: a small net, trained a little, whose sizes are different primes."""

from collections.abc import Callable
from functools import cache

import numpy as np

from engine.errors import WatchError
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from engine.watch.seen import Seen
from engine.watch.vocabulary import Vocabulary, vocabulary
from engine.watch.watch import Hit, hits, watchpoint

LOSSES, LENGTHS = np.array([0.9, 0.7, 0.8, 0.2, 0.6]), np.array([3.0, 1.0, 4.0, 1.5, 9.0])


@cache
def trace(cell: str = "lstm", step: int = 4) -> Trace:
    """A trace; nobody writes into it."""
    walker = Trainer(Run(task="brackets", length=12, cell=cell, hidden=5, batch=2, rate=0.1))
    walker.goto(step)
    return walker.trace()


def mistaken(read: Callable[[str], object], text: str) -> WatchError | None:
    """What is wrong with a text; None if it can be read."""
    try:
        read(text)
    except WatchError as error:
        return error
    return None


def words(found: Trace) -> Vocabulary:
    """What can be asked of a trace."""
    return vocabulary(found.value, found.cell.carry, found.weight)


def seen(found: Trace) -> Seen:
    """A trace with a past that was thought up."""
    return Seen(found, 4, LOSSES, LENGTHS, 0.25, clipped=True)


def struck(text: str, found: Trace | None = None) -> tuple[Hit, ...]:
    """Where a watchpoint holds."""
    found = found or trace()
    return hits(watchpoint(text, words(found)), seen(found))
