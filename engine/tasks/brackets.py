"""Well-nested brackets: the net is to say, after each one, which symbols may come next.

The strings are uniformly random Dyck words of a fixed length. A string belongs to the test part if its hash says so,
so training never sees it. The criterion is Suzgun's (2019, W19-3905): a string counts as right only if the predicted
set of next symbols is right after every one of its symbols.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import cross_entropy, softmax
from engine.tasks.task import LONGEST, Answer, Batch, checked

PAIRS = ("()", "[]")
END = "·"
TESTED = 300
FEW = 100
"""With fewer different strings than this, none is held out: there would be nothing left to learn or to measure."""


@dataclass(frozen=True, slots=True)
class Brackets:
    """Strings of one or two kinds of brackets, and the symbols that may follow."""

    kinds: Literal[1, 2] = 1
    length: int = 24
    target: Literal["legal", "next"] = "legal"

    def __post_init__(self) -> None:
        """Refuse a length at which nothing is well nested."""
        if self.length % 2 or not 2 <= self.length <= LONGEST:
            raise RunError(
                f"length = {self.length} makes no bracket string.",
                f"A length is an even number from 2 to {LONGEST}.",
                "Take 24 if in doubt.",
            )

    @property
    def alphabet(self) -> str:
        """The symbols that go in: openers and closers in pairs."""
        return "".join(PAIRS[: self.kinds])

    @property
    def inputs(self) -> int:
        """One input for each bracket."""
        return 2 * self.kinds

    @property
    def outputs(self) -> int:
        """The brackets and the end."""
        return 2 * self.kinds + 1

    @property
    def symbols(self) -> tuple[str, ...]:
        """The brackets and the end."""
        return (*self.alphabet, END)

    @property
    def loss(self) -> str:
        """Shares of symbols are learnt with softmax."""
        return "softmax"

    def held_out(self, word: str) -> bool:
        """Whether a string belongs to the test part: one in ten, by its hash."""
        if _ways(self.length)[self.length, 0] * self.kinds ** (self.length // 2) < FEW:
            return False
        return int.from_bytes(blake2b(word.encode(), digest_size=4).digest()) % 10 == 0

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw strings that are not held out."""
        return self._batch(self._words(rng, rows, held_out=False))

    def encode(self, text: str) -> Batch:
        """Read the user's own string; from a closer that fits nothing on, no step is scored."""
        return self._batch([checked(text, self.alphabet)])

    def measure(self, answer: Answer, rng: np.random.Generator) -> dict[str, float]:
        """Measure the share of held-out strings whose set of next symbols is right at every step, and the loss."""
        few = not self.held_out_exists
        batch = self._batch(self._words(rng, TESTED, held_out=not few))
        outputs = answer(batch.x)  # (T, B, V)
        said = softmax(outputs) >= 1 / (2 * (self.kinds + 1))
        if self.target == "next":
            legal = np.stack([_legal(self, "".join(tokens))[0] for tokens in batch.tokens], axis=1) > 0
        else:
            legal = batch.targets > 0
        right = (said == legal).all(axis=(0, 2))  # (B,)
        return {"legal": float(right.mean()), "loss": float(cross_entropy(outputs, batch.targets).mean())}

    @property
    def held_out_exists(self) -> bool:
        """Whether there are enough different strings to keep some away from training."""
        return bool(_ways(self.length)[self.length, 0] * self.kinds ** (self.length // 2) >= FEW)

    def _words(self, rng: np.random.Generator, rows: int, held_out: bool) -> list[str]:
        words: list[str] = []
        while len(words) < rows:
            drawn = _draw(rng, max(rows, 16) if held_out else rows, self.length, self.kinds)
            words += [word for word in drawn if self.held_out(word) is held_out]
        return words[:rows]

    def _batch(self, words: list[str]) -> Batch:
        symbols = np.array([[self.alphabet.index(letter) for letter in word] for word in words]).T  # (T, B)
        x = np.eye(self.inputs)[symbols]
        answers = [_legal(self, word) if self.target == "legal" else _following(self, word) for word in words]
        targets = np.stack([target for target, _ in answers], axis=1)
        scored = np.stack([counts for _, counts in answers], axis=1)
        return Batch(x, targets, scored, tuple(tuple(word) for word in words))


def _legal(task: Brackets, word: str) -> tuple[Array, Array]:
    """Share 1 equally among the symbols that may come next, (T, V); zeros from a closer that fits nothing on."""
    targets = np.zeros((len(word), task.outputs))
    owed: list[int] = []
    for t, letter in enumerate(word):
        symbol = task.alphabet.index(letter)
        if symbol % 2 == 0:
            owed.append(symbol + 1)
        elif not owed or owed.pop() != symbol:
            break
        targets[t, 0 : 2 * task.kinds : 2] = 1
        targets[t, owed[-1] if owed else -1] = 1
    return targets / (task.kinds + 1), targets.any(axis=1).astype(float)


def _following(task: Brackets, word: str) -> tuple[Array, Array]:
    """Take the symbol that really follows, (T, V); after the last one the end, if nothing is owed."""
    legal, counts = _legal(task, word)
    targets = np.zeros_like(legal)
    for t, letter in enumerate(word[1:]):
        targets[t, task.alphabet.index(letter)] = 1
    targets[-1, -1] = legal[-1, -1] > 0
    return targets * counts[:, None], counts * targets.any(axis=1)


@cache
def _ways(length: int) -> Array:
    """In how many ways a string can end well, by symbols left and depth, (length + 1, length + 2)."""
    ways = np.zeros((length + 1, length + 2))
    ways[0, 0] = 1
    for left in range(1, length + 1):
        ways[left, :-1] = ways[left - 1, 1:]
        ways[left, 1:] += ways[left - 1, :-1]
    return ways


def _draw(rng: np.random.Generator, rows: int, length: int, kinds: int) -> list[str]:
    """Draw Dyck words, each equally likely: an opener with the share of the good endings that begin with one."""
    ways = _ways(length)
    chance = rng.random((rows, length))
    kind = rng.integers(kinds, size=(rows, length))
    words = []
    for row in range(rows):
        owed: list[str] = []
        word = ""
        for t in range(length):
            left, depth = length - t, len(owed)
            if chance[row, t] * ways[left, depth] < ways[left - 1, depth + 1]:
                pair = PAIRS[kind[row, t]]
                owed.append(pair[1])
                word += pair[0]
            else:
                word += owed.pop()
        words.append(word)
    return words
