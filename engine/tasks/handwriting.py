"""Handwriting: a pen's way becomes letters, and nobody tells at which step a letter is finished.

Words of letters at random are written by a hand that slants, stretches and shakes.
"""

from dataclasses import dataclass

import numpy as np

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.sight import Sight
from engine.tasks.spelling import (
    FILE,
    LETTERS,
    SEEN,
    SYMBOLS,
    TESTED,
    Fonts,
    Spelling,
    labels_of,
    roomy,
    spelt,
    written,
    written_by_hand,
)
from engine.tasks.strokes import DOWN, FEATURES, UP, Hand, arrows, drawn, is_drawn, signs, steps
from engine.tasks.takes import Inked
from engine.tasks.task import LONGEST, Answer, Batch, Part, checked

STRIDE = 0.25
"""The length of a step, in heights of a capital."""


@dataclass(frozen=True, slots=True)
class Handwriting(Spelling):
    """Words of a few letters, a step of the pen at a time."""

    letters: int = 3
    """The most that a word has."""
    length: int = 72
    """The most steps that it takes; a word that takes more is not drawn."""

    def __post_init__(self) -> None:
        """Refuse words that cannot be written."""
        roomy(self.letters, self.length, 24, 72)

    @property
    def inputs(self) -> int:
        """How far the pen goes, and whether through the air."""
        return len(FEATURES)

    @property
    def takes(self) -> Inked:
        """The way of a pen."""
        return Inked(tuple(LETTERS), FILE, SEEN[0], word=True, stride=STRIDE)

    @property
    def sight(self) -> Sight:
        """The way of a pen."""
        return Sight("pen")

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw words that are not held out, in fonts that are not."""
        return _batch(self._written(rng, rows, None, SEEN), self.length)

    def encode(self, text: str) -> Batch:
        """Read a word, which is then written as the font has it; or arrows, step by step; or the points of a pen."""
        word = text.strip().lower()
        if is_drawn(word):
            way, spelt = steps(drawn(word), STRIDE), ""
        elif word and word[0] in DOWN + UP:
            way, spelt = arrows(checked(word, DOWN + UP), STRIDE), ""
        else:
            spelt = checked(word, LETTERS + DOWN + UP + "0123456789")
            way = steps(written(checked(spelt, LETTERS), SEEN[0]), STRIDE)
        if len(way) > LONGEST:
            raise RunError(
                f"The pen takes {len(way)} steps.", f"The longest allowed is {LONGEST}.", "Write less.",
                zh=(f"笔要走 {len(way)} 步。", f"最长允许 {LONGEST} 步。", "写短一些。"),
            )  # fmt: skip
        return _batch([(spelt, way)], len(way))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure mistakes a letter in held-out words: in the fonts of training, and in fonts never seen."""
        return spelt(answer, lambda fonts: _batch(self._written(rng, TESTED, part, fonts), self.length))

    def _written(
        self, rng: np.random.Generator, rows: int, part: Part | None, fonts: Fonts
    ) -> list[tuple[str, Array]]:
        """Draw words of a held-out part, or of none, and how a hand writes them."""
        found, hand = list[tuple[str, Array]](), Hand()
        while len(found) < rows:
            word, strokes = written_by_hand(rng, self.letters, part, fonts, hand)
            way = steps(strokes, STRIDE * float(np.exp(rng.normal(0, hand.stride))))
            if ctc.needed(word.encode()) <= len(way) <= self.length:
                found.append((word, way))
        return found


def _batch(words: list[tuple[str, Array]], length: int) -> Batch:
    """Put words side by side; the steps behind a word's last are not there."""
    x, alive = np.zeros((length, len(words), len(FEATURES))), np.zeros((length, len(words)))
    for row, (_, way) in enumerate(words):
        x[: len(way), row] = way / (STRIDE, STRIDE, 1)
        alive[: len(way), row] = 1
    labels = tuple(labels_of(word) for word, _ in words)
    shown = tuple((*signs(way), *[""] * (length - len(way))) for _, way in words)
    return Batch(x, np.zeros((length, len(words), len(SYMBOLS))), alive, shown, labels, alive)
