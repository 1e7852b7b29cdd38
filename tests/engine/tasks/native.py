"""A speaker who needs no training: answers each question of a decoder from a book, and notes what was asked."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array, Named
from engine.tasks.task import Indices, Question, Said


class Native:
    """Looks up each row of a question; what a row asks is told by `heard`, from its inputs that are there."""

    def __init__(self, outputs: int, heard: Callable[[Array], str], book: dict[str, tuple[int, ...]]) -> None:
        self.outputs, self.heard, self.book = outputs, heard, book
        self.asked = list[str]()

    def __call__(self, x: Array, _alive: Array | None = None, _border: int = 0, /) -> Array:
        """Say nothing in particular."""
        return np.zeros((*x.shape[:2], self.outputs))

    def values(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Named:
        """Show nothing but the outputs."""
        return {"y": self(x, alive, border)}

    def write(self, _x: Array, heights: Array, /) -> Indices:
        """Write nothing."""
        return np.zeros(heights.shape, int)

    def decode(self, question: Question, /) -> Said:
        """Look up each row that is asked."""
        alive = np.ones(question.x.shape[:2]) if question.alive is None else question.alive
        self.asked = [self.heard(question.x[alive[:, row] > 0, row]) for row in range(question.x.shape[1])]
        return tuple(self.book[each] for each in self.asked)
