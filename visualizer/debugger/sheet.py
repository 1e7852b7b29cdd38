"""A tensor as a table: rows, columns, numbers, and how each column is written; plain data, no widget."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine import derive
from engine.arrays import Array
from engine.beats import Cursor
from engine.cells import Line
from engine.origin import Address, Side
from engine.sentence import Sentence
from engine.trace import Trace
from visualizer.debugger.columns import Setting, setting
from visualizer.debugger.element import GRADIENT, VALUE, tensor
from visualizer.errors import VisualizerError, not_written


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows of numbers: what each column is called, its setting, and the address of each number in the first row."""

    heads: tuple[str, ...]
    rows: tuple[str, ...]
    values: Array
    """(rows, columns); NaN where not known yet is told by `known`."""
    settings: tuple[Setting, ...]
    known: tuple[bool, ...]
    """Whether each column's numbers are known at the moment."""
    name: str
    sides: tuple[Side, ...]
    names: tuple[str, ...]
    """The quantity and the side of each column."""
    steps: tuple[int | None, ...]
    """The time step of each column's numbers; None for a weight."""
    units: bool = True
    """Whether a row is a unit; else a row is a time step or an input."""

    def text(self, row: int, column: int) -> str:
        """A number as it is shown; a dot where it is not known yet."""
        return self.settings[column].write(float(self.values[row, column])) if self.known[column] else "·"

    def address(self, row: int, column: int) -> Address:
        """The address of a number."""
        name, side, t = self.names[column], self.sides[column], self.steps[column]
        if t is None:
            return Address(side, name, None, (row, column) if self.values.shape[1] > 1 or not self.units else (row,))
        return Address(side, name, t, (row,)) if self.units else Address(side, name, row, (column,))


def step_sheet(trace: Trace, line: Line, t: int, cursor: Cursor) -> Sheet:
    """One time step of a line: a row for each unit; its inputs of the same width, its value, its gradient."""
    wide = trace.value[line.name].shape[1]
    columns: list[tuple[str, Array, str, Side, int, bool]] = []
    for source in line.inputs:
        array, plain = derive.source(trace, source), source.removesuffix("'")
        if array.shape[1] == wide and not line.op.learns:
            at = t - 1 if source != plain else t
            columns.append((source.replace("'", "′"), array[t], plain, VALUE, at, cursor.values_known(plain) > at))
    columns.append((line.name, trace.value[line.name][t], line.name, VALUE, t, cursor.values_known(line.name) > t))
    columns.append((f"∂L/∂{line.name}", trace.grad[line.name][t], line.name, GRADIENT, t,
                    cursor.grads_known(line.name) <= t))
    values = np.stack([column[1] for column in columns], axis=1)  # (n, columns)
    return Sheet(
        tuple(column[0] for column in columns), tuple(str(unit + 1) for unit in range(wide)), values,
        tuple(setting(column[1]) for column in columns), tuple(column[5] for column in columns), line.name,
        tuple(column[3] for column in columns), tuple(column[2] for column in columns),
        tuple(column[4] for column in columns),
    )


def whole_sheet(trace: Trace, name: str, side: Side) -> Sheet:
    """All of a tensor: a line's steps from top to bottom, a weight's inputs from top to bottom."""
    array = tensor(trace, name, side)
    flat = array if array.ndim == 2 else array[:, None]
    rows, columns = flat.shape
    one, weighs = setting(array), name in trace.weight
    heads = (name,) if array.ndim == 1 else tuple(str(unit + 1) for unit in range(columns))
    return Sheet(
        heads, tuple(str(row + 1) for row in range(rows)), flat, (one,) * columns, (True,) * columns, name,
        (side,) * columns, (name,) * columns, (None if weighs else 0,) * columns, units=array.ndim == 1,
    )


def export(array: Array, path: Path) -> None:
    """Write a tensor to a file: `.npy` as it is, `.csv` with nine digits."""
    try:
        if path.suffix == ".npy":
            np.save(path, array)
        elif path.suffix == ".csv":
            np.savetxt(path, array if array.ndim < 3 else array.reshape(len(array), -1), "%.9g", ",")
        else:
            raise VisualizerError(Sentence(
                f'"{path.name}" names no kind of file we write. The ending .npy or .csv was expected. '
                "Choose one of the two.",
                f"“{path.name}”不是能写的文件类型。后缀应是 .npy 或 .csv。两者选一。",
            ))  # fmt: skip
    except OSError as error:
        raise not_written(path, error) from error
