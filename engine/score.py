"""What a kernel plays: a cell's lines in the order of its work, its matrix products, and the arrays it is told of."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from engine.cells import Cell, Line
from engine.ops import AFFINE, PLUS, TIMES

Address = tuple[str, str]
"""What kind of array, and of what name."""
Height = Literal["inputs", "units", "one"]
"""How many rows a weight has."""


@dataclass(frozen=True, slots=True)
class Product:
    """A source, and the affine lines side by side that read it: one matrix product."""

    source: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is called among the arrays."""
        return f"{self.names[0]}.{self.source}"


@dataclass(frozen=True, slots=True)
class Score:
    """What a kernel plays, in order: masked lines, early lines, late lines; and what is done outside it."""

    cell: Cell
    entry: Line | None
    """The line that drops some of x, for all time steps at once: not the kernel's."""
    masked: tuple[Line, ...]
    """Lines that drop some of what the step before has left."""
    early: tuple[Line, ...]
    """Affine lines that wait for nothing else."""
    late: tuple[Line, ...]
    """The others, in the order of the table."""
    outer: tuple[Product, ...]
    """Products of the input, taken for all time steps at once; not the kernel's."""
    before: tuple[Product, ...]
    """Products of what the step before has left."""
    middle: tuple[Product, ...]
    """Products of what comes in mid-step."""
    shared: dict[str, str]
    """Terms of a sum that nothing else reads: their gradient is the sum's own, so they share its array."""

    @property
    def seeded(self) -> tuple[str, ...]:
        """The names whose gradient the caller begins."""
        return self.cell.head.inputs

    @property
    def beside(self) -> tuple[str, ...]:
        """The names of the early lines, which stand side by side in memory."""
        return tuple(line.name for line in self.early)

    @property
    def masks(self) -> tuple[str, ...]:
        """The masks that the kernel reads."""
        return tuple(name for name in self.cell.given[1:] if not self.entry or name not in self.entry.inputs)

    @property
    def names(self) -> tuple[str, ...]:
        """All lines and masks, and what the step before has left."""
        lines = (line.name for line in (*self.masked, *self.early, *self.late))
        return (*lines, *(f"{name}'" for name in self.cell.carry), *self.masks)

    @property
    def products(self) -> tuple[Product, ...]:
        """The kernel's own products."""
        return (*self.before, *self.middle)

    @property
    def vectors(self) -> tuple[str, ...]:
        """Weights that are one number a unit."""
        return tuple(name for line in self.cell.lines if line.op is not AFFINE for name in line.weights)

    @property
    def weights(self) -> dict[str, Height]:
        """All weights of the cell in the order of its lines, one behind the other as they are loaded."""
        source = self.entry.name if self.entry else "x"
        heights: dict[str, Height] = {}
        for line in self.cell.lines:
            for name in line.weights:
                given = name.partition(".")[2]
                one = given == "b" or line.op is not AFFINE
                heights[name] = "one" if one else "inputs" if given == source else "units"
        return heights

    @property
    def deaf(self) -> tuple[str, ...]:
        """Affine lines that do not read the input: their biases are nobody else's business."""
        heard = {name for product in self.outer for name in product.names}
        return tuple(line.name for line in (*self.early, *self.late) if line.op is AFFINE and line.name not in heard)

    @property
    def addresses(self) -> list[Address]:
        """What the kernel is told the place of, in order."""
        arrays = [(kind, name) for kind in ("value", "grad") for name in self.names]
        matrices = [(kind, product.name) for kind in ("matrix", "turned") for product in self.products]
        outer = [("fused", product.name) for product in self.outer]
        return [("weights", ""), *arrays, *outer, *matrices, *(("vector", name) for name in self.vectors)]

    def stages(self) -> Iterator[tuple[Line, ...]]:
        """The late lines between mid-step products; a line that has one stands alone."""
        for _, group in groupby(enumerate(self.late), key=lambda at: at[0] if at[1].op is AFFINE else -1):
            yield tuple(line for _, line in group)

    def inside(self, lines: tuple[Line, ...]) -> list[Product]:
        """The mid-step products of a stage."""
        return [product for product in self.middle if product.names[0] == lines[0].name]


def score(cell: Cell, ops: Collection[str]) -> Score | None:
    """Write the score of a cell, if a kernel that knows these ops can play it."""
    primes, masks = {f"{name}'" for name in cell.carry}, {*cell.given[1:]}
    times = (line for line in cell.lines if line.op is TIMES)
    entry = next((line for line in times if line.inputs[0] == "x" and line.inputs[1] in masks), None)
    source = entry.name if entry else "x"
    masked = [line for line in cell.lines if primes | masks >= {*line.inputs} and masks & {*line.inputs}]
    ready = {source, *primes, *(line.name for line in masked)}
    early = [line for line in cell.lines if line.op is AFFINE and ready >= {*line.inputs}]
    early.sort(key=lambda line: (any(name != source for name in line.inputs), source not in line.inputs))
    done = [*masked, *early, *([entry] if entry else [])]
    late = [line for line in cell.lines if line not in done]
    if not _playable(cell, [*masked, *early, *late], source, ops) or {line.name for line in early} & {*cell.carry}:
        return None
    alone = [[line] for line in late if line.op is AFFINE]
    outer = [p for lines in (early, *alone) for p in _products(lines) if p.source == source]
    before = [p for p in _products(early) if p.source != source]
    middle = [p for lines in alone for p in _products(lines) if p.source != source]
    parts = (tuple(masked), tuple(early), tuple(late), tuple(outer), tuple(before), tuple(middle))
    return Score(cell, entry, *parts, _shared(cell, late))


def _playable(cell: Cell, lines: Sequence[Line], source: str, ops: Collection[str]) -> bool:
    """Whether every line is an op that is known, on what is known, as wide as the hidden state."""
    known = {*(line.name for line in lines), *(f"{name}'" for name in cell.carry), *cell.given[1:]}
    dense = all({source, *known} >= {*line.inputs} for line in lines if line.op is AFFINE)
    return dense and all(line.op.name in ops and known >= {*line.inputs} for line in lines if line.op is not AFFINE)


def _shared(cell: Cell, late: Sequence[Line]) -> dict[str, str]:
    read = Counter(name.removesuffix("'") for line in (*cell.lines, cell.head) for name in line.inputs)
    alone = {line.name for line in late if read[line.name] == 1} - {*cell.carry, *cell.head.inputs}
    return {name: line.name for line in late if line.op is PLUS for name in line.inputs if name in alone}


def _products(lines: Sequence[Line]) -> Iterator[Product]:
    for source in dict.fromkeys(name for line in lines for name in line.inputs):
        for reads, group in groupby(lines, key=lambda line: source in line.inputs):
            if reads:
                yield Product(source, tuple(line.name for line in group))
