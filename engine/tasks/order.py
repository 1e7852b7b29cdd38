"""Temporal order, task 6a of Hochreiter and Schmidhuber (1997): two rare letters, far apart, and which came first.

Each is X or Y, the others are noise, and at the end one of four answers is asked for: XX, XY, YX or YY. The letters
stand where they stand in the paper, whose sequences are 100 to 110 long: at 10–20 % and at 50–60 %.
"""

from dataclasses import dataclass

import numpy as np

from engine.losses import cross_entropy
from engine.softmax import softmax
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot

SIGNS = "abcdXY<>"
X, BEGIN, END = SIGNS.index("X"), SIGNS.index("<"), SIGNS.index(">")
ANSWERS = ("Q", "R", "S", "U")
"""XX, XY, YX, YY: the paper's names."""
CLOSE = 0.3
SHORTEST = 10
TESTED = 500


@dataclass(frozen=True, slots=True)
class Order(Symbolic):
    """Noise with two letters in it, and one of four answers."""

    length: int = 50

    def __post_init__(self) -> None:
        """Refuse a length in which the two letters have no room."""
        fits(self.length, SHORTEST, 50, "has no room for two letters")

    @property
    def inputs(self) -> int:
        """Four letters of noise, X, Y, the beginning and the end."""
        return len(SIGNS)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The answers for XX, XY, YX and YY."""
        return ANSWERS

    @property
    def takes(self) -> Typed:
        """Noise, two letters, both ends."""
        return Typed(tuple(SIGNS))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw noise, and put X or Y at two places in it."""
        signs = rng.integers(X, size=(self.length, rows))
        signs[0], signs[-1] = BEGIN, END
        for low, high in ((0.1, 0.2), (0.5, 0.6)):
            places = rng.integers(round(low * self.length), round(high * self.length) + 1, size=rows)
            signs[places, np.arange(rows)] = X + rng.integers(2, size=rows)
        return _batch(signs)

    def encode(self, text: str) -> Batch:
        """Read the user's own string; each > after an X or Y asks which the last two were, or one alone as twice."""
        word = checked(text, SIGNS)
        return _batch(np.array([[SIGNS.index(sign)] for sign in word]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the paper's criterion, all four outputs within 0.3, and the loss, on fresh sequences."""
        batch = self.batch(rng, TESTED)
        outputs = answer(batch.x)[-1]
        right = (np.abs(softmax(outputs) - batch.targets[-1]) < CLOSE).all(axis=-1)
        return {"right": float(right.mean()), "loss": float(cross_entropy(outputs, batch.targets[-1]).mean())}


def _batch(signs: Indices) -> Batch:
    """Make a batch of places in the signs, (T, B)."""
    targets, scored = np.zeros((*signs.shape, len(ANSWERS))), np.zeros(signs.shape)
    for row, column in enumerate(signs.T.tolist()):
        seen: list[int] = []
        for t, sign in enumerate(column):
            if sign in {X, X + 1}:
                seen.append(sign - X)
            elif sign == END and seen:
                one, two = (seen[0], seen[0]) if len(seen) == 1 else seen[-2:]
                targets[t, row, 2 * one + two], scored[t, row] = 1, 1
    tokens = tuple(tuple(SIGNS[sign] for sign in row) for row in signs.T)
    return Batch(one_hot(signs, len(SIGNS)), targets, scored, tokens)
