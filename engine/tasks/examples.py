"""Examples that were collected: parts that share nothing, and how one of them is named by its number."""

import re
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import Indices, Part


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Things side by side, their classes, and what of them is held out."""

    x: Array
    """(T, N, n), padded with zeros at the end"""
    classes: Indices
    """(N,)"""
    lengths: Indices
    """(N,)"""
    signs: tuple[tuple[str, ...], ...]
    """How each step is written, N tuples of T signs."""
    validation: Indices
    test: Indices

    @property
    def training(self) -> Indices:
        """The places of what training sees: all that is not held out."""
        every = np.arange(len(self.classes))
        return np.setdiff1d(every, np.concatenate([self.validation, self.test]))

    def part(self, part: Part) -> Indices:
        """The places of a held-out part."""
        return self.test if part == "test" else self.validation


def parted(count: int, validation: int, test: int) -> tuple[Indices, Indices]:
    """Draw which examples are held out, the same ones in every run."""
    order = np.random.default_rng(count).permutation(count)
    return np.sort(order[:validation]), np.sort(order[validation : validation + test])


def numbered(text: str, places: Indices) -> int | None:
    """Read `#12` as the place of the twelfth example of a part; None if the text is something else."""
    if not (found := re.fullmatch(r"\s*#\s*(\d{1,9})\s*", text)):
        return None
    if not 1 <= (number := int(found[1])) <= len(places):
        raise RunError(
            f"There is no example {number}.", f"The test part has {len(places)}, from #1 on.", "Take one of them.",
            zh=(f"没有第 {number} 个例子。", f"测试集共有 {len(places)} 个，从 #1 起。", "换一个编号。"),
        )
    return int(places[number - 1])
