"""Let a decoder say an answer by itself: it reads what it has just said. Greedy, or keeping the best few (a beam)."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.reader import Reader, Reading
from engine.softmax import log_softmax
from engine.tasks.task import Question, Said


def decode(reader: Reader, question: Question) -> Said:
    """Answer every row of a question."""
    value, after = reader.read(question.x, alive=question.alive, source=True)
    rows = value["y"].shape[1]
    if question.beam == 1:
        return _greedy(reader, question, after)
    return tuple(_best(reader, question, after.rows(np.array([row])), question.first[row]) for row in range(rows))


def _greedy(reader: Reader, question: Question, reading: Reading) -> Said:
    """Say the likeliest symbol each time, all rows at once; the first of equally likely ones."""
    x, said = question.first[None], list[Array]()
    going = np.ones(x.shape[1], bool)
    while going.any() and len(said) < question.longest:
        value, reading = reader.read(x, reading)
        now = value["y"][-1].argmax(axis=-1)
        going &= now != question.end
        said.append(np.where(going, now, question.end))
        x = question.next[now][None]
    return tuple(tuple(int(s) for s in row if s != question.end) for row in np.array(said).T.reshape(x.shape[1], -1))


@dataclass(frozen=True, slots=True)
class Half:
    """An answer begun: its symbols, and the sum of the logarithms of how likely each was."""

    said: tuple[int, ...]
    log_p: float


def _best(reader: Reader, question: Question, reading: Reading, first: Array) -> tuple[int, ...]:
    """Keep the likeliest beginnings of one row; a finished answer counts by the mean of its symbols' logarithms."""
    begun, finished = [Half((), 0.0)], list[Half]()
    x = first[None, None]
    for _ in range(question.longest):
        value, reading = reader.read(x, reading)
        log_p = log_softmax(value["y"][-1].astype(np.float64))  # (beam, V)
        sums = np.array([half.log_p for half in begun])[:, None] + log_p
        order = np.argsort(-sums, axis=None, kind="stable")[: 2 * question.beam]
        kept: list[tuple[int, Half]] = []
        for row, symbol in zip(*np.unravel_index(order, sums.shape), strict=True):
            half = Half((*begun[row].said, int(symbol)), float(sums[row, symbol]))
            if symbol == question.end:
                finished.append(Half(half.said[:-1], half.log_p / len(half.said)))
            elif len(kept) < question.beam:
                kept.append((int(row), half))
        if not kept or _decided(finished, [half for _, half in kept], question.longest):
            break
        begun = [half for _, half in kept]
        reading = reading.rows(np.array([row for row, _ in kept]))
        x = question.next[[half.said[-1] for half in begun]][None]
    open_ones = [Half(half.said, half.log_p / max(1, len(half.said))) for half in begun]
    return max(finished or open_ones, key=lambda half: half.log_p).said


def _decided(finished: list[Half], begun: list[Half], longest: int) -> bool:
    """Whether no beginning can still do better, even if every symbol that it says from now on were certain."""
    best = max((half.log_p for half in finished), default=-np.inf)
    return bool(best >= max(half.log_p for half in begun) / longest)
