"""Columns of numbers of the user's own, line after line in time: say the next line.

The parts follow one another in time; the scale is that of the training part. The plain answer to beat is persistence.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.arrays import Array
from engine.errors import TextError
from engine.metrics import saved, squared
from engine.tasks.lengths import fits
from engine.tasks.numbers import numbers
from engine.tasks.plain import Plain
from engine.tasks.series import REACH, WARM_UP
from engine.tasks.table import Table, read_table
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Answer, Batch, Part

SHARES = {None: (0.0, 0.7), "validation": (0.7, 0.85), "test": (0.85, 1.0)}
FEWEST, MOST_COLUMNS = 80, 12
WAVE = "\n".join(f"{np.sin(t / 3):.2f},{np.cos(t / 3):.2f}" for t in range(120))


@dataclass(frozen=True, slots=True)
class OwnSeries(Plain):
    """Windows of the lines, and the line after each one in them."""

    table: str = WAVE
    length: int = 12

    def __post_init__(self) -> None:
        """Refuse a table that is no series, and a window longer than a part of it."""
        table = read_table(self.table)
        if table.labels:
            raise TextError(
                "the table has labels", "A series is numbers only.", "Leave them out, or learn classes.",
                zh=("表里有标签。", "数列只有数。", "去掉标签，或改为学习分类。"),
            )  # fmt: skip
        if (count := len(table.names)) > MOST_COLUMNS:
            raise TextError(
                f"the table has {count} columns of numbers", f"A series has {MOST_COLUMNS} at most.",
                "Leave some out, or add labels and learn classes.",
                zh=(f"表里有 {count} 列数。", f"数列最多 {MOST_COLUMNS} 列。", "去掉几列，或加上标签学习分类。"),
            )  # fmt: skip
        if (count := len(table.values)) < FEWEST:
            raise TextError(
                f"the table has {count} lines of numbers", f"A series has {FEWEST} or more.", "Paste more of it.",
                line=count + 1,
                zh=(f"表里有 {count} 行数。", f"数列需要 {FEWEST} 行以上。", "贴上更多内容。"),
            )  # fmt: skip
        fits(self.length, 2, 12, most=len(_part(self.table, "test")) - 2, source="this table")

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return read_table(self.table).names

    @property
    def inputs(self) -> int:
        """One number for each column."""
        return len(self.names)

    @property
    def outputs(self) -> int:
        """What each will be at the next step."""
        return len(self.names)

    @property
    def takes(self) -> Curved:
        """A curve for each column."""
        mean, spread = _scale(self.table)
        digits = read_table(self.table).digits
        low, high = mean - REACH * spread, mean + REACH * spread
        bounds = zip(self.names, low.tolist(), high.tolist(), mean.tolist(), spread.tolist(), strict=True)
        tracks = tuple(Track(name, name, least, most, digits, *scale) for name, least, most, *scale in bounds)
        return Curved(tracks, self.length, "/" if self.inputs > 1 else "")

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows of the first part."""
        lines = _part(self.table, None)
        first = rng.integers(len(lines) - self.length, size=rows)
        return self._batch(lines[first + np.arange(self.length + 1)[:, None]])

    def encode(self, text: str) -> Batch:
        """Read the user's own lines; what follows the last is not known, so that is not scored."""
        raw = numbers(text, self.names)[:, None]
        batch = self._batch(np.append(raw, raw[-1:], axis=0))
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the squared error after a warm-up, that of persistence, and how much of the latter is gone."""
        lines = _part(self.table, part)
        first = np.arange(len(lines) - self.length)
        batch = self._batch(lines[first + np.arange(self.length + 1)[:, None]])
        scored = batch.scored.copy()
        scored[: min(WARM_UP, self.length - 1)] = 0
        error, stays = squared(answer(batch.x), batch.targets, scored), squared(batch.x, batch.targets, scored)
        return {"saved": saved(error, stays), "error": error, "error_of_persistence": stays}

    def example(self, part: Part = "test") -> str:
        """Write the last window of a part as one types it."""
        return " ".join(_signs(_part(self.table, part)[-self.length :, None], read_table(self.table))[0])

    def _batch(self, raw: Array) -> Batch:
        """Make a batch of lines (T + 1, B, columns) in which each is to say the next."""
        table = read_table(self.table)
        raw = raw.round(table.digits)
        mean, spread = _scale(self.table)
        values = (raw - mean) / spread
        return Batch(values[:-1], values[1:], np.ones(raw.shape[:2])[1:], _signs(raw[:-1], table))


def _signs(raw: Array, table: Table) -> tuple[tuple[str, ...], ...]:
    """Write lines (T, B, columns) as the signs of B rows."""
    form = f".{table.digits}f"
    rows = raw.transpose(1, 0, 2).tolist()
    return tuple(tuple("/".join(format(v, form).replace("-", "−") for v in step) for step in row) for row in rows)


@lru_cache(maxsize=64)
def _part(table: str, part: Part | None) -> Array:
    """The lines of a part, (lines, columns), raw."""
    values = read_table(table).values
    begin, end = (round(share * len(values)) for share in SHARES[part])
    return values[begin:end]


@lru_cache(maxsize=16)
def _scale(table: str) -> tuple[Array, Array]:
    """Mean and spread of each column over the training part."""
    seen = _part(table, None)
    spread = seen.std(axis=0)
    return seen.mean(axis=0), np.where(spread > 0, spread, 1.0)
