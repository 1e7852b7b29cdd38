"""Stretched words: each letter lasts some time steps, and the net is to say the word, at whatever steps it likes.

The smallest task for CTC. `aa·ab` spells aab: equal letters are two only if a gap keeps them apart.
"""

from dataclasses import dataclass

import numpy as np

from engine.ctc import best_path, collapse
from engine.metrics import error_rate
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked

GAP = "·"
LETTERS = "abc"
STAYS = 0.5
"""How likely a time step repeats the one before."""
TESTED = 200


@dataclass(frozen=True, slots=True)
class Stretch(Symbolic):
    """Words of three letters and gaps; a gap goes in as zeros and is never said."""

    length: int = 16

    def __post_init__(self) -> None:
        """Refuse a length that is none."""
        fits(self.length, 1, 16, "is no word")

    @property
    def inputs(self) -> int:
        """One input for each letter."""
        return len(LETTERS)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The blank, which is written as the gap, and the letters."""
        return (GAP, *LETTERS)

    @property
    def loss(self) -> str:
        """Where a letter is said is left to the net."""
        return "ctc"

    @property
    def takes(self) -> Typed:
        """Letters and gaps."""
        return Typed(self.symbols)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw words whose every step repeats the one before, or does not, with equal chances."""
        stays = rng.random((self.length, rows)) < STAYS
        drawn = rng.integers(self.outputs, size=(self.length, rows))
        for t in range(1, self.length):
            drawn[t] = np.where(stays[t], drawn[t - 1], drawn[t])
        return _batch(drawn)

    def encode(self, text: str) -> Batch:
        """Read a string of letters and gaps, one sign a time step."""
        word = checked(text.replace(" ", GAP), self.symbols)
        return _batch(np.array([[self.symbols.index(sign)] for sign in word]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many freshly drawn words the likeliest path spells right, and the mistakes for each letter."""
        batch = self.batch(rng, TESTED)
        said = answer(batch.x)
        spelt = [best_path(said[:, row]) for row in range(TESTED)]
        right = np.mean([one == two for one, two in zip(spelt, batch.labels, strict=True)])
        return {"right": float(right), "error_rate": error_rate(spelt, batch.labels)}


def _batch(signs: Indices) -> Batch:
    """Make a batch of places in the symbols, (T, B)."""
    x = np.eye(1 + len(LETTERS))[signs][..., 1:]
    tokens = tuple(tuple((GAP + LETTERS)[sign] for sign in row) for row in signs.T)
    labels = tuple(collapse(row.tolist()) for row in signs.T)
    return Batch(x, np.zeros((*signs.shape, 1 + len(LETTERS))), np.ones(signs.shape), tokens, labels)
