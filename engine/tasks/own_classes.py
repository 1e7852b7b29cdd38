"""Lines of numbers of the user's own, each with a label: a line is read number by number, at its end its class is told.

A tenth of the lines is held out for validation, and another for the test; each column is scaled by those that are not.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.arrays import Array
from engine.errors import RunError, TextError
from engine.losses import cross_entropy
from engine.metrics import accuracy
from engine.tasks.examples import Examples, numbered, parted
from engine.tasks.numbers import numbers, written
from engine.tasks.symbolic import Symbolic
from engine.tasks.table import read_table
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Answer, Batch, Indices, Part, one_hot

FEWEST, MOST_CLASSES, LONGEST_NAME = 20, 40, 24
WAVES = "\n".join(
    ",".join(f"{np.sin((1 + k % 2) * t / 2 + k):.2f}" for t in range(8)) + f",{('slow', 'fast')[k % 2]}"
    for k in range(60)
)


@dataclass(frozen=True, slots=True)
class OwnClasses(Symbolic):
    """The lines of the table, and the class of each at its last number."""

    table: str = WAVES

    def __post_init__(self) -> None:
        """Refuse a table that has no classes to tell apart, or too few lines."""
        table = read_table(self.table)
        if not table.labels:
            raise TextError(
                "the table has no labels", "One column says which class a line is of.",
                "Add it, and call it label if it is numbers.",
                zh=("表里没有标签。", "要有一列说明每一行是哪一类。", "加上它；标签是数时，把列名写作 label。"),
            )  # fmt: skip
        if (count := len(table.labels)) < FEWEST:
            raise TextError(
                f"the table has {count} lines", f"It takes {FEWEST} or more, so that some can be held out.",
                "Paste more of it.", line=count + 1,
                zh=(f"表里有 {count} 行。", f"需要 {FEWEST} 行以上，才能留出一部分做测试。", "贴上更多内容。"),
            )  # fmt: skip
        if not 2 <= len(self.symbols) <= MOST_CLASSES:
            raise TextError(
                f"there are {len(self.symbols)} different labels", f"There are 2 to {MOST_CLASSES}.",
                "Look at the column of labels.",
                zh=(f"有 {len(self.symbols)} 种标签。", f"应有 2 到 {MOST_CLASSES} 种。", "看一看标签那一列。"),
            )  # fmt: skip
        if long := next((name for name in self.symbols if len(name) > LONGEST_NAME), None):
            raise TextError(
                f"the label {long[:LONGEST_NAME]}… is long", f"At most {LONGEST_NAME} signs fit.", "Shorten it.",
                line=table.labels.index(long) + 1,
                zh=(f"标签 {long[:LONGEST_NAME]}… 太长。", f"最多 {LONGEST_NAME} 个字符。", "缩短它。"),
            )  # fmt: skip

    @property
    def length(self) -> int:
        """As many steps as there are columns of numbers."""
        return len(read_table(self.table).names)

    @property
    def inputs(self) -> int:
        """One number a step."""
        return 1

    @property
    def symbols(self) -> tuple[str, ...]:
        """The classes, in the order of their names."""
        return tuple(sorted(set(read_table(self.table).labels)))

    @property
    def takes(self) -> Curved:
        """A line as a curve."""
        values = read_table(self.table).values
        track = Track("数值", "value", float(values.min()), float(values.max()), _digits(self.table), said=False)
        return Curved((track,), self.length)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw lines that are not held out."""
        known = _lines(self.table)[0]
        return self._batch(rng.choice(known.training, rows))

    def encode(self, text: str) -> Batch:
        """Read #12 as the twelfth line of the test part, or numbers of the columns in their order."""
        known, mean, spread = _lines(self.table)
        if (place := numbered(text, known.test)) is not None:
            return self._batch(np.array([place]))
        raw = numbers(text)
        if len(raw) > self.length:
            raise RunError(
                f"The input has {len(raw)} numbers.", f"A line has {self.length}.", "Leave some out.",
                zh=(f"输入有 {len(raw)} 个数。", f"一行只有 {self.length} 个。", "去掉几个。"),
            )  # fmt: skip
        steps = len(raw)
        x = ((raw[:, 0].round(_digits(self.table)) - mean[:steps]) / spread[:steps])[:, None, None]
        nothing = np.zeros((steps, 1))
        return Batch(x, np.zeros((steps, 1, self.outputs)), nothing, written(raw, _digits(self.table)))

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out lines get their class, how many would if all got the commonest, and the loss."""
        known = _lines(self.table)[0]
        batch = self._batch(known.part(part))
        said, wanted = answer(batch.x)[-1:], batch.targets[-1:]
        commonest = np.bincount(known.classes[known.training]).argmax()
        return {
            "right": accuracy(said, wanted, np.ones(said.shape[:2])),
            "right_by_commonest": float((known.classes[known.part(part)] == commonest).mean()),
            "loss": float(cross_entropy(said, wanted).mean()),
        }

    def _batch(self, places: Indices) -> Batch:
        """Put lines side by side; each is scored at its end."""
        known = _lines(self.table)[0]
        targets, scored = np.zeros((self.length, len(places), self.outputs)), np.zeros((self.length, len(places)))
        targets[-1] = one_hot(known.classes[places], self.outputs)
        scored[-1] = 1
        return Batch(known.x[:, places], targets, scored, tuple(known.signs[place] for place in places))


def _digits(table: str) -> int:
    return read_table(table).digits


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[Examples, Array, Array]:
    """Read the lines, part them, and scale each column by those that training sees."""
    table = read_table(text)
    names = sorted(set(table.labels))
    classes = np.array([names.index(label) for label in table.labels])
    tenth = max(1, len(classes) // 10)
    validation, test = parted(len(classes), tenth, tenth)
    seen = np.delete(table.values, np.concatenate([validation, test]), axis=0)
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    x = ((table.values - mean) / spread).T[..., None]
    lengths = np.full(len(classes), x.shape[0])
    return Examples(x, classes, lengths, written(table.values.T, table.digits), validation, test), mean, spread
