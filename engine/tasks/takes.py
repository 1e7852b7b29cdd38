"""What a task takes of a user: the kind of input, and the bounds within which somebody makes one.

A window offers a gesture for each kind: typing, picking words, drawing a curve, writing with a pen, painting pixels,
placing shapes. Whatever the gesture, what comes of it is a text that the task's `encode` reads.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True, slots=True)
class Typed:
    """A string; signs that are few can be picked as well as typed."""

    signs: tuple[str, ...] = ()
    """Empty if there are too many to pick from."""
    spoken: bool = False
    """Whether what is typed is spoken, so that a recording will do as well."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a vocabulary, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One of the numbers of a time step: what it is called, how far it may go, and how it is read off an output."""

    zh: str
    en: str
    low: float
    high: float
    digits: int = 2
    """Decimals with which it is written."""
    mean: float = 0.0
    spread: float = 1.0
    """An output y stands for mean + spread · y, or for ten to that power less one if it is counted."""
    counted: bool = False
    """Whether it is a count, which goes in and is drawn as a logarithm."""
    rests: tuple[float, ...] = ()
    """The only values it has, if it does not have all."""
    said: bool = True
    """Whether the net says it of the next step."""

    def answer(self, y: Array) -> Array:
        """What outputs stand for, (T,)."""
        raw = self.mean + self.spread * y
        return np.asarray(np.clip(10.0 ** np.minimum(raw, 9) - 1, 0, None) if self.counted else raw)


@dataclass(frozen=True, slots=True)
class Curved:
    """A series: numbers for each time step, drawn as a curve each."""

    tracks: tuple[Track, ...]
    steps: int
    """How many a series has that training saw."""
    between: str = ""
    """What stands between the numbers of a step."""


@dataclass(frozen=True, slots=True)
class Inked:
    """Strokes of a pen, and what there is to write; `samples` is a file of these in a font."""

    signs: tuple[str, ...]
    samples: str
    font: str
    word: bool
    """Whether several signs make a word, written between two lines, and not each one in a square."""
    stride: float = 1.0
    """The length of a step, in heights of a sign: the unit in which steps go in."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture of pixels, each of them a sign for how much ink it has."""

    columns: int
    rows: int
    levels: str
    """Signs from no ink to all."""
    blank: int
    """The level of a pixel that nobody painted."""
    by_row: bool = True
    """Whether it is read row by row, and not column by column."""
    spoken: bool = False
    """Whether the columns are what an ear makes of a recording."""
    writes: str = ""
    """Letters that can be typed, and are then written."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One or two shapes on a field."""


@dataclass(frozen=True, slots=True)
class Filmed:
    """A shape that moves over a field, frame by frame, or is hidden."""

    steps: int
    shapes: tuple[str, ...]


Takes = Typed | Worded | Curved | Inked | Painted | Placed | Filmed
