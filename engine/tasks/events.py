"""Sequences of events: which comes next, how surprising each one was, and what pairs of events alone would know."""

import numpy as np

from engine.arrays import Array
from engine.losses import cross_entropy
from engine.tasks.task import Batch, Indices, one_hot
from engine.tasks.words import Words

SMOOTH = 3


def following(events: Indices, words: Words, language: str) -> Batch:
    """Make a batch of events (T + 1, B) in which each step is to say the next."""
    rows = one_hot(events, len(words.en))
    names = np.array(words.named(language))
    tokens = tuple(tuple(row) for row in names[events[:-1].T].tolist())
    return Batch(rows[:-1], rows[1:], np.ones(events[:-1].shape), tokens)


def own(text: str, words: Words, language: str) -> Batch:
    """Read the user's own events; what follows the last one is not known, so that is not scored."""
    events = words.read(text)
    batch = following(np.append(events, 0)[:, None], words, language)
    batch.targets[-1] = 0
    batch.scored[-1] = 0
    return batch


def surprises(outputs: Array, batch: Batch) -> Array:
    """How unlikely each next event was held to be, in nats, (T, B)."""
    return cross_entropy(outputs.astype(np.float64), batch.targets)


def alarm(surprise: Array) -> Array:
    """Each row's largest surprise, as a mean over a few steps, (B,)."""
    run = np.lib.stride_tricks.sliding_window_view(surprise, SMOOTH, axis=0)
    return np.asarray(run.mean(axis=-1).max(axis=0))


def pairs(events: Indices, kinds: int) -> Array:
    """Count which event follows which in (T, B), one added to each: logarithms of their shares, (kinds, kinds)."""
    counts = np.ones((kinds, kinds))
    np.add.at(counts, (events[:-1].ravel(), events[1:].ravel()), 1)
    return np.asarray(np.log(counts / counts.sum(axis=1, keepdims=True)))
