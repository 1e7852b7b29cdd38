"""Votes: are there more + than −? Training has only so many strings, and some of them are labelled wrong.

A net with more weights than there are examples can learn these by heart, wrong labels and all; it is then worse on
strings that it has not seen. Training draws again and again from the same examples; held-out ones are labelled right.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Indices, Part, checked, part_of

SIGNS = "+−"
TESTED = 500
FEW = 9
"""With strings shorter than this there are too few to hold any out."""
SET = 1
"""Which set of examples, of all that could be drawn."""


@dataclass(frozen=True, slots=True)
class Votes(Symbolic):
    """Strings of + and −, and at the end which of them are more."""

    examples: int = 40
    wrong: float = 0.2
    """What share of the examples is labelled wrong."""
    length: int = 15

    def __post_init__(self) -> None:
        """Refuse even lengths, which allow a draw, and shares that leave nothing to learn."""
        if self.length % 2 == 0 or not 3 <= self.length <= LONGEST:
            raise RunError(
                f"length = {self.length} allows a draw, or nothing.",
                f"A length is an odd number from 3 to {LONGEST}.",
                "Take 15.",
                zh=(f"length = {self.length} 会打成平局，或没有票。", f"length 应是 3 到 {LONGEST} 之间的奇数。",
                    "可取 15。"),
            )
        if not 2 <= self.examples <= 100_000 or not 0 <= self.wrong < 0.5:
            raise RunError(
                f"examples = {self.examples}, wrong = {self.wrong} teach nothing.",
                "There are 2 to 100000 examples, and less than half are wrong.",
                "Take 40 and 0.2.",
                zh=(f"examples = {self.examples}、wrong = {self.wrong} 学不到东西。",
                    "例子有 2 到 100000 个，标错的不到一半。", "可取 40 和 0.2。"),
            )

    @property
    def inputs(self) -> int:
        """One input, +1 or −1."""
        return 1

    @property
    def symbols(self) -> tuple[str, ...]:
        """The two answers."""
        return tuple(SIGNS)

    @property
    def takes(self) -> Typed:
        """Votes for and against."""
        return Typed(tuple(SIGNS))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw from the examples."""
        signs, labels = _examples(self)
        chosen = rng.integers(self.examples, size=rows)
        return _batch(signs[:, chosen], labels[chosen])

    def encode(self, text: str) -> Batch:
        """Read the user's own string; at its end the answer is wanted, unless there is a draw."""
        word = checked(text.replace("-", "−"), SIGNS)
        signs = np.array([[SIGNS.index(sign)] for sign in word])
        batch = _batch(signs, _more(signs))
        draw = word.count("+") * 2 == len(word)
        batch.targets[-1] *= not draw
        batch.scored[-1] *= not draw
        return batch

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure loss and right answers on held-out strings and on the examples themselves, and what lies between."""
        signs = _drawn(rng, TESTED, self.length, part)
        found = {}
        for name, (each, labels) in {"": (signs, _more(signs)), "train_": _examples(self)}.items():
            batch = _batch(each, labels)
            outputs, wanted = answer(batch.x)[-1], batch.targets[-1]
            found[f"{name}right"] = accuracy(outputs, wanted, np.ones(len(outputs)))
            found[f"{name}loss"] = float(cross_entropy(outputs, wanted).mean())
        return found | {"gap": found["loss"] - found["train_loss"]}


def _more(signs: Indices) -> Indices:
    """Which sign each row has more of, (B,); 1 if there is a draw."""
    return np.asarray((2 * signs.sum(axis=0) >= len(signs)).astype(np.intp))


def _drawn(rng: np.random.Generator, rows: int, length: int, part: Part | None) -> Indices:
    """Draw strings of a part, or those that are not held out, (T, B); where all are few, none is held out."""
    found: list[Indices] = []
    while len(found) < rows:
        drawn = rng.integers(2, size=(rows, length))
        found += [row for row in drawn if length < FEW or part_of("".join(SIGNS[sign] for sign in row)) == part]
    return np.array(found[:rows]).T


@cache
def _examples(task: Votes) -> tuple[Indices, Indices]:
    """Draw the examples and their labels, some of them wrong; the first of more examples are the same."""
    rng = np.random.default_rng([SET, task.length])
    signs = _drawn(rng, task.examples, task.length, None)
    labels = _more(signs)
    count = round(task.wrong * task.examples)
    places = np.random.default_rng([SET, task.examples]).permutation(task.examples)[:count]
    labels[places] = 1 - labels[places]
    return signs, labels


def _batch(signs: Indices, labels: Indices) -> Batch:
    """Make a batch of places in the signs, (T, B), and labels, (B,)."""
    targets = np.zeros((*signs.shape, 2))
    targets[-1] = np.eye(2)[labels]
    tokens = tuple(tuple(SIGNS[sign] for sign in row) for row in signs.T)
    return Batch(1.0 - 2 * signs[..., None], targets, targets.sum(axis=-1), tokens)
