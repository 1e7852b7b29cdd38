"""A table that was pasted: columns of numbers, and perhaps one of labels, with line and column of every mistake.

Cells are separated by tabs, semicolons or commas, whichever its first line has. A first line of words names columns.
A column of words is the labels; so is one of numbers that is called label, class or target. A column of words that are
all different, such as dates, only says which line is which.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.arrays import Array
from engine.errors import TextError
from engine.tasks.task import brief

SEPARATORS = ("\t", ";", ",")
LABELS = {"label", "labels", "class", "target", "标签", "类别", "类"}
LARGEST, MOST_DIGITS = 1e6, 6
MOST_COLUMNS, MOST_LINES = 400, 20_000
MISSING = ("a number is missing", "缺少一个数。")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and where."""

    text: str
    line: int
    column: int

    @property
    def value(self) -> float | None:
        """Its number, if it is one."""
        try:
            return float(self.text.replace("−", "-").replace("_", "x"))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of numbers by name, (N, columns), how many decimals they have, and what each line is called."""

    names: tuple[str, ...]
    values: Array
    digits: int
    labels: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def read_table(text: str) -> Table:
    """Read a table; the first mistake is told with its line and column."""
    rows = list(_rows(text))
    if not rows:
        raise TextError(
            "there is no table", "Numbers stand in lines, with commas between.", "Paste one.",
            zh=("没有表。", "每行几个数，用逗号隔开。", "贴上一张表。"),
        )  # fmt: skip
    heads = _heads(rows)
    body = rows[1:] if heads else rows
    names = [cell.text or f"column {place}" for place, cell in enumerate(heads or rows[0], 1)]
    names = names if heads else [f"column {place}" for place in range(1, len(names) + 1)]
    words = [place for place in range(len(names)) if _is_words(body, place)]
    labels = _label_column(body, names, words)
    numbers = [place for place in range(len(names)) if place not in words and place != labels]
    if not numbers:
        raise TextError(
            "there is no column of numbers", "At least one column is numbers.", "Paste it, too.",
            zh=("没有一列是数。", "至少要有一列数。", "把它也贴上。"),
        )  # fmt: skip
    values = np.array([[_number(row[place]) for place in numbers] for row in body])
    if (values == values[0]).all() and len(body) > 1:
        raise TextError(
            "every number is the same", "Something must change from line to line.", "Paste another part.",
            zh=("所有的数都一样。", "各行之间要有变化。", "换一部分。"),
        )  # fmt: skip
    digits = min(max(_digits(row[place].text) for row in body for place in numbers), _enough(values))
    called = tuple(row[labels].text for row in body) if labels is not None else ()
    return Table(tuple(names[place] for place in numbers), values.round(digits), digits, called)


def _rows(text: str) -> Iterator[list[Cell]]:
    """Cut a text into rows of cells, all of the same length."""
    lines = [(number, line) for number, line in enumerate(text.replace("\r", "").split("\n"), 1) if line.strip()]
    first = lines[0][1] if lines else ""
    separator = next((sign for sign in SEPARATORS if sign in first), None)
    if len(lines) > MOST_LINES:
        raise TextError(
            f"the table has {len(lines):,} lines", f"At most {MOST_LINES:,} are taken.", "Paste a part.",
            line=lines[MOST_LINES][0],
            zh=(f"表里有 {len(lines):,} 行。", f"最多 {MOST_LINES:,} 行。", "只贴一部分。"),
        )  # fmt: skip
    wide = 0
    for number, line in lines:
        row = list(_cells(line, number, separator))
        wide = wide or len(row)
        if len(row) != wide:
            raise TextError(
                f"this line has {len(row)} cells", f"The first has {wide}.", "Give all lines as many.", line=number,
                column=row[wide].column if len(row) > wide else len(line.rstrip()) + 1,
                zh=(f"这一行有 {len(row)} 格。", f"第一行有 {wide} 格。", "各行要一样多。"),
            )  # fmt: skip
        if wide > MOST_COLUMNS:
            raise TextError(
                f"the table has {wide} columns", f"At most {MOST_COLUMNS} are taken.", "Leave some out.",
                zh=(f"表里有 {wide} 列。", f"最多 {MOST_COLUMNS} 列。", "去掉几列。"),
            )  # fmt: skip
        yield row


def _cells(line: str, number: int, separator: str | None) -> Iterator[Cell]:
    at = 0
    for part in line.split(separator) if separator else line.split():
        begin = line.index(part, at) if part else at
        at = begin + len(part) + (1 if separator else 0)
        told = part.strip().strip("\"'").strip()
        yield Cell(_decimal(told) if separator != "," else told, number, begin + len(part) - len(part.lstrip()) + 1)


def _decimal(text: str) -> str:
    """Read 3,14 as 3.14, where commas separate nothing."""
    return text.replace(",", ".") if text.count(",") == 1 and text.replace(",", "").lstrip("-−").isdigit() else text


def _heads(rows: list[list[Cell]]) -> list[Cell] | None:
    """The first line, if it names columns: words over numbers."""
    if len(rows) < 2:
        return None
    names = any(head.value is None and cell.value is not None for head, cell in zip(rows[0], rows[1], strict=True))
    return rows[0] if names and all(head.value is None for head in rows[0]) else None


def _is_words(body: list[list[Cell]], place: int) -> bool:
    """Whether most cells of a column are words; a few in a column of numbers are mistakes."""
    return sum(row[place].value is None for row in body) > len(body) / 2


def _label_column(body: list[list[Cell]], names: list[str], words: list[int]) -> int | None:
    """Which column holds the labels, if one does."""
    called = [place for place, name in enumerate(names) if name.lower() in LABELS]
    repeated = [place for place in words if len({row[place].text for row in body}) < len(body)]
    found = called or repeated
    if len(found) > 1:
        cell = body[0][found[1]]
        raise TextError(
            f'"{names[found[0]]}" and "{names[found[1]]}" both look like labels', "One column is.",
            "Leave the other out.", line=cell.line, column=cell.column,
            zh=(f"“{names[found[0]]}”和“{names[found[1]]}”都像标签。", "标签只有一列。", "去掉另一列。"),
        )  # fmt: skip
    if not found:
        return None
    empty = next((row[found[0]] for row in body if not row[found[0]].text), None)
    if empty:
        raise TextError(
            "the label is missing", "Every line has one.", "Add it, or remove the line.", line=empty.line,
            column=empty.column,
            zh=("缺少标签。", "每行都要有一个。", "补上它，或删去这一行。"),
        )  # fmt: skip
    return found[0]


def _number(cell: Cell) -> float:
    value = cell.value
    if value is None or not abs(value) <= LARGEST:
        told, zh = MISSING
        if cell.text and value is None:
            told, zh = f"{brief(cell.text)!r} is no number", f"“{brief(cell.text)}”不是数。"
        elif cell.text:
            told, zh = f"{cell.text} cannot be used", f"{cell.text} 不能用。"
        raise TextError(
            told, f"A number is written like -1.5, between -{LARGEST:,.0f} and {LARGEST:,.0f}.",
            "Correct it, or remove the line.", line=cell.line, column=cell.column,
            zh=(zh, f"数写作 -1.5，在 -{LARGEST:,.0f} 到 {LARGEST:,.0f} 之间。", "改正它，或删去这一行。"),
        )  # fmt: skip
    return value


def _enough(values: Array) -> int:
    """How many decimals tell the numbers of a column apart, to a hundredth of its spread or better."""
    spread = values.std(axis=0)
    least = spread[spread > 0].min(initial=1e6)
    return max(0, 2 - int(np.floor(np.log10(least))))


def _digits(text: str) -> int:
    """How many decimals a number is written with."""
    mantissa, _, power = text.lower().partition("e")
    return max(0, min(MOST_DIGITS, len(mantissa.partition(".")[2]) - int(power or 0)))
