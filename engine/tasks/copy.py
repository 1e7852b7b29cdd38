"""Copy: some letters are shown, a long silence follows, and then all of them are to be said again in order.

The task of Hochreiter and Schmidhuber in the form of Arjovsky (2016): outside the answer the net is to say nothing, and
who remembers nothing loses items · ln 8 over the whole sequence.
"""

from dataclasses import dataclass
from math import log

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Indices, Part, checked, one_hot

SILENCE, AGAIN = "·", "?"
LETTERS = "abcdefgh"
QUIET, ASKS = len(LETTERS), len(LETTERS) + 1
TESTED = 200


@dataclass(frozen=True, slots=True)
class Copy(Symbolic):
    """Letters, silence, a question mark, and as many steps to answer in."""

    items: int = 10
    length: int = 50

    def __post_init__(self) -> None:
        """Refuse a length that the letters and their answer do not fit in."""
        if not 1 <= self.items <= self.length // 2 or self.length > LONGEST:
            raise RunError(
                f"items = {self.items} and length = {self.length} do not go together.",
                f"A length is from twice the items to {LONGEST}.",
                "Take 10 and 50.",
                zh=(f"items = {self.items} 与 length = {self.length} 不相配。",
                    f"length 应在 items 的两倍到 {LONGEST} 之间。", "可取 10 和 50。"),
            )

    @property
    def inputs(self) -> int:
        """The letters, silence, the question mark."""
        return len(LETTERS) + 2

    @property
    def symbols(self) -> tuple[str, ...]:
        """The letters and silence."""
        return (*LETTERS, SILENCE)

    @property
    def baseline(self) -> float:
        """What one loses who says nothing until asked, and then guesses."""
        return self.items * log(len(LETTERS)) / self.length

    @property
    def takes(self) -> Typed:
        """Letters, silence and the question."""
        return Typed((*LETTERS, SILENCE, AGAIN))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw letters; the question mark stands where the answer begins."""
        signs = np.full((self.length, rows), QUIET)
        signs[: self.items] = rng.integers(len(LETTERS), size=(self.items, rows))
        signs[self.length - self.items] = ASKS
        return _batch(signs)

    def encode(self, text: str) -> Batch:
        """Read letters, dots and question marks; each question asks for all letters not said again yet."""
        word = checked(text.replace(" ", SILENCE), (*LETTERS, SILENCE, AGAIN))
        return _batch(np.array([[(LETTERS + SILENCE + AGAIN).index(sign)] for sign in word]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure letters said right, sequences that are all right, and the loss: its own, and against the baseline."""
        batch = self.batch(rng, TESTED)
        outputs = answer(batch.x)
        loss = float(cross_entropy(outputs, batch.targets).mean())
        right = (outputs.argmax(axis=-1) == batch.targets.argmax(axis=-1))[-self.items :]
        return {
            "right": float(right.mean()),
            "whole": float(right.all(axis=0).mean()),
            "loss": loss,
            "of_baseline": loss / self.baseline,
        }


def _batch(signs: Indices) -> Batch:
    """Make a batch of places in letters, silence and question mark, (T, B)."""
    said = np.full(signs.shape, QUIET)
    for row in range(signs.shape[1]):
        heard: list[int] = []
        asked = False
        for t, sign in enumerate(signs[:, row].tolist()):
            asked = (asked or sign == ASKS) and bool(heard)
            if asked:
                said[t, row] = heard.pop(0)
            elif sign < QUIET:
                heard.append(sign)
    tokens = tuple(tuple((LETTERS + SILENCE + AGAIN)[sign] for sign in row) for row in signs.T)
    return Batch(one_hot(signs, len(LETTERS) + 2), one_hot(said, len(LETTERS) + 1), np.ones(signs.shape), tokens)
