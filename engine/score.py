"""What a kernel plays: a cell's lines in the order of its work, its matrix products, and the arrays it is told of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.cells import Cell, Line
from engine.ops import AFFINE
from engine.plan import Plan, plan

Address = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Product:
    """A source, and the affine lines side by side that read it: one matrix product."""

    source: str
    names: tuple[str, ...]


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
        """The weights that are loaded, in order: product by product x's matrices and their biases, the others', vectors."""
        outer = [f"{name}.{source}" for p in self.outer for source in ("x", "b") for name in p.names]
        own = [f"{name}.{p.source}" for p in self.products for name in p.names]
        return (*outer, *own, *self.vectors)

    @property
    def addresses(self) -> list[Address]:
        """What the kernel is told the place of: the weights, arrays of both passes, matrices, the same turned, vectors."""
        arrays = [(kind, name) for kind in ("value", "grad") for name in self.names]
        matrices = [(kind, product) for kind in ("matrix", "turned") for product in self.products]
        outer = [("fused", product) for product in self.outer]
        return [("weights", ""), *arrays, *outer, *matrices, *(("vector", name) for name in self.vectors)]

    def stages(self) -> Iterator[tuple[Line, ...]]:
        """The lines of a step after the early ones, between mid-step products; such a line stands alone."""
        lines = (*self.plan.gates, *self.plan.rest)
        for affine, group in groupby(lines, key=lambda line: line.op is AFFINE):
            yield from ((line,) for line in group) if affine else (tuple(group),)

    def inside(self, lines: tuple[Line, ...]) -> list[Product]:
        """The mid-step products of a stage."""
        return [product for product in self.middle if product.names[0] == lines[0].name]


def score(cell: Cell, seeded: tuple[str, ...], ops: Collection[str]) -> Score | None:
    """Write the score of a cell, if every line is affine or one of these ops."""
    made = plan(cell)
    early = [line.name for line in made.early]
    known = all(line.op is AFFINE or (line.op.name in ops and "x" not in line.inputs) for line in cell.lines)
    if not known or set(early) & {*cell.carry, *made.shared}:
        return None
    alone = [[line] for line in made.rest if line.op is AFFINE]
    return Score(
        cell, seeded, made, tuple(early),
        before=tuple(p for p in _products(made.early) if p.source != "x"),
        middle=tuple(p for lines in alone for p in _products(lines) if p.source != "x"),
        outer=tuple(p for lines in (made.early, *alone) for p in _products(lines) if p.source == "x"),
    )  # fmt: skip


def _products(lines: Sequence[Line]) -> Iterator[Product]:
    for source in dict.fromkeys(name for line in lines for name in line.inputs):
        for reads, group in groupby(lines, key=lambda line: source in line.inputs):
            if reads:
                yield Product(source, tuple(line.name for line in group))
