"""What stands on a worksheet, one under another: sentences, numbers that are given, headings, rows with blanks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF

from engine.by_hand import Row, Section
from engine.hand_writing import Slot
from visualizer.paint import CENTRE, RIGHT, Look, box
from visualizer.views.symbol import symbol
from visualizer.worksheet.paper import LEFT, RIGHT_EDGE, SIZE, SMALL, TEXT, Paper
from visualizer.wrap import wrapped

PITCH, ROW = 36.0, 50.0
"""A line of text; a row to be written in."""
HEADING, RESULT, OFF = 84.0, 136.0, 38.0
"""A heading; the box of a result, and room behind it for what it may be off."""
APART, GAP, SIGN = 30.0, 16.0, 26.0
TOGETHER = 2
"""Rows of a section, less one, that stand on the page of its heading."""


class Item(Protocol):
    """Something on a page: how tall it is, whether it wants the next one on the same page, and how it is drawn."""

    @property
    def tall(self) -> float:
        """Its height."""

    @property
    def leads(self) -> bool:
        """Whether it must not stand at the foot of a page."""

    def paint(self, paper: Paper, top: float) -> None:
        """Draw it."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Lines of text."""

    lines: tuple[str, ...]
    leads: bool = False

    @property
    def tall(self) -> float:
        """So many lines, and a gap."""
        return PITCH * len(self.lines) + GAP

    def paint(self, paper: Paper, top: float) -> None:
        """Write the lines."""
        for place, line in enumerate(self.lines):
            paper.text(LEFT, top + PITCH * (place + 0.7), line)


def sentences(text: str, look: Look) -> Sentences:
    """Break a text into lines of the paper."""
    return Sentences(wrapped(text, look.font(TEXT), RIGHT_EDGE - LEFT))


@dataclass(frozen=True, slots=True)
class Given:
    """Numbers that are printed: as many beside each other as there is room for."""

    lines: tuple[tuple[tuple[float, str], ...], ...]
    leads: bool = True

    @property
    def tall(self) -> float:
        """So many lines, and a gap."""
        return PITCH * len(self.lines) + GAP / 2

    def paint(self, paper: Paper, top: float) -> None:
        """Write each at its place."""
        for place, line in enumerate(self.lines):
            for x, text in line:
                paper.maths(x, top + PITCH * (place + 0.7), text)


def given(slots: Iterable[Slot], look: Look) -> Given:
    """Set numbers in columns as wide as the widest."""
    texts = [f"{slot.name} = {slot.text}" for slot in slots]
    wide = max((symbol(look, text, SIZE).width for text in texts), default=1.0) + APART
    columns = max(1, int((RIGHT_EDGE - LEFT + APART) / wide))
    lines = [texts[begin : begin + columns] for begin in range(0, len(texts), columns)]
    return Given(tuple(tuple((LEFT + wide * at, text) for at, text in enumerate(line)) for line in lines))


@dataclass(frozen=True, slots=True)
class Heading:
    """What is computed next."""

    text: str
    leads: bool = True

    @property
    def tall(self) -> float:
        """A line with room above it."""
        return HEADING

    def paint(self, paper: Paper, top: float) -> None:
        """Write it over a rule."""
        paper.text(LEFT, top + 56, self.text, 29.0)
        paper.line(LEFT, RIGHT_EDGE, top + 70)


@dataclass(frozen=True, slots=True)
class Blank:
    """A row of the sheet: names in print, a line for the numbers, a box for the result."""

    row: Row
    equals: float
    """Where the signs of equality of its section stand."""
    numbers: float
    """Where its numbers begin, beside the names or under them."""
    double: bool
    leads: bool = False

    @property
    def tall(self) -> float:
        """One line, or two."""
        return ROW * (1 + self.double)

    def paint(self, paper: Paper, top: float) -> None:
        """Print what is printed; fill in the rest, in the key."""
        row, base = self.row, top + ROW * 0.64
        paper.maths(self.equals - 10, base, row.name, RIGHT)
        paper.maths(self.equals, base, row.sign)
        paper.maths(self.equals + SIGN, base, row.formula.names)
        base += ROW * self.double
        right = RIGHT_EDGE - OFF
        left = right - RESULT
        if not row.copied:
            paper.maths(self.numbers, base, "=")
            begin, end = self.numbers + SIGN, left - SIGN - GAP
            paper.line(begin, end, base + 9)
            paper.pen(begin + 4, base, row.formula.numbers, end - begin - 4)
        paper.maths(left - SIGN, base, "=")
        place = QRectF(left, base - 29, RESULT, 42)
        box(paper.painter, place, None, paper.look.theme.ink2, 1.5, 4)
        paper.pen(place.center().x(), base, row.result, RESULT, CENTRE)
        if row.off:
            paper.text(right + 6, base, f"±{row.off}", SMALL)


def blanks(section: Section, look: Look) -> list[Blank]:
    """Place the rows of a section: numbers beside the names where both have room, else under them."""
    equals = LEFT + max(symbol(look, row.name, SIZE).width for row in section.rows) + 10
    end = RIGHT_EDGE - OFF - RESULT - SIGN - GAP
    made: list[Blank] = []
    for row in section.rows:
        names, numbers = (symbol(look, text, SIZE).width for text in (row.formula.names, row.formula.numbers))
        beside = max(equals + SIGN + names + GAP, equals + 300)
        double = beside + SIGN + numbers * 1.15 > end and not row.copied
        made.append(Blank(row, equals, equals if double else beside, double, leads=len(made) < TOGETHER))
    return made
