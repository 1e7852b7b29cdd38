"""Where the rows of a sheet stand: in the largest letters in which all of them fit, long ones in two lines.

Where that would be small, an update is written with numbers alone, and each weight beside its gradient.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF

from engine.by_hand import Row, Section
from visualizer.paint import Look, text_width
from visualizer.views.symbol import symbol

SIZES = (52, 48, 44, 40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 13, 12)
READABLE = 26
"""Smaller than this, and an update is set in pairs."""
TALL = 1.62
"""The least height of a line, in letters."""
MOST = 2.1
BETWEEN = 0.45
"""Between two time steps, in lines."""
BAR, OFF, GAP = 24.0, 1.1, 0.6
"""Room for the colour at the left; for what may be off at the right, and between columns, in letters."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand: the first sign of equality, that of the numbers, the right end of results."""

    equals: float
    numbers: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A row, the area it has, its first baseline, its columns."""

    row: Row
    area: QRectF
    baseline: float
    columns: Columns
    double: bool = False
    """Whether its numbers stand under its names."""
    bare: bool = False
    """Whether it is written with numbers alone."""


@dataclass(frozen=True, slots=True, eq=False)
class HandLayout:
    """The size of the letters, the height of a line, and the rows."""

    size: float
    pitch: float
    sign: float
    """The width of a sign of equality and its gap."""
    rows: tuple[Placed, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide things are in letters of a size."""

    name: float
    sign: float
    result: float
    names: tuple[float, ...]
    numbers: tuple[float, ...]


def laid_out(section: Section, place: QRectF, look: Look) -> HandLayout:
    """Choose the largest letters, and place the rows."""
    plain = _largest(section, place, look, paired=False)
    if section.kind == "update" and plain.size < READABLE and all(row.sign == "←" for row in section.rows[1::2]):
        pairs = _largest(section, place, look, paired=True)
        return pairs if pairs.size > plain.size else plain
    return plain


def _largest(section: Section, place: QRectF, look: Look, *, paired: bool) -> HandLayout:
    for size in SIZES:
        found = (_paired if paired else _single)(section.rows, place, look, float(size))
        if found.fits:
            break
    return found


def _measured(rows: Sequence[Row], look: Look, size: float) -> Widths:
    font = look.font(size, medium=True).toString()
    return Widths(
        max(symbol(look, row.name, size).width for row in rows),
        symbol(look, "← ", size).width + size * 0.25,
        max(text_width(font, row.result) for row in rows),
        tuple(symbol(look, row.formula.names, size).width for row in rows),
        tuple(0.0 if row.copied else symbol(look, row.formula.numbers, size).width for row in rows),
    )


def _single(rows: Sequence[Row], place: QRectF, look: Look, size: float) -> HandLayout:
    """Set one row under another: names, then numbers, then the result."""
    wide, gap = _measured(rows, look, size), GAP * size
    equals = place.left() + BAR + wide.name + 12
    begin, end = equals + wide.sign, gap + wide.sign + wide.result
    most = place.right() - OFF * size - begin - end
    column, double = _in_one_line(wide, most, gap)
    lengths = [max(a, b) if two else column + gap + wide.sign + b
               for a, b, two in zip(wide.names, wide.numbers, double, strict=True)]
    columns = Columns(equals, begin + column + gap, begin + min(most, max(lengths)) + end)
    breaks = [a.beat.t != b.beat.t for a, b in pairwise(rows)]
    lines = len(rows) + sum(double) + BETWEEN * sum(breaks)
    pitch = max(size * TALL, min(place.height() / lines, size * MOST))
    placed, top = list[Placed](), place.top()
    for row, two, gone in zip(rows, double, [False, *breaks], strict=True):
        top += BETWEEN * pitch * gone
        area = QRectF(place.left(), top, place.width(), pitch * (1 + two))
        placed.append(Placed(row, area, top + pitch / 2 + size * 0.34, columns, two))
        top = area.bottom()
    return HandLayout(size, pitch, wide.sign, tuple(placed), top <= place.bottom() + 0.5 and max(lengths) <= most)


def _in_one_line(wide: Widths, most: float, gap: float) -> tuple[float, list[bool]]:
    """How wide the column of names is, so that as many rows as can be have numbers beside it; and which have not."""
    column, double = 0.0, [True] * len(wide.names)
    for widest in sorted(wide.names):
        under = [a > widest or widest + gap + wide.sign + b > most
                 for a, b in zip(wide.names, wide.numbers, strict=True)]
        if sum(under) < sum(double):
            column, double = widest, under
    return column, double


def _paired(rows: Sequence[Row], place: QRectF, look: Look, size: float) -> HandLayout:
    """Set a weight beside its gradient, with numbers alone."""
    wide, gap = _measured(rows, look, size), GAP * size
    left, ends = place.left() + BAR, list[Columns]()
    for which in (0, 1):
        equals = left + wide.name + 12
        right = equals + wide.sign + max(wide.numbers[which::2]) + gap + wide.sign + wide.result
        ends.append(Columns(equals, equals, right))
        left = right + OFF * size + 2 * gap
    pitch = max(size * TALL, min(2 * place.height() / len(rows), size * MOST))
    placed = []
    for at, row in enumerate(rows):
        top, columns = place.top() + at // 2 * pitch, ends[at % 2]
        begin = place.left() if at % 2 == 0 else ends[0].right + OFF * size
        area = QRectF(begin, top, columns.right - begin + OFF * size, pitch)
        placed.append(Placed(row, area, top + pitch / 2 + size * 0.34, columns, bare=True))
    fits = placed[-1].area.bottom() <= place.bottom() + 0.5 and ends[1].right + OFF * size <= place.right() + 1
    return HandLayout(size, pitch, wide.sign, tuple(placed), fits)
