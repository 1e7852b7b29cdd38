"""Connectionist temporal classification (Graves 2006): a row's labels in order, at whatever time steps they come.

A path says one symbol a time step; runs of the same symbol are one, and then the blank, symbol 0, is left out. The
loss of a row is −ln of all paths that spell its labels, summed by two passes over states (blank, label, blank, …), in
logarithms throughout and in float64.

What a time step adds to that loss is its surprise: −ln of how likely, among all paths that could still spell the labels
before it, are those that still can after it. Surprises are never negative, and they sum to the loss exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.errors import RunError
from engine.softmax import log_softmax

BLANK = 0

Indices = npt.NDArray[np.signedinteger[Any]]
Labels = tuple[tuple[int, ...], ...]
NEVER = -np.inf


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What the paths of each row go through, one after the other: blank, label, blank, …, label, blank."""

    symbol: Indices
    """(B, S), filled up with blanks"""
    size: Indices
    """(B,), how many states a row has"""

    @classmethod
    def of(cls, labels: Labels) -> "States":
        """Put blanks around the labels of each row."""
        size = np.array([2 * len(row) + 1 for row in labels])
        symbol = np.full((len(labels), size.max()), BLANK)
        for states, row in zip(symbol, labels, strict=True):
            states[1 : 2 * len(row) : 2] = row
        return cls(symbol, size)

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Which states a row really has, (B, S)."""
        return np.asarray(np.arange(self.symbol.shape[1]) < self.size[:, None])

    @property
    def last(self) -> npt.NDArray[np.bool_]:
        """In which states a path may end, (B, S): the last label and the blank after it."""
        return np.asarray(self.inside & (np.arange(self.symbol.shape[1]) >= self.size[:, None] - 2))

    @property
    def leap(self) -> Array:
        """The logarithm of whether a state is reached from two before it, (B, S): from a label to a different one."""
        may = np.full(self.symbol.shape, NEVER)
        may[:, 2:][(self.symbol[:, 2:] != BLANK) & (self.symbol[:, 2:] != self.symbol[:, :-2])] = 0
        return may


def needed(labels: Sequence[int]) -> int:
    """How many time steps a row's labels take at least: one each, and a blank between two equal ones."""
    return len(labels) + sum(one == two for one, two in pairwise(labels))


def collapse(path: Sequence[int]) -> tuple[int, ...]:
    """What a path spells: runs become one symbol, then blanks go."""
    return tuple(now for last, now in pairwise((BLANK, *path)) if now not in {last, BLANK})


def spell(y: Array, lengths: Indices, labels: Labels) -> tuple[Array, Array]:
    """What each step adds to the loss of its row, (T, B), and the slope of each row's loss at the scores, (T, B, V)."""
    _refuse(y, lengths, labels)
    states, log_p = States.of(labels), log_softmax(y.astype(np.float64))
    said = np.take_along_axis(log_p, np.broadcast_to(states.symbol, (len(y), *states.symbol.shape)), axis=-1)
    said = np.where(states.inside, said, NEVER)  # (T, B, S)
    before, after = _forward(said, states), _backward(said, states, lengths)
    within = np.arange(len(y))[:, None] < lengths  # (T, B)
    alive = np.where(within, np.logaddexp.reduce(np.where(after > NEVER, before, NEVER), axis=-1), 0)
    each = np.diff(-alive, axis=0, prepend=0)
    total = np.take_along_axis(alive, np.maximum(lengths - 1, 0)[None], axis=0)[..., None]  # (1, B, 1)
    visits = np.exp(np.where(within[..., None], before + after - total, NEVER))  # (T, B, S)
    slope = np.exp(log_p) - _gathered(visits, states, y.shape[-1])
    return np.where(within, each, 0), np.where(within[..., None], slope, 0).astype(y.dtype)


def best_path(y: Array) -> tuple[int, ...]:
    """What the likeliest path of one row spells; scores (T, V)."""
    return collapse(y.argmax(axis=-1).tolist())


def spikes(y: Array) -> list[tuple[int, int]]:
    """The time steps at which the likeliest path of one row says something new, and what; scores (T, V)."""
    said = y.argmax(axis=-1).tolist()
    return [(t, now) for t, (before, now) in enumerate(zip([BLANK, *said[:-1]], said, strict=True))
            if now not in {BLANK, before}]  # fmt: skip


def _forward(said: Array, states: States) -> Array:
    """Add up, in logarithms, all ways from the first step to each state, its own symbol included, (T, B, S)."""
    leap = states.leap
    ways = np.full_like(said, NEVER)
    ways[0, :, :2] = said[0, :, :2]
    for t in range(1, len(said)):
        now, old = ways[t], ways[t - 1]
        now[...] = old
        now[:, 1:] = np.logaddexp(now[:, 1:], old[:, :-1])
        now[:, 2:] = np.logaddexp(now[:, 2:], old[:, :-2] + leap[:, 2:])
        now += said[t]
    return ways


def _backward(said: Array, states: States, lengths: Indices) -> Array:
    """Add up, in logarithms, all ways from each state to the row's end, its own symbol not included, (T, B, S)."""
    leap, end = states.leap, np.where(states.last, 0.0, NEVER)
    ways = np.full_like(said, NEVER)
    for t in reversed(range(len(said))):
        if t + 1 < len(said):
            now, new = ways[t], ways[t + 1] + said[t + 1]
            now[...] = new
            now[:, :-1] = np.logaddexp(now[:, :-1], new[:, 1:])
            now[:, :-2] = np.logaddexp(now[:, :-2], new[:, 2:] + leap[:, 2:])
        ways[t][t == lengths - 1] = end[t == lengths - 1]
    return ways


def _gathered(visits: Array, states: States, width: int) -> Array:
    """Add up the visits (T, B, S) of states with the same symbol, (T, B, V)."""
    whose = np.eye(width)[states.symbol]  # (B, S, V)
    return np.asarray((visits.swapaxes(0, 1) @ whose).swapaxes(0, 1))


def _refuse(y: Array, lengths: Indices, labels: Labels) -> None:
    """Raise if a row has a label that is no symbol, or fewer time steps than its labels need."""
    assert len(labels) == y.shape[1] == len(lengths)
    for row, spelt in enumerate(labels, 1):
        for place, label in enumerate(spelt, 1):
            if not BLANK < label < y.shape[-1]:
                raise RunError(
                    f"Label {place} of row {row} is {label}, which is no symbol.",
                    f"Labels are from 1 to {y.shape[-1] - 1}; {BLANK} is the blank.",
                    "Look at how the task makes its labels.",
                    zh=(f"第 {row} 行第 {place} 个标签是 {label}，不是符号。",
                        f"标签应在 1 到 {y.shape[-1] - 1} 之间；{BLANK} 是空白。", "检查任务怎样产生标签。"),
                )
    short = [row for row, spelt in enumerate(labels) if needed(spelt) > lengths[row]]
    if short:
        row, bad, rows = short[0], len(short), len(labels)
        count, need = len(labels[row]), needed(labels[row])
        zh = f"{rows} 行中第 {row + 1} 行拼不出：{count} 个标签要 {need} 步，只有 {lengths[row]} 步；共 {bad} 行如此。"
        raise RunError(
            f"Row {row + 1} of {rows} cannot be spelt: its {count} labels need {need} time steps, "
            f"and it has {lengths[row]} ({bad} such rows in all).",
            "Every label takes a time step, and two equal ones need a blank between them.",
            "Lengthen the sequence, or shorten its labels.",
            zh=(zh, "每个标签占一个时间步，两个相同的标签之间还要一个空白。", "加长序列，或减少标签。"),
        )
