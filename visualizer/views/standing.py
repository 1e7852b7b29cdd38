"""Words over narrow columns: they stand, so that they can be read from the last row.

Chinese is written downwards, sign under sign, as it always could be; other words are turned by a quarter.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter

from visualizer.layout import Axis
from visualizer.paint import CENTRE, LEFT, write
from visualizer.views.time_labels import letter_size, letters_wide

READABLE, CLOSE = 18.0, 26.0
"""Words that lie are at least so large; Chinese ones, between which there is no gap, larger."""
LARGEST, SMALLEST, ACROSS = 30.0, 13.0, 0.72
"""Sizes of words that stand, and the part of a column that they may fill across."""
UNDER, TURNED = 1.08, 0.62
"""How far a sign stands under the one before, and about how long a letter is, both in units of the size."""


def upright(word: str) -> bool:
    """Whether a word is written sign under sign."""
    return all(letter > "\u2e80" or not letter.isalnum() for letter in word)


def length(word: str) -> float:
    """How tall a word stands, in units of its size."""
    return UNDER * len(word) if upright(word) else TURNED * len(word) + 0.1


@dataclass(frozen=True, slots=True)
class Standing:
    """How large words stand, and how tall the longest is."""

    size: float
    tall: float

    def paint(self, painter: QPainter, foot: QPointF, word: str, font: QFont, ink: str) -> None:
        """Paint a word on its foot, in the middle of its column."""
        if upright(word):
            for up, sign in enumerate(reversed(word)):
                write(painter, foot.x(), foot.y() - 2 - up * UNDER * self.size, sign, font, ink, CENTRE)
            return
        painter.save()
        painter.translate(foot + QPointF(0.36 * self.size, 0))
        painter.rotate(-90)
        write(painter, 0, 0, word, font, ink, LEFT)
        painter.restore()


def standing(axis: Axis, tokens: tuple[str, ...], room: float, *, numbers: bool = False) -> Standing | None:
    """Let words stand if they were too small lying, and if they are then larger; `room` is how tall they may be.

    Numbers that could not be read lying are drawn as a curve, and need not be read at all.
    """
    lying, wide = letter_size(axis, tokens, LARGEST), max(map(letters_wide, tokens), default=0.0)
    if wide <= 1.0 or (numbers and not lying) or lying >= (CLOSE if all(map(upright, tokens)) else READABLE):
        return None
    longest = max(map(length, tokens))
    size = min(LARGEST, ACROSS * axis.pitch, room / longest)
    return Standing(size, size * longest) if size >= max(SMALLEST, 1.1 * lying) else None
