"""Handwriting: a pen's way becomes letters, and nobody tells at which step a letter is finished.

Words of letters at random are written by a hand that slants, stretches and shakes.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.sight import Sight
from engine.tasks.spelling import (
    FILE,
    LETTERS,
    SEEN,
    Fonts,
    Spelling,
    Word,
    roomy,
    written,
    written_by_hand,
)
from engine.tasks.strokes import DOWN, FEATURES, UP, Hand, arrows, drawn, is_drawn, signs, steps
from engine.tasks.takes import Inked
from engine.tasks.task import LONGEST, Batch, Part, checked

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
        return self.together([(spelt, read(way))], len(way))

    def by_hand(self, rng: np.random.Generator, part: Part | None, fonts: Fonts) -> Word:
        """Draw a word and the way of a pen that wrote it."""
        hand = Hand()
        word, strokes = written_by_hand(rng, self.letters, part, fonts, hand)
        return word, read(steps(strokes, STRIDE * float(np.exp(rng.normal(0, hand.stride)))))

    def signs(self, x: Array) -> tuple[str, ...]:
        """Write each step as an arrow."""
        return signs(x)


def read(way: Array) -> Array:
    """What goes in of a way: its steps in lengths of a step, (T, 3)."""
    return np.asarray(way / (STRIDE, STRIDE, 1))
