"""A cell's table as machine code: its lines over all time steps, forward and backward, every number kept.

The lines are walked as `engine.bptt` walks them, but what a line computes is a vector in a register, and the loop over
rows and units is around all lines between two matrix products. Nothing here knows a cell by its name.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from llvmlite import ir

from engine.cells import Line
from engine.llvm import ADDRESS, WHOLE, Code, whole
from engine.ops import AFFINE
from engine.score import Address, Product, Score
from engine.tiles import write_copy, write_pack, write_product

Run = Callable[..., ir.Value]
Pull = Callable[..., tuple[ir.Value, ...]]
Sizes = tuple[ir.Value, ir.Value]


def _rest(code: Code, y: ir.Value) -> ir.Value:
    return code.write.fsub(code.number(1.0), y)


def _relu(code: Code, z: ir.Value, given: ir.Value) -> ir.Value:
    none = code.number(0.0)
    return code.write.select(code.write.fcmp_ordered("<=", z, none), none, given)


# the name of an op -> how it is run, and pulled back: engine/ops.py again, in vectors
RUN: dict[str, Run] = {
    "sigmoid": lambda code, z: code.sigmoid(z),
    "tanh": lambda code, z: code.tanh(z),
    "relu": lambda code, z: _relu(code, z, z),
    "times": lambda code, a, b: code.write.fmul(a, b),
    "diagonal": lambda code, a, p: code.write.fmul(a, p),
    "plus": lambda code, a, b: code.write.fadd(a, b),
    "rest": _rest,
    "half": lambda code, a: code.write.fmul(a, code.number(0.5)),
    "double": lambda code, a: code.write.fadd(a, a),
}
PULL: dict[str, Pull] = {
    "sigmoid": lambda code, dy, y, z: (code.write.fmul(code.write.fmul(dy, y), _rest(code, y)),),
    "tanh": lambda code, dy, y, z: (code.write.fmul(dy, _rest(code, code.write.fmul(y, y))),),
    "relu": lambda code, dy, y, z: (_relu(code, y, dy),),
    "times": lambda code, dy, y, a, b: (code.write.fmul(dy, b), code.write.fmul(dy, a)),
    "diagonal": lambda code, dy, y, a, p: (code.write.fmul(dy, p),),
    "plus": lambda code, dy, y, a, b: (dy, dy),
    "rest": lambda code, dy, y, a: (code.write.fneg(dy),),
    "half": lambda code, dy, y, a: (code.write.fmul(dy, code.number(0.5)),),
    "double": lambda code, dy, y, a: (code.write.fadd(dy, dy),),
}


def write_kernels(code: Code, score: Score) -> None:
    """Write the functions forward and backward: (addresses, steps, rows, width).

    And load(addresses, inputs, units, width), which brings the weights to where the products want them.
    """
    with code.function("load", ADDRESS, *[WHOLE] * 3) as (table, inputs, units, width):
        _Loader(code, _addresses(code, score, table), inputs, units, width).write(score)
    with code.function("forward", ADDRESS, *[WHOLE] * 3) as (table, steps, rows, width):
        kernel = _Kernel(code, score, table, rows, width)
        with code.loop(whole(0), steps) as t:
            kernel.forward(t)
    with code.function("backward", ADDRESS, *[WHOLE] * 3) as (table, steps, rows, width):
        kernel = _Kernel(code, score, table, rows, width)
        with code.loop(whole(0), steps) as done:
            kernel.backward(code.write.sub(code.write.sub(steps, whole(1)), done))


def _addresses(code: Code, score: Score, table: ir.Value) -> dict[Address, ir.Value]:
    return {
        key: code.write.load(code.write.gep(table, [whole(at)], source_etype=ADDRESS), typ=ADDRESS)
        for at, key in enumerate(score.addresses)
    }


class _Loader:
    """Copies the weights, which come one behind the other, to their places."""

    def __init__(self, code: Code, address: dict[Address, ir.Value], *sizes: ir.Value) -> None:
        self.code, self.address = code, address
        self.inputs, self.units, self.width = sizes
        self.weights = address["weights", ""]
        write_copy(code)
        write_pack(code)

    def write(self, score: Score) -> None:
        """Write a copy for every weight."""
        for product in score.outer:
            fused, n = self.address["fused", product.name], self._wide(product)
            biases = self.code.place(fused, self.code.write.mul(self.inputs, n))
            for height, out in ((self.inputs, fused), (whole(1), biases)):
                for column in self._columns(product):
                    self._next("copy", height, out, n, column)
        for product in score.products:
            both = (self.address[kind, product.name] for kind in ("matrix", "turned"))
            where = (*both, self.width, self._wide(product))
            for column in self._columns(product):
                self._next("pack", self.units, *where, column)
        for name in score.vectors:
            self._next("copy", whole(1), self.address["vector", name], self.width, whole(0))

    def _wide(self, product: Product) -> ir.Value:
        return self.code.write.mul(self.width, whole(len(product.names)))

    def _columns(self, product: Product) -> Iterator[ir.Value]:
        return (self.code.write.mul(self.width, whole(at)) for at in range(len(product.names)))

    def _next(self, call: str, height: ir.Value, *where: ir.Value) -> None:
        self.code.call(call, self.weights, height, self.units, *where)
        self.weights = self.code.place(self.weights, self.code.write.mul(height, self.units))


def _product(code: Code, add: bool) -> str:
    """Write the product that adds, or the one that begins, unless it is there; its name."""
    name = "add" if add else "begin"
    if not code.knows(name):
        write_product(code, name, add=add)
    return name


class _Kernel:
    """One pass in the making: what a time step writes."""

    def __init__(self, code: Code, score: Score, table: ir.Value, rows: ir.Value, width: ir.Value) -> None:
        self.code, self.score, self.rows, self.width = code, score, rows, width
        self._address = _addresses(code, score, table)

    def forward(self, t: ir.Value) -> None:
        """Write all lines of a step, each stage after the products that it waits for."""
        for product in self.score.before:
            self._multiply(product, t)
        for lines in self.score.stages():
            for product in self.score.inside(lines):
                self._multiply(product, t)
            if lines[0].op is not AFFINE:
                with self._chunks() as (row, unit):
                    _Chunk(self, t, row, unit).run(lines)

    def backward(self, t: ir.Value) -> None:
        """Write the same back to front; `begun` are the names of which memory holds the gradient, or a part of it."""
        carry, seeded = self.score.cell.carry, self.score.seeded
        begun = {*seeded, *carry, *(f"{name}'" for name in carry if name in seeded)}
        for lines in reversed(list(self.score.stages())):
            if lines[0].op is not AFFINE:
                with self._chunks() as (row, unit):
                    given = _Chunk(self, t, row, unit).pull(lines, begun)
                begun |= given
            for product in self.score.inside(lines):
                self._multiply_back(product, t, begun)
        for product in self.score.before:
            self._multiply_back(product, t, begun)

    def base(self, kind: str, name: str) -> ir.Value:
        """Where an array begins."""
        return self._address[kind, name]

    def row_of(self, name: str) -> ir.Value:
        """How far it is from one row of a line to the next."""
        early = self.score.early
        return self.code.write.mul(self.width, whole(len(early) if name in early else 1))

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
            if line.name not in self.kernel.score.plan.shared:
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
