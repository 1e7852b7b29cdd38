"""A picture of any pixels, not of shapes alone: twelve rows from the top, a letter a pixel, as `____rr______/…`."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.shapes import CHANNELS, COLOURS, SIDE, SIGNS, Shape
from engine.tasks.task import brief

PAPER, BELOW = "_", "/"
LETTERS = f"{PAPER}{BELOW}"
"""Those that shapes are not written with."""
SIGN = "▣"
"""How such a picture is written where there is room for a sign only."""


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows of letters: `r`, `g`, `b`, or `_` for paper."""

    rows: tuple[str, ...]

    def __str__(self) -> str:
        return BELOW.join(self.rows)

    @property
    def pixels(self) -> Array:
        """What the net sees, (side · side · channels,), rows from below."""
        field = np.zeros((SIDE, SIDE, CHANNELS))
        for up, row in enumerate(reversed(self.rows)):
            for column, letter in enumerate(row):
                if letter != PAPER:
                    field[up, column] = COLOURS[letter]
        return field.ravel()

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The one or two shapes that it shows to the pixel; nothing if it shows something else."""
        inked = self._squares()
        found = {shape: squares for shape in _every() if (squares := _squares(shape)) <= inked}
        one = [(shape,) for shape, squares in found.items() if squares == inked]
        two = ((a, b) for (a, here), (b, there) in combinations(found.items(), 2) if here | there == inked)
        return one[0] if one else next(two, ())

    def _squares(self) -> frozenset[tuple[int, int, str]]:
        places = ((SIDE - 1 - down, column) for down in range(SIDE) for column in range(SIDE))
        letters = (letter for row in self.rows for letter in row)
        return frozenset((*place, letter) for place, letter in zip(places, letters, strict=True) if letter != PAPER)


def is_raster(text: str) -> bool:
    """Whether a text is meant as rows of pixels."""
    return BELOW in text and not set(text) - {*COLOURS, *LETTERS}


def rastered(text: str) -> Raster:
    """Read rows of pixels."""
    rows = tuple(text.strip().split(BELOW))
    for number, row in enumerate(rows, 1):
        if len(row) != SIDE or set(row) - {*COLOURS, PAPER}:
            raise RunError(
                f"Row {number} of the picture, {brief(row)!r}, is none.",
                f"A row is {SIDE} of {' '.join(COLOURS)}, or {PAPER} for paper.",
                "Mend that row.",
                zh=(f"图的第 {number} 行“{brief(row)}”认不出来。",
                    f"一行是 {SIDE} 个符号：{' '.join(COLOURS)}，或 {PAPER} 表示白纸。", "改正这一行。"),
            )
    if len(rows) != SIDE:
        raise RunError(
            f"The picture has {len(rows)} rows.", f"It is {SIDE} high.", "Add some, or take some away.",
            zh=(f"图有 {len(rows)} 行。", f"应有 {SIDE} 行。", "增减几行。"),
        )  # fmt: skip
    return Raster(rows)


@cache
def _every() -> list[Shape]:
    """All shapes wherever they can stand."""
    return [
        Shape(sign, colour, big, column, row)
        for sign in SIGNS for colour in COLOURS for big in (False, True)
        for column in range(SIDE - (5 if big else 3) + 1) for row in range(SIDE - (5 if big else 3) + 1)
    ]  # fmt: skip


def _squares(shape: Shape) -> frozenset[tuple[int, int, str]]:
    """Which squares a shape inks, and in what: row and column from the lower left."""
    lines = reversed(SIGNS[shape.sign][shape.big].split("/"))
    return frozenset(
        (shape.row + up, shape.column + right, shape.colour)
        for up, line in enumerate(lines) for right, ink in enumerate(line) if ink == "#"
    )  # fmt: skip
