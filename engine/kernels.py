"""A cell's table as machine code: its lines over all time steps, forward and backward, every number kept.

The lines are walked as `engine.bptt` walks them, but what a line computes is a vector in a register, and the loop over
rows and units is around all lines between two matrix products. Nothing here knows a cell by its name.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from llvmlite import ir

from engine.cells import Cell, Line
from engine.llvm import ADDRESS, WHOLE, Code, compiled, whole
from engine.ops import AFFINE
from engine.score import Address, Product, Score, score
from engine.tiles import write_copy, write_pack, write_product
from engine.vectors import PULL, RUN

Call = Callable[..., None]
Sizes = tuple[ir.Value, ir.Value]


@dataclass(frozen=True, slots=True, eq=False)
class Kernels:
    """A cell's machine code, and how many numbers a vector has."""

    score: Score
    lanes: int
    load: Call
    forward: Call
    backward: Call
    owner: object
    """The code lives as long as this does."""


@cache
def kernels(cell: Cell, dtype: str) -> Kernels | None:
    """Make a cell's kernels, once in a process; none for a cell that has an op of its own."""
    played = score(cell, RUN)
    if played is None:
        return None
    code = Code(dtype)
    write_kernels(code, played)
    engine = compiled(code)
    load, forward, backward = (
        ctypes.CFUNCTYPE(None, ctypes.c_void_p, *[ctypes.c_int64] * count)(engine.get_function_address(name))
        for name, count in (("load", 3), ("forward", 4), ("backward", 4))
    )
    return Kernels(played, code.lanes, load, forward, backward, engine)


def write_kernels(code: Code, played: Score) -> None:
    """Write the functions forward and backward: (addresses, first step, step after the last, rows, width).

    And load(addresses, inputs, units, width), which brings the weights to where the products want them.
    """
    with code.function("load", ADDRESS, *[WHOLE] * 3) as (table, inputs, units, width):
        _Loader(code, _addresses(code, played, table), inputs, units, width).write(played)
    with code.function("forward", ADDRESS, *[WHOLE] * 4) as (table, first, last, rows, width):
        kernel = _Kernel(code, played, table, rows, width)
        with code.loop(first, last) as t:
            kernel.forward(t)
    with code.function("backward", ADDRESS, *[WHOLE] * 4) as (table, first, last, rows, width):
        kernel = _Kernel(code, played, table, rows, width)
        with code.loop(first, last) as t:
            kernel.backward(code.write.sub(code.write.sub(code.write.add(first, last), whole(1)), t))


def _addresses(code: Code, played: Score, table: ir.Value) -> dict[Address, ir.Value]:
    return {
        key: code.write.load(code.write.gep(table, [whole(at)], source_etype=ADDRESS), typ=ADDRESS)
        for at, key in enumerate(played.addresses)
    }


class _Loader:
    """Copies the weights, which come one behind the other, to their places."""

    def __init__(self, code: Code, address: dict[Address, ir.Value], *sizes: ir.Value) -> None:
        self.code, self.address = code, address
        self.inputs, self.units, self.width = sizes
        write_copy(code)
        write_pack(code)

    def write(self, played: Score) -> None:
        """Write a copy for every weight that a product or a line wants."""
        self._begin(played)
        for product in played.outer:
            fused, n = self.address["fused", product.name], self._wide(product)
            below = self.code.place(fused, self.code.write.mul(self.inputs, n))
            for name, column in self._columns(product):
                self._put("copy", f"{name}.{product.source}", fused, n, column)
                self._put("copy", f"{name}.b", below, n, column)
        for product in played.products:
            both = [self.address[kind, product.name] for kind in ("matrix", "turned")]
            for name, column in self._columns(product):
                self._put("pack", f"{name}.{product.source}", *both, self.width, self._wide(product), column)
        for name in played.vectors:
            self._put("copy", name, self.address["vector", name], self.width, whole(0))

    def _begin(self, played: Score) -> None:
        """Find where each weight begins, and how many rows it has."""
        write, rows = self.code.write, {"inputs": self.inputs, "units": self.units, "one": whole(1)}
        self.weights: dict[str, tuple[ir.Value, ir.Value]] = {}
        place = self.address["weights", ""]
        for name, height in played.weights.items():
            self.weights[name] = place, rows[height]
            place = self.code.place(place, write.mul(rows[height], self.units))

    def _wide(self, product: Product) -> ir.Value:
        return self.code.write.mul(self.width, whole(len(product.names)))

    def _columns(self, product: Product) -> Iterator[tuple[str, ir.Value]]:
        return ((name, self.code.write.mul(self.width, whole(at))) for at, name in enumerate(product.names))

    def _put(self, call: str, name: str, *where: ir.Value) -> None:
        place, height = self.weights[name]
        self.code.call(call, place, height, self.units, *where)


def _product(code: Code, add: bool) -> str:
    """Write the product that adds, or the one that begins, unless it is there; its name."""
    name = "add" if add else "begin"
    if not code.knows(name):
        write_product(code, name, add=add)
    return name


class _Kernel:
    """One pass in the making: what a time step writes."""

    def __init__(self, code: Code, played: Score, table: ir.Value, rows: ir.Value, width: ir.Value) -> None:
        self.code, self.score, self.rows, self.width = code, played, rows, width
        self._address = _addresses(code, played, table)

    def forward(self, t: ir.Value) -> None:
        """Write all lines of a step, each stage after the products that it waits for."""
        self._run(self.score.masked, t)
        for product in self.score.before:
            self._multiply(product, t)
        for lines in self.score.stages():
            for product in self.score.inside(lines):
                self._multiply(product, t)
            self._run(lines, t)

    def backward(self, t: ir.Value) -> None:
        """Write the same back to front; `begun` are the names of which memory holds the gradient, or a part of it."""
        carry, seeded = self.score.cell.carry, self.score.seeded
        begun = {*seeded, *carry, *(f"{name}'" for name in carry if name in seeded)}
        for lines in reversed(list(self.score.stages())):
            begun |= self._pull(lines, t, begun)
            for product in self.score.inside(lines):
                self._multiply_back(product, t, begun)
        for product in self.score.before:
            self._multiply_back(product, t, begun)
        self._pull(self.score.masked, t, begun)

    def _run(self, lines: tuple[Line, ...], t: ir.Value) -> None:
        """Write lines that are no products."""
        if lines and lines[0].op is not AFFINE:
            with self._chunks() as (row, unit):
                _Chunk(self, t, row, unit).run(lines)

    def _pull(self, lines: tuple[Line, ...], t: ir.Value, begun: set[str]) -> set[str]:
        """Write the gradients of such lines; tells to what others something was given."""
        if not lines or lines[0].op is AFFINE:
            return set()
        with self._chunks() as (row, unit):
            return _Chunk(self, t, row, unit).pull(lines, begun)

    def base(self, kind: str, name: str) -> ir.Value:
        """Where an array begins."""
        return self._address[kind, name]

    def row_of(self, name: str) -> ir.Value:
        """How far it is from one row of a line to the next."""
        beside = self.score.beside
        return self.code.write.mul(self.width, whole(len(beside) if name in beside else 1))

    def place(self, kind: str, name: str, t: ir.Value, row: ir.Value) -> ir.Value:
        """Where a row of a line begins at a time step."""
        write = self.code.write
        rows = write.add(write.mul(t, self.rows), row)
        return self.code.place(self._address[kind, name], write.mul(rows, self.row_of(name)))

    @contextmanager
    def _chunks(self) -> Iterator[tuple[ir.Value, ir.Value]]:
        with (
            self.code.loop(whole(0), self.rows) as row,
            self.code.loop(whole(0), self.width, self.code.lanes) as unit,
        ):
            yield row, unit

    def _multiply(self, product: Product, t: ir.Value) -> None:
        """Add a source times its matrix to the lines that read it."""
        sizes = self.width, self.code.write.mul(self.width, whole(len(product.names)))
        self._call(t, ("matrix", product.name), ("value", product.source), ("value", product.names[0]), sizes, add=True)

    def _multiply_back(self, product: Product, t: ir.Value, begun: set[str]) -> None:
        """Pull the gradient of those lines back to the source."""
        sizes = self.code.write.mul(self.width, whole(len(product.names))), self.width
        add, left = product.source in begun, ("grad", product.names[0])
        self._call(t, ("turned", product.name), left, ("grad", product.source), sizes, add=add)
        begun.add(product.source)

    def _call(self, t: ir.Value, matrix: Address, left: Address, out: Address, sizes: Sizes, *, add: bool) -> None:
        """Multiply all rows of a step by a matrix (k, n)."""
        name = _product(self.code, add)
        a, o = (self.place(*where, t, whole(0)) for where in (left, out))
        rows = self.row_of(left[1]), self.row_of(out[1]), self.rows
        self.code.call(name, a, self._address[matrix], o, *rows, *sizes)


class _Chunk:
    """A vector of units of a row at a time step: the numbers of some lines, in registers."""

    def __init__(self, kernel: _Kernel, t: ir.Value, row: ir.Value, unit: ir.Value) -> None:
        self.kernel, self.code = kernel, kernel.code
        self.t, self.row, self.unit = t, row, unit
        self._known: dict[str, ir.Value] = {}

    def run(self, lines: tuple[Line, ...]) -> None:
        """Compute the lines and keep every one of them."""
        for line in lines:
            y = RUN[line.op.name](self.code, *self._inputs(line))
            self._known[line.name] = y
            self.code.put(y, self._place("value", line.name))

    def pull(self, lines: tuple[Line, ...], begun: set[str]) -> set[str]:
        """Compute the gradients of the lines, and keep them; tells to what others something was given."""
        given: dict[str, ir.Value] = {}
        for line in reversed(lines):
            dy = self._gathered(line.name, given.pop(line.name, None), begun)
            if line.name not in self.kernel.score.shared:
                self.code.put(dy, self._place("grad", line.name))
            pulled = PULL[line.op.name](self.code, dy, self._value(line.name), *self._inputs(line))
            for name, d in zip(line.inputs, pulled, strict=True):
                given[name] = self.code.write.fadd(given[name], d) if name in given else d
        for name, d in given.items():
            self.code.put(self._gathered(name, d, begun), self._place("grad", name))
        return set(given)

    def _gathered(self, name: str, given: ir.Value | None, begun: set[str]) -> ir.Value:
        """What was given here, and what is in memory already."""
        if name not in begun:
            return self.code.number(0.0) if given is None else given
        before = self.code.get(self._place("grad", name))
        return before if given is None else self.code.write.fadd(before, given)

    def _inputs(self, line: Line) -> list[ir.Value]:
        vectors = [self.code.get(self.code.place(self.kernel.base("vector", w), self.unit)) for w in line.weights]
        return [*(self._value(name) for name in line.inputs), *vectors]

    def _value(self, name: str) -> ir.Value:
        if name not in self._known:
            self._known[name] = self.code.get(self._place("value", name))
        return self._known[name]

    def _place(self, kind: str, name: str) -> ir.Value:
        return self.code.place(self.kernel.place(kind, name, self.t, self.row), self.unit)
