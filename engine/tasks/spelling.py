"""Words of letters at random in a stroke font, written by a hand, and how well they are spelt (CTC, Graves 2006).

A word is held out by its hash, if it has two letters or more; some fonts are held out altogether.
"""

from abc import abstractmethod
from collections.abc import Callable

import numpy as np

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.metrics import error_rate
from engine.tasks.strokes import Hand, Strokes, joined, samples, varied
from engine.tasks.symbolic import Symbolic
from engine.tasks.task import LONGEST, Answer, Batch, Part, part_of

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYMBOLS = ("·", *LETTERS)
"""Nothing, the blank of CTC, and the letters."""
SEEN, UNSEEN = ("futural", "futuram", "scripts", "timesi"), ("scriptc", "timesr")
FILE = "letters.txt"
GAP = 0.3
"""The room between letters, in heights of a capital."""
TESTED = 150
MOST = 12
"""Letters of a word at the most."""

Fonts = tuple[str, ...]
Word = tuple[str, Array]
"""Its letters, and what goes in of it, (T, inputs)."""


class Spelling(Symbolic):
    """Words of a few letters, which are learnt in their order, at whatever step; a kind says what goes in of a word."""

    __slots__ = ()
    letters: int
    """The most that a word has."""
    length: int
    """The most steps that it takes; a word that takes more is not drawn."""

    @abstractmethod
    def by_hand(self, rng: np.random.Generator, part: Part | None, fonts: Fonts) -> Word:
        """Draw a word of a held-out part, or of none, and what goes in of it when a hand wrote it."""

    @abstractmethod
    def signs(self, x: Array) -> tuple[str, ...]:
        """Write each step of what goes in, (T, inputs)."""

    @property
    def symbols(self) -> tuple[str, ...]:
        """Nothing, the blank of CTC, and the letters."""
        return SYMBOLS

    @property
    def loss(self) -> str:
        """Letters in their order, at whatever step."""
        return "ctc"

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw words that are not held out, in fonts that are not."""
        return self.together(self.words(rng, rows, None, SEEN), self.length)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure mistakes a letter in held-out words: in the fonts of training, and in fonts never seen."""
        return spelt(answer, lambda fonts: self.together(self.words(rng, TESTED, part, fonts), self.length))

    def words(self, rng: np.random.Generator, rows: int, part: Part | None, fonts: Fonts) -> list[Word]:
        """Draw words of a held-out part, or of none, that fit and can be spelt."""
        found = list[Word]()
        while len(found) < rows:
            word, x = self.by_hand(rng, part, fonts)
            if ctc.needed(word.encode()) <= len(x) <= self.length:
                found.append((word, x))
        return found

    def together(self, words: list[Word], length: int) -> Batch:
        """Put words side by side; the steps behind a word's last are not there."""
        shape = length, len(words)
        x, alive = np.zeros((*shape, words[0][1].shape[-1])), np.zeros(shape)
        for row, (_, each) in enumerate(words):
            x[: len(each), row] = each
            alive[: len(each), row] = 1
        shown = tuple((*self.signs(each), *[""] * (length - len(each))) for _, each in words)
        labels = tuple(labels_of(word) for word, _ in words)
        return Batch(x, np.zeros((*shape, len(SYMBOLS))), alive, shown, labels, alive)


def roomy(letters: int, length: int, each: int, usual: int) -> None:
    """Refuse words that do not fit into a length, in which each letter takes so many steps."""
    if not (1 <= letters <= MOST and each * letters <= length <= LONGEST):
        raise RunError(
            f"letters = {letters} and length = {length} do not go together.",
            f"Words have up to {MOST} letters, and a length is from {each} for each letter to {LONGEST}.",
            f"Take 3 and {usual}.",
            zh=(f"letters = {letters} 与 length = {length} 不相配。",
                f"一个词最多 {MOST} 个字母；每个字母至少 {each} 步，length 最大 {LONGEST}。", f"可取 3 和 {usual}。"),
        )  # fmt: skip


def written(word: str, font: str) -> Strokes:
    """Write a word as a font has it."""
    return joined([samples(FILE)[font, letter] for letter in word], GAP)


def written_by_hand(
    rng: np.random.Generator, letters: int, part: Part | None, fonts: Fonts, hand: Hand
) -> tuple[str, Strokes]:
    """Draw a word of a held-out part, or of none, and how a hand writes it.

    A letter alone is in none: who has never seen it alone does not know it.
    """
    while True:
        places = rng.integers(len(LETTERS), size=rng.integers(1, letters + 1))
        word = "".join(LETTERS[place] for place in places)
        if (part_of(word) if len(word) > 1 else None) == part:
            return word, varied(written(word, fonts[rng.integers(len(fonts))]), hand, rng)


def labels_of(word: str) -> tuple[int, ...]:
    """The places of a word's letters among the symbols."""
    return tuple(LETTERS.index(letter) + 1 for letter in word)


def spelt(answer: Answer, drawn: Callable[[Fonts], Batch]) -> dict[str, float]:
    """Measure mistakes a letter in the fonts of training, and in fonts never seen, and the loss in the first."""
    measured = {}
    for name, fonts in (("error_rate", SEEN), ("error_rate_unseen", UNSEEN)):
        batch = drawn(fonts)
        outputs = answer(batch.x, batch.alive)
        lengths = batch.scored.sum(axis=0).astype(int)
        said = [ctc.best_path(outputs[:long, row]) for row, long in enumerate(lengths)]
        measured[name] = error_rate(said, batch.labels)
        if fonts is SEEN:
            measured["loss"] = float(ctc.spell(outputs, lengths, batch.labels)[0].sum(axis=0).mean())
    return measured
