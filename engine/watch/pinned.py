"""What pinned expressions are at an update, and over updates: numbers for a list of watches and its spark lines."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.arrays import Array
from engine.errors import WatchError
from engine.trainer import Trainer
from engine.watch.findings import Mistake, Pinned
from engine.watch.seen import Seen
from engine.watch.vocabulary import words_of
from engine.watch.watch import Watch, hits, read, reading


def pinned(trainer: Trainer, texts: Sequence[str], text: str | None = None) -> tuple[Pinned | Mistake, ...]:
    """Say what expressions are at the update about to happen, or on a string of the user's own."""
    seen = trainer.look(text)
    return tuple(_pinned(trainer, each, seen) for each in texts)


def _pinned(trainer: Trainer, text: str, seen: Seen) -> Pinned | Mistake:
    try:
        watch = read(text, words_of(trainer.model, trainer.weight))
    except WatchError as error:
        return Mistake(text, error.what, error.expected, error.remedy, error.at, zh=error.zh)
    return Pinned(reading(watch, seen), watch.condition, hits(watch, seen) if watch.condition else ())


def history(
    trainer: Trainer, texts: Sequence[str], span: tuple[int, int], stop: Callable[[], bool] = lambda: False
) -> Array | None:
    """What expressions were from one update to another, both included, (texts, updates); None if stopped.

    Of one with t in it, the largest of all time steps. The trainer stays where it is: a twin goes.
    """
    words, twin = words_of(trainer.model, trainer.weight), trainer.twin()
    watches = [read(text, words) for text in texts]
    columns: list[list[float]] = []
    for step in range(span[0], span[1] + 1):
        twin.goto(step, stop)
        if stop():
            return None
        seen = twin.look()
        columns.append([_largest(watch, seen) for watch in watches])
    return np.array(columns).reshape(-1, len(texts)).T


def _largest(watch: Watch, seen: Seen) -> float:
    series = reading(watch, seen).series
    known = series[~np.isnan(series)]
    return float(known.max()) if len(known) else float("nan")
