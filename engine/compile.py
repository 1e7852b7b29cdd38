"""A cell's table as straight-line array code: the same numbers as `engine.bptt`, several times as fast.

The interpreter explains, this computes, and a test holds the two together for every cell. A pass for fixed T and B
becomes a list of calls on views of buffers that are made once. Affine lines that read the same become one matrix
product, neighbours with the same operation one call. What does not depend on the step before (x's products, the head,
the slopes of squashing functions, what the weights get) is done for all time steps at once, outside the loop.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.buffers import Buffers
from engine.cells import Line
from engine.model import Model
from engine.ops import AFFINE, DIAGONAL, DOUBLE, HALF, PLUS, RELU, REST, SIGMOID, TANH, TIMES, Op
from engine.plan import SQUASHING, plan

Call = tuple[Callable[..., object], tuple[Array | float, ...]]

SIMPLE: dict[Op, np.ufunc] = {TIMES: np.multiply, DIAGONAL: np.multiply, PLUS: np.add, TANH: np.tanh}
SLOPES: dict[Op, Callable[[Array], Array]] = {
    SIGMOID: lambda y: y * (1 - y),
    TANH: lambda y: 1 - y * y,
    RELU: lambda y: np.heaviside(y, 0),
}
FACTORS = {HALF: 0.5, DOUBLE: 2.0}


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """One matrix product that serves neighbouring affine lines; `matrix` is (all their outputs, inputs)."""

    source: str
    names: tuple[str, ...]
    matrix: Array

    def load(self, weight: Named) -> None:
        """Copy the weights in."""
        np.concatenate([weight[f"{name}.{self.source}"].T for name in self.names], out=self.matrix)


class Compiled:
    """Both passes of a model for fixed T and B. Its arrays are overwritten by the next pass."""

    def __init__(self, model: Model, steps: int, rows: int, dtype: str) -> None:
        self.model = model
        self._plan = plan(model.cell)
        self._make(steps, rows, dtype)
        affine = [line for line in (*self._plan.early, *self._plan.rest, self._plan.head) if line.op is AFFINE]
        self._products = list(self._fused(affine, dtype))
        self._affine = affine
        self._diagonal = {line.weights[0]: line for line in model.cell.lines if line.op is DIAGONAL}
        self._column = {name: np.empty((model.hidden, 1), type_of[dtype]) for name in self._diagonal}
        early = {line.name for line in self._plan.early}
        self._outside = [p for p in self._products if p.source == "x"]
        self._before = [p for p in self._products if p.source != "x" and p.names[0] in early]
        self._head = [p for p in self._products if p.names == (self._plan.head.name,)]
        self._spare = {p.matrix.shape[0]: np.empty((p.matrix.shape[0], rows), type_of[dtype]) for p in self._products}
        widths = {model.width(name) for name in (*model.given, *model.names)}
        self._spare |= {width: np.empty((width, rows), type_of[dtype]) for width in widths}
        self._begun = {(p.source, t) for p in self._head for t in range(steps)}
        self._forward = [call for t in range(steps) for call in self._push(t)]
        self._backward = [call for t in reversed(range(steps)) for call in self._pull(t)]

    def _make(self, steps: int, rows: int, dtype: str) -> None:
        """Make room; a carried line has one step more, its start, and a primed name is the step before."""
        width = self.model.width
        blocks = [*((name,) for name in self.model.given), *self._plan.blocks]
        self._value, self._grad, self._slope = (Buffers(blocks, width, steps, rows, dtype) for _ in range(3))
        for name in self.model.cell.carry:
            array = np.zeros((steps + 1, width(name), rows), type_of[dtype])
            self._value.put(name, array[1:])
            self._value.put(f"{name}'", array[:-1])
        for name, owner in reversed(self._plan.shared.items()):
            self._grad.share(name, owner)

    def _fused(self, affine: Sequence[Line], dtype: str) -> Iterator[Product]:
        """Fuse neighbouring affine lines that read the same."""
        for source in dict.fromkeys(name for line in affine for name in line.inputs):
            for names in self._runs([line.name for line in affine if source in line.inputs]):
                shape = (sum(map(self.model.width, names)), self.model.width(source.removesuffix("'")))
                yield Product(source, names, np.empty(shape, type_of[dtype]))

    def _runs(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """Split names into runs of neighbours."""
        runs: list[tuple[str, ...]] = []
        for name in names:
            if runs and self._value.neighbours(runs[-1][-1], name):
                runs[-1] += (name,)
            else:
                runs.append((name,))
        return runs

    def forward(self, weight: Named, x: Array, masks: Named | None = None) -> Named:
        """Run all lines at all time steps over x (T, B, inputs); masks that are not given drop nothing."""
        value = self._value
        for name in self.model.given:
            value.seen(name)[...] = x if name == "x" else (masks or {}).get(name, 1.0)
        for product in self._products:
            product.load(weight)
        for name, column in self._column.items():
            column[...] = weight[name][:, None]
        for line in self._affine:
            value.part(line.name)[...] = weight[f"{line.name}.b"][:, None]
        for product in self._outside:
            value.part(*product.names)[...] += product.matrix @ value.part("x")
        for function, args in self._forward:
            function(*args)
        for product in self._head:
            value.part("y")[...] += product.matrix @ value.part(product.source)
        return {name: value.seen(name) for name in (*self.model.given, *self.model.names)}

    def backward(self, seed: Array) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""
        grad = self._grad
        grad.seen("y")[...] = seed
        for product in self._head:
            np.matmul(product.matrix.T, grad.part("y"), grad.part(product.source))
        for line in (*self._plan.gates, *self._plan.rest):
            if line.op in SQUASHING:
                self._slope.part(line.name)[...] = SLOPES[line.op](self._value.part(line.name))
        for function, args in self._backward:
            function(*args)
        return {name: grad.seen(name) for name in (*self.model.given[1:], *self.model.names)} | self._harvest()

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        grad = self._grad.part("x")
        grad[...] = 0
        for product in self._products:
            if product.source == "x":
                grad += product.matrix.T @ self._grad.part(*product.names)
        for line in self._plan.rest:
            if line.op is TIMES and line.inputs[0] == "x":
                grad += self._grad.part(line.name) * self._value.part(line.inputs[1])
        return self._grad.seen("x")

    def _harvest(self) -> Named:
        """What all time steps and rows together add to each weight."""
        taken: Named = {}
        for name, line in self._diagonal.items():
            taken[name] = np.einsum("tnb,tnb->n", self._value.part(line.inputs[0]), self._grad.part(line.name))
        slopes = {names: _flat(self._grad.part(*names)) for names in {product.names for product in self._products}}
        for product in self._products:
            source, d = _flat(self._value.part(product.source)), slopes[product.names]
            both, begin = source @ d.T, 0  # (m, all n)
            for name in product.names:
                end = begin + self.model.width(name)
                taken[f"{name}.{product.source}"] = both[:, begin:end]
                taken[f"{name}.b"] = d[begin:end].sum(axis=1)  # (n,)
                begin = end
        return taken

    def _push(self, t: int) -> Iterator[Call]:
        """Write the calls of one time step forward."""
        yield from self._multiplied(self._before, t)
        for lines in self._grouped(self._plan.gates, lambda line: line.op):
            out = self._value.part(*(line.name for line in lines))[t]
            yield from _pushed(lines[0].op, [self._value.part(*(line.inputs[0] for line in lines))[t]], out)
        for line in self._plan.rest:
            if line.op is AFFINE:
                inside = [p for p in self._products if p.names == (line.name,) and p.source != "x"]
                yield from self._multiplied(inside, t)
            else:
                inputs = [self._value.part(name)[t] for name in line.inputs]
                inputs += [self._column[name] for name in line.weights]
                yield from _pushed(line.op, inputs, self._value.part(line.name)[t])

    def _multiplied(self, products: list[Product], t: int) -> Iterator[Call]:
        for product in products:
            out = self._value.part(*product.names)[t]
            spare = self._spare[len(out)]
            yield np.matmul, (product.matrix, self._value.part(product.source)[t], spare)
            yield np.add, (out, spare, out)

    def _pull(self, t: int) -> Iterator[Call]:
        """Write the calls of one time step backward."""
        for line in reversed(self._plan.rest):
            for name, call in zip(line.inputs, self._pulled(line, t), strict=True):
                yield from self._given(name, t, call)
        for lines in self._grouped(self._plan.gates, lambda line: "any"):
            names, inputs = [line.name for line in lines], [line.inputs[0] for line in lines]
            yield np.multiply, (self._grad.part(*names)[t], self._slope.part(*names)[t], self._grad.part(*inputs)[t])
        for product in self._before:
            dy = self._grad.part(*product.names)[t]
            yield from self._given(product.source, t, (np.matmul, (product.matrix.T, dy)))

    def _pulled(self, line: Line, t: int) -> list[Call]:
        """Write what one line gives to the gradient of each of its inputs."""
        dy = self._grad.part(line.name)[t]
        if line.op in SQUASHING:
            return [(np.multiply, (dy, self._slope.part(line.name)[t]))]
        if line.op is TIMES:
            a, b = (self._value.part(name)[t] for name in line.inputs)
            return [(np.multiply, (dy, b)), (np.multiply, (dy, a))]
        if line.op is AFFINE:
            mine = {p.source: p.matrix for p in self._products if p.names == (line.name,)}
            return [(np.matmul, (mine[name].T, dy)) for name in line.inputs]
        if line.op is DIAGONAL or line.op in FACTORS:
            by = FACTORS[line.op] if line.op in FACTORS else self._column[line.weights[0]]
            return [(np.multiply, (dy, by))]
        return [(np.negative if line.op is REST else np.positive, (dy,)) for _ in line.inputs]

    def _given(self, name: str, t: int, call: Call) -> Iterator[Call]:
        """Begin the gradient of a name with what a call computes, or add to it; nothing goes before the first step."""
        if name.endswith("'"):
            name, t = name[:-1], t - 1
        if t < 0 or name in self._plan.shared or name == "x":
            return
        out = self._grad.part(name)[t]
        if (name, t) not in self._begun:
            self._begun.add((name, t))
            yield call[0], (*call[1], out)
        else:
            spare = self._spare[len(out)]
            yield call[0], (*call[1], spare)
            yield np.add, (out, spare, out)

    def _grouped(self, lines: Sequence[Line], same: Callable[[Line], object]) -> list[list[Line]]:
        """Split lines into runs of neighbours that are the same in some way, inputs and outputs alike."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and same(groups[-1][-1]) is same(line) and self._side_by_side(groups[-1][-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _side_by_side(self, one: Line, two: Line) -> bool:
        return self._value.neighbours(one.name, two.name) and self._value.neighbours(one.inputs[0], two.inputs[0])


def _flat(array: Array) -> Array:
    """Put all time steps and rows side by side, (n, T*B)."""
    return array.transpose(1, 0, 2).reshape(array.shape[1], -1)


def _pushed(op: Op, inputs: list[Array], out: Array) -> list[Call]:
    """Write the calls that compute one line, or neighbouring lines of one operation."""
    if op is SIGMOID:
        steps: list[Call] = [(np.negative, (*inputs, out)), (np.exp, (out, out)), (np.add, (out, 1.0, out))]
        return [*steps, (np.reciprocal, (out, out))]
    if op is REST:
        return [(np.subtract, (1.0, *inputs, out))]
    if op is RELU:
        return [(partial(np.maximum, out=out), (*inputs, 0.0))]  # NumPy 2.4 wants the third one named
    if op in FACTORS:
        return [(np.multiply, (*inputs, FACTORS[op], out))]
    return [(SIMPLE[op], (*inputs, out))]
