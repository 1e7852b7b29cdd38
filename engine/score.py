"""What a kernel plays: a cell's lines in the order of its work, its matrix products, and the arrays it is told of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.cells import Cell, Line
from engine.ops import AFFINE
from engine.plan import Plan, plan

Address = tuple[str, str]
"""What kind of array, and of what name."""


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
    """What a kernel plays: a cell's lines, its products, and the addresses that it is given, in order."""

    cell: Cell
    seeded: tuple[str, ...]
    """The names whose gradient the caller begins."""
    plan: Plan
    early: tuple[str, ...]
    """Affine lines that wait for nothing: side by side in memory."""
    before: tuple[Product, ...]
    """Products of what the step before has left."""
    middle: tuple[Product, ...]
    """Products of what comes in mid-step."""
    outer: tuple[Product, ...]
    """Products of x, taken for all time steps at once; not the kernel's."""

    @property
    def names(self) -> tuple[str, ...]:
        """All lines, and what the step before has left."""
        return (*(line.name for line in self.cell.lines), *(f"{name}'" for name in self.cell.carry))

    @property
    def products(self) -> tuple[Product, ...]:
        """The kernel's own products."""
        return (*self.before, *self.middle)

    @property
    def vectors(self) -> tuple[str, ...]:
        """Weights that are one number a unit."""
        return tuple(name for line in self.cell.lines if line.op is not AFFINE for name in line.weights)

    @property
    def weights(self) -> tuple[str, ...]:
        """The weights in the order in which they are loaded."""
        outer = [f"{name}.{source}" for p in self.outer for source in ("x", "b") for name in p.names]
        own = [f"{name}.{p.source}" for p in self.products for name in p.names]
        return (*outer, *own, *self.vectors)

    @property
    def addresses(self) -> list[Address]:
        """What the kernel is told the place of, in order."""
        arrays = [(kind, name) for kind in ("value", "grad") for name in self.names]
        matrices = [(kind, product.name) for kind in ("matrix", "turned") for product in self.products]
        outer = [("fused", product.name) for product in self.outer]
        return [("weights", ""), *arrays, *outer, *matrices, *(("vector", name) for name in self.vectors)]

    def stages(self) -> Iterator[tuple[Line, ...]]:
        """The lines of a step after the early ones, between mid-step products; such a line stands alone."""
        lines = (*self.plan.gates, *self.plan.rest)
        for _, group in groupby(enumerate(lines), key=lambda at: at[0] if at[1].op is AFFINE else -1):
            yield tuple(line for _, line in group)

    def inside(self, lines: tuple[Line, ...]) -> list[Product]:
        """The mid-step products of a stage."""
        return [product for product in self.middle if product.names[0] == lines[0].name]


def score(cell: Cell, head: Line, ops: Collection[str]) -> Score | None:
    """Write the score of a cell read by a head, if it is made of affine lines and these ops."""
    made = plan(cell)
    early = [line.name for line in made.early]
    others = [line for line in cell.lines if line.op is not AFFINE]
    known = {*(line.name for line in cell.lines), *(f"{name}'" for name in cell.carry)}
    if not all(line.op.name in ops and known.issuperset(line.inputs) for line in others):
        return None
    if set(early) & {*cell.carry, *made.shared, *head.inputs} or not all(_dense(line, known) for line in cell.lines):
        return None
    alone = [[line] for line in made.rest if line.op is AFFINE]
    return Score(
        cell, head.inputs, made, tuple(early),
        before=tuple(p for p in _products(made.early) if p.source != "x"),
        middle=tuple(p for lines in alone for p in _products(lines) if p.source != "x"),
        outer=tuple(p for lines in (made.early, *alone) for p in _products(lines) if p.source == "x"),
    )  # fmt: skip


def _dense(line: Line, known: Collection[str]) -> bool:
    return line.op is not AFFINE or {"x", *known}.issuperset(line.inputs)


def _products(lines: Sequence[Line]) -> Iterator[Product]:
    for source in dict.fromkeys(name for line in lines for name in line.inputs):
        for reads, group in groupby(lines, key=lambda line: source in line.inputs):
            if reads:
                yield Product(source, tuple(line.name for line in group))
