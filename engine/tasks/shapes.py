"""Pictures of one or two shapes: how they are drawn, written, and what a sentence says of them.

A shape is written as its colour (R G B, small letters for a small one), its sign, and the square of its lower left
corner; `R■b4+g∪h5` is a big red square left of a small green cup.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import brief

SIDE, COLUMNS = 12, "abcdefghijkl"
COLOURS = {"r": (1, 0, 0), "g": (0, 1, 0), "b": (0, 0, 1)}
CHANNELS = 3
SIGNS = {
    "■": ("###/###/###", "#####/#####/#####/#####/#####"),
    "∪": ("#.#/#.#/###", "#...#/#...#/#...#/#...#/#####"),
    "✚": (".#./###/.#.", "..#../..#../#####/..#../..#.."),
    "◣": ("#../##./###", "#..../##.../###../####./#####"),
}
"""Small and big."""
NAMES = {
    "en": {"■": "square", "∪": "cup", "✚": "cross", "◣": "wedge", "r": "red", "g": "green", "b": "blue"},
    "zh": {"■": "方块", "∪": "杯子", "✚": "十字", "◣": "三角", "r": "红", "g": "绿", "b": "蓝"},
}
JOINED = "+"
LETTERS = "".join((*COLOURS, *"RGB", *SIGNS, COLUMNS, *"0123456789", JOINED))
NEAR, HALF = 2, SIDE // 2
"""On how many squares next to each other a shape may stand in its half, across and up."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands where; column and row are those of the lower left corner, from 0."""

    sign: str
    colour: str
    big: bool
    column: int
    row: int

    @property
    def wide(self) -> int:
        """How many pixels it is wide and high."""
        return 5 if self.big else 3

    @property
    def middle(self) -> tuple[int, int]:
        """Twice its middle, so that it is whole."""
        return 2 * self.column + self.wide, 2 * self.row + self.wide

    def __str__(self) -> str:
        colour = self.colour.upper() if self.big else self.colour
        return f"{colour}{self.sign}{COLUMNS[self.column]}{self.row + 1}"


def drawn(rng: np.random.Generator) -> tuple[Shape, ...]:
    """Draw two shapes, one left of the other or above it, in the order of the sentence."""
    if rng.random() < 0.5:
        return _near(rng, HALF, SIDE), _near(rng, SIDE + HALF, SIDE)
    return _near(rng, SIDE, SIDE + HALF), _near(rng, SIDE, HALF)


def _near(rng: np.random.Generator, x: int, y: int) -> Shape:
    """Draw a shape whose middle is near a place, which is given twice."""
    big = bool(rng.integers(2))
    wide = 5 if big else 3
    column, row = ((twice - wide) // 2 + int(rng.integers(NEAR)) for twice in (x, y))
    column, row = (max(0, min(SIDE - wide, place)) for place in (column, row))
    return Shape([*SIGNS][rng.integers(len(SIGNS))], [*COLOURS][rng.integers(len(COLOURS))], big, column, row)


def caption(shapes: Sequence[Shape], language: str) -> Words:
    """Say what is seen: the left one first, or the upper one."""
    if len(shapes) == 1:
        return _named(shapes[0], language)
    (x, y), (x2, y2) = (shape.middle for shape in shapes)
    beside = abs(x - x2) >= abs(y - y2)
    if (x > x2) if beside else (y < y2):
        shapes = shapes[::-1]
    one, two = (_named(shape, language) for shape in shapes)
    if language == "zh":
        return (*one, "在", *two, "左边" if beside else "上面")
    return (*one, *(("left", "of") if beside else ("above",)), *two)


def _named(shape: Shape, language: str) -> Words:
    names = NAMES[language]
    words = (names[shape.colour], names[shape.sign])
    return ("大" if shape.big else "小", *words) if language == "zh" else ("a", "big" if shape.big else "small", *words)


def vocabulary(language: str) -> Words:
    """Every word of a caption."""
    more = ("大", "小", "在", "左边", "上面") if language == "zh" else ("a", "big", "small", "left", "of", "above")
    return (*more, *NAMES[language].values())


def pixels(shapes: Sequence[Shape]) -> Array:
    """Draw a picture, (side · side · channels,), rows from below; where shapes overlap the later one is seen."""
    field = np.zeros((SIDE, SIDE, CHANNELS))
    for shape in shapes:
        for up, line in enumerate(reversed(SIGNS[shape.sign][shape.big].split("/"))):
            for right, ink in enumerate(line):
                if ink == "#":
                    field[shape.row + up, shape.column + right] = COLOURS[shape.colour]
    return field.ravel()


def written(shapes: Sequence[Shape]) -> str:
    """Write a picture."""
    return JOINED.join(map(str, shapes))


def read(text: str) -> tuple[Shape, ...]:
    """Read a picture of one or two shapes."""
    parts = text.strip().split(JOINED)
    if not 1 <= len(parts) <= 2:
        raise RunError(
            f"The picture has {len(parts)} shapes.", "It may have one or two.", "Take some away.",
            zh=(f"图里有 {len(parts)} 个图形。", "应有一个或两个。", "去掉几个。"),
        )  # fmt: skip
    return tuple(_shape(part.strip(), number) for number, part in enumerate(parts, 1))


def _shape(text: str, number: int) -> Shape:
    colour, sign, column, row = text[:1], text[1:2], text[2:3], text[3:]
    known = colour.lower() in COLOURS and sign in SIGNS and column in COLUMNS and row.isdecimal() and column
    if not known or not colour:
        raise RunError(
            f"Shape {number} of the picture, {brief(text)!r}, is none.",
            f"A shape is a colour of r g b, big as a capital, a sign of {' '.join(SIGNS)}, and a square, as R■b4.",
            "Write one, or two joined by +.",
            zh=(f"图里第 {number} 个图形“{brief(text)}”认不出来。",
                f"图形依次写：颜色 r、g、b（大写即大图形），符号 {' '.join(SIGNS)}，格子；如 R■b4。",
                "写一个，或用 + 连接两个。"),
        )
    shape = Shape(sign, colour.lower(), colour.isupper(), COLUMNS.index(column), int(row) - 1)
    if shape.row < 0 or max(shape.column, shape.row) + shape.wide > SIDE:
        raise RunError(
            f"Shape {number} of the picture, {text!r}, does not fit.",
            f"It is {shape.wide} squares wide, and the field goes from a1 to {COLUMNS[-1]}{SIDE}.",
            "Move it to the left, or down.",
            zh=(f"图里第 {number} 个图形“{text}”放不下。", f"它宽 {shape.wide} 格，画面从 a1 到 {COLUMNS[-1]}{SIDE}。",
                "往左或往下移。"),
        )
    return shape
