"""Words of letters at random in a stroke font, written by a hand, and how well they are spelt (CTC, Graves 2006).

A word is held out by its hash, if it has two letters or more; some fonts are held out altogether.
"""

from collections.abc import Callable

import numpy as np

from engine import ctc
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


class Spelling(Symbolic):
    """Outputs that are scores of letters and of nothing; letters are learnt in their order, at whatever step."""

    __slots__ = ()
    @property
    def loss(self) -> str:
        """Letters in their order, at whatever step."""
        return "ctc"

    @property
    def symbols(self) -> tuple[str, ...]:
        """Nothing, the blank of CTC, and the letters."""
        return SYMBOLS


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
