"""The adding problem of Hochreiter and Schmidhuber (1997): two of many numbers are marked, and their sum is asked for.

As there: numbers from −1 to 1; one mark among the first ten, another among the first half; both ends are marked −1; a
number marked at the very beginning counts 0; the answer is 0.5 + (X1 + X2) / 4 at the last step, right within 0.04.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.tasks.lengths import fits
from engine.tasks.plain import Plain
from engine.tasks.takes import Typed
from engine.tasks.task import FARTHEST, Answer, Batch, Part, checked

PLAIN, MARKED = "0123456789", "⓪①②③④⑤⑥⑦⑧⑨"
"""A number as it is written: the tenth of −1…1 that it lies in, in a circle if it is marked."""
CLOSE = 0.04
SHORTEST, EARLY = 6, 10
TESTED = 500


@dataclass(frozen=True, slots=True)
class Adding(Plain):
    """Two numbers a step, value and mark, and one answer at the end."""

    length: int = 50

    def __post_init__(self) -> None:
        """Refuse a length in which there is no room for two marks."""
        fits(self.length, SHORTEST, 50, "has no room for two marks", most=FARTHEST)

    @property
    def inputs(self) -> int:
        """The value and the mark."""
        return 2

    @property
    def outputs(self) -> int:
        """The sum, scaled to 0…1."""
        return 1

    @property
    def takes(self) -> Typed:
        """Digits, plain and marked."""
        return Typed(tuple(PLAIN + MARKED))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw values, and mark two of them."""
        values = rng.uniform(-1, 1, (self.length, rows))
        first = rng.integers(min(EARLY, self.length // 2 - 1), size=rows)
        second = rng.integers(self.length // 2 - 2, size=rows)
        second += second >= first
        marks = np.zeros(values.shape)
        marks[[0, -1]] = -1
        for places in (first, second):
            marks[places, np.arange(rows)] = 1
        return _batch(values, marks)

    def encode(self, text: str) -> Batch:
        """Read digits, those in a circle marked; the sum of the first two of these is asked for at the end."""
        word = checked(text.replace(" ", ""), PLAIN + MARKED)
        values = np.array([[(2 * (PLAIN + MARKED).index(sign) % 20 + 1) / 10 - 1] for sign in word])
        marks = np.array([[float(sign in MARKED)] for sign in word])
        marks[[0, -1]] = np.where(marks[[0, -1]] > 0, 1, -1)
        return _batch(values, marks)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many answers are within 0.04, and the mean error, on fresh sequences."""
        batch = self.batch(rng, TESTED)
        error = np.abs(answer(batch.x)[-1] - batch.targets[-1])
        return {"right": float((error < CLOSE).mean()), "error": float(error.mean())}


def _batch(values: Array, marks: Array) -> Batch:
    """Put values and marks (T, B) together."""
    wanted = marks > 0
    counts = wanted & (wanted.cumsum(axis=0) <= 2)
    counts[0] = False  # as in the paper: a number marked at the very beginning counts 0
    total = (values * counts).sum(axis=0)
    targets, scored = np.zeros((*values.shape, 1)), np.zeros(values.shape)
    targets[-1, :, 0], scored[-1] = 0.5 + total / 4, 1
    tenths = np.clip(np.floor((values + 1) * 5), 0, 9).astype(int)
    signs = np.where(wanted, np.array(list(MARKED))[tenths], np.array(list(PLAIN))[tenths])
    tokens = tuple(tuple(map(str, row)) for row in signs.T)
    return Batch(np.stack([values, marks], axis=-1), targets, scored, tokens)
