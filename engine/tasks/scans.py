"""Writing as a picture: the same words on paper, and a net that reads them column by column (CTC, Graves 2006).

What the pen did is gone: there is only how much ink each pixel has. A letter takes several columns, and nobody tells
the net where one ends.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.errors import RunError
from engine.sight import Sight
from engine.tasks.spelling import (
    LETTERS,
    SEEN,
    Fonts,
    Spelling,
    Word,
    roomy,
    written,
    written_by_hand,
)
from engine.tasks.strokes import Hand, Strokes, resampled
from engine.tasks.takes import Painted
from engine.tasks.task import LONGEST, Batch, Part, checked

ROWS, SCALE, BASE = 20, 11.0, 12.5
"""Pixels of a column, of a capital's height, and from the upper edge down to the line."""
INK = "·░▒▓█"
"""How much ink a pixel has, from none to all."""
FULLEST = len(INK) - 1
MARGIN = 1
"""Columns without ink before the first and after the last."""
FINE = 0.3
"""Pixels from one drop of ink to the next."""
FULL = 1.3
"""How much of a pixel's ink a line through its middle gives."""
CALM = Hand(slant=0.1, turn=0.03, scale=0.1, shake=0.01)
Levels = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Scans(Spelling):
    """Words of a few letters on paper, a column of pixels at a time."""

    letters: int = 3
    """The most that a word has."""
    length: int = 48
    """The most columns that it takes; a word that takes more is not drawn."""

    def __post_init__(self) -> None:
        """Refuse words that do not fit."""
        roomy(self.letters, self.length, 16, 48)

    @property
    def inputs(self) -> int:
        """The pixels of a column."""
        return ROWS

    @property
    def takes(self) -> Painted:
        """A line of paper."""
        return Painted(self.length, ROWS, INK, 0, by_row=False, writes=LETTERS)

    @property
    def sight(self) -> Sight:
        """A picture as wide as the word, column by column."""
        return Sight("column", ROWS)

    def encode(self, text: str) -> Batch:
        """Read a word, which is then written as the font has it; or pixels by their ink, · to █, column by column."""
        word = text.strip().lower()
        if word and word[0] in LETTERS:
            levels = picture(written(checked(word, LETTERS), SEEN[0]))
        else:
            word, levels = "", painted(checked("".join(text.split()), INK, ROWS * LONGEST))
        if len(levels) > LONGEST:
            raise RunError(
                f"The word is {len(levels)} columns wide.", f"The longest is {LONGEST}.", "Write less.",
                zh=(f"这个词有 {len(levels)} 列宽。", f"最长允许 {LONGEST} 列。", "写短一些。"),
            )  # fmt: skip
        return self.together([(word, levels / FULLEST)], len(levels))

    def by_hand(self, rng: np.random.Generator, part: Part | None, fonts: Fonts) -> Word:
        """Draw a word and what is on paper when it was written."""
        word, strokes = written_by_hand(rng, self.letters, part, fonts, CALM)
        return word, picture(strokes) / FULLEST

    def signs(self, x: Array) -> tuple[str, ...]:
        """Write each column by the ink of its pixels."""
        return tuple("".join(INK[round(FULLEST * ink)] for ink in column) for column in x.tolist())



def picture(strokes: Strokes) -> Levels:
    """The ink of strokes, (columns, ROWS), levels from 0; what goes over an edge of the line is lost."""
    drops = np.concatenate([resampled(stroke, FINE / SCALE) for stroke in strokes])
    x = SCALE * (drops.real - drops.real.min()) + MARGIN
    y = BASE - SCALE * drops.imag
    columns = int(np.ceil(x.max())) + MARGIN + 1
    ink = np.zeros(columns * ROWS)
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    for right in (0, 1):
        for down in (0, 1):
            column, row = left + right, top + down
            share = (1 - abs(x - column)) * (1 - abs(y - row)) * ((row >= 0) & (row < ROWS))
            ink += np.bincount(column * ROWS + row.clip(0, ROWS - 1), share, len(ink))
    levels: Levels = np.round((FULL * FINE * ink).clip(0, 1) * FULLEST).astype(int)
    return levels.reshape(columns, ROWS)


def painted(signs: str) -> Levels:
    """Read pixels, (columns, ROWS); columns without ink behind the last that has some are left out."""
    columns, over = divmod(len(signs), ROWS)
    if over:
        raise RunError(
            f"The input has {len(signs)} pixels.",
            f"A column has {ROWS}.",
            f"Write {ROWS - over} more, each a sign of {INK}, or a word.",
            zh=(f"输入有 {len(signs)} 个像素。", f"每列 {ROWS} 个。",
                f"再写 {ROWS - over} 个，每个是 {INK} 中的符号；或者写一个词。"),
        )
    levels: Levels = np.array([INK.index(sign) for sign in signs]).reshape(columns, ROWS)
    inked = np.flatnonzero(levels.any(axis=1))
    return levels[: min(columns, int(inked[-1]) + 1 + MARGIN)] if len(inked) else levels
