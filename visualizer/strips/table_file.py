"""A table of the user's own as a series: CSV or plain numbers, the first cell that is none named by line and column."""

import re
from pathlib import Path

from engine.tasks.task import LONGEST
from visualizer.strips.text_file import text_of
from visualizer.strips.unfit import Unfit, Words

CELLS = re.compile(r"\s*[,;\t]\s*|\s+")
Row = tuple[float, ...]


def rows_of(path: Path, each: tuple[Words, ...]) -> tuple[list[Row], bool]:
    """Read so many numbers a line, the last columns that are numbers; and whether lines were left over.

    A line of names at the top is passed over; one line alone is a series by itself if a step has one number.
    """
    lines = [(row, line.strip()) for row, line in enumerate(text_of(path).splitlines(), 1) if line.strip()]
    cells = [(row, [cell for cell in CELLS.split(line) if cell]) for row, line in lines if not line.startswith("#")]
    if cells and not any(_number(cell) is not None for cell in cells[0][1]):
        cells = cells[1:]
    if len(cells) == 1 and len(each) == 1:
        cells = [(cells[0][0], [cell]) for cell in cells[0][1]]
    if not cells:
        raise Unfit(
            (f"{path.name} 里没有数。", f"{path.name} has no numbers."),
            _wanted(each),
            ("换一个 CSV 文件。", "Take another CSV file."),
        )
    first = [_number(cell) is not None for cell in cells[0][1]]
    columns = [place for place, numeric in enumerate(first) if numeric][-len(each):]
    return [_row(path.name, row, line, columns, each) for row, line in cells[:LONGEST]], len(cells) > LONGEST


def _row(name: str, row: int, line: list[str], columns: list[int], each: tuple[Words, ...]) -> Row:
    if len(columns) < len(each) or len(line) <= columns[-1]:
        raise Unfit(
            (f"{name} 第 {row} 行只有 {len(line)} 列。", f"{name}, line {row} has {len(line)} columns."),
            _wanted(each),
            ("补齐这一行，或换一个文件。", "Complete the line, or take another file."),
        )
    values = [_number(line[place]) for place in columns]
    for place, value in zip(columns, values, strict=True):
        if value is None:
            raise Unfit(
                (f"{name} 第 {row} 行第 {place + 1} 列“{line[place][:20]}”不是数。",
                 f'{name}, line {row}, column {place + 1}: "{line[place][:20]}" is no number.'),
                _wanted(each),
                ("改正或删去这一行。", "Correct it, or take the line out."),
            )  # fmt: skip
    return tuple(value for value in values if value is not None)


def _wanted(each: tuple[Words, ...]) -> Words:
    zh, en = "、".join(word[0] for word in each), ", ".join(word[1] for word in each)
    return f"每行需要 {len(each)} 个数：{zh}。", f"Each line is to have {len(each)}: {en}."


def _number(cell: str) -> float | None:
    try:
        value = float(cell.replace("−", "-"))
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


def strokes_of(path: Path) -> list[list[Row]]:
    """Read the points of a pen, x and y a line, y upwards; an empty line lifts the pen."""
    strokes: list[list[Row]] = [[]]
    each: tuple[Words, ...] = (("x", "x"), ("y", "y"))
    for row, line in enumerate(text_of(path).splitlines(), 1):
        cells = [cell for cell in CELLS.split(line.strip()) if cell]
        if not cells:
            strokes.append([])
        elif any(_number(cell) is not None for cell in cells) or row > 1:
            strokes[-1].append(_row(path.name, row, cells, list(range(min(2, len(cells)))), each))
    return [stroke for stroke in strokes if stroke]
