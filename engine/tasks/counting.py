"""Counting: n times a, then n times b, and perhaps n times c (Gers and Schmidhuber 2001); what may come next.

After the a's another a or the first b may come, so nothing can be foretold; from the first b on everything can, if the
a's were counted. Training sees n up to `most`; how far the count holds beyond is measured, one n after the other.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import told_apart
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Part, checked, one_hot

BEGIN = "S"
TRIED = 60
"""How far beyond what was trained is measured, at most."""


@dataclass(frozen=True, slots=True)
class Counting(Symbolic):
    """S, a's, b's and perhaps c's; then E is to be said."""

    most: int = 10
    letters: Literal["ab", "abc"] = "ab"

    def __post_init__(self) -> None:
        """Refuse to count to nothing, or too far."""
        if not self.most >= 2 or self.length > LONGEST:
            raise RunError(
                f"most = {self.most} cannot be counted to.",
                f"It is from 2 to {(LONGEST - 1) // len(self.letters)}.",
                "Take 10.",
                zh=(f"most = {self.most} 数不到。", f"应在 2 到 {(LONGEST - 1) // len(self.letters)} 之间。",
                    "可取 10。"),
            )

    @property
    def length(self) -> int:
        """The longest string that training sees."""
        return 1 + self.most * len(self.letters)

    @property
    def inputs(self) -> int:
        """The beginning and the letters."""
        return 1 + len(self.letters)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The letters and the end."""
        return (*self.letters, "E")

    @property
    def takes(self) -> Typed:
        """Letters in their order."""
        return Typed(tuple(self.letters))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw n, each up to the most equally likely."""
        words = [self.word(n) for n in rng.integers(1, self.most + 1, size=rows).tolist()]
        return self._batch(words, self.length)

    def encode(self, text: str) -> Batch:
        """Read the user's own string, with or without S; from where it leaves the language on, no step is scored."""
        word = checked(text.replace(" ", ""), (BEGIN, *self.letters))
        word = word if word.startswith(BEGIN) else BEGIN + word
        return self._batch([word], len(word))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure up to which n every string is right at every step: validation tries some n beyond, test far more."""
        last = min(2 * self.most if part == "validation" else self.most + TRIED, (LONGEST - 1) // len(self.letters))
        words = [self.word(n) for n in range(1, last + 1)]
        batch = self._batch(words, 1 + last * len(self.letters))
        outputs = answer(batch.x, batch.alive)
        right = (told_apart(outputs, batch.targets > 0) | (batch.scored == 0)).all(axis=0)
        known = batch.scored[:, : self.most] > 0
        loss = cross_entropy(outputs, batch.targets)[:, : self.most][known].mean()
        holds = int(right.argmin()) if not right.all() else last
        return {"trained": float(right[: self.most].mean()), "holds_to": float(holds), "loss": float(loss)}

    def word(self, n: int) -> str:
        """Write the string of one n, without its end."""
        return BEGIN + "".join(letter * n for letter in self.letters)

    def follows(self, word: str) -> Array:
        """Give the shares of what may follow a beginning, (V,); all 0 if it is no beginning of any string."""
        shares = np.zeros(self.outputs)
        counts = [word.count(letter) for letter in self.letters]
        if not word or word != (BEGIN + "".join(one * n for one, n in zip(self.letters, counts, strict=True))):
            return shares
        n, last = counts[0], max((place for place, count in enumerate(counts) if count), default=0)
        if any(count != n for count in counts[1:last]) or counts[last] > n:
            return shares
        if last == 0:
            shares[[0, 1] if n else [0]] = 0.5 if n else 1.0
        else:
            shares[last if counts[last] < n else last + 1] = 1
        return shares

    def _batch(self, words: list[str], steps: int) -> Batch:
        """Put strings side by side."""
        x = np.zeros((steps, len(words), self.inputs))
        targets = np.zeros((steps, len(words), self.outputs))
        for row, word in enumerate(words):
            x[: len(word), row] = one_hot(np.array([(BEGIN + self.letters).index(sign) for sign in word]), self.inputs)
            targets[: len(word), row] = [self.follows(word[: t + 1]) for t in range(len(word))]
        tokens = tuple((*word, *[""] * (steps - len(word))) for word in words)
        return Batch(x, targets, targets.sum(axis=-1), tokens, alive=x.sum(axis=-1))
