"""A cell over all time steps and rows: its arrays, and two calls of machine code that fill them.

An array is (T, B, n): time first, units last and padded to whole vectors, so that a batch of one is as good as any. The
lines that wait for nothing stand side by side, which makes x's product for all time steps one matrix product, and what
the weights get another; those two are BLAS's. What a step waits for is the kernel's (`engine.kernels`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

import numpy as np

from engine.arrays import Array, Named
from engine.entry import Entry
from engine.kernels import Kernels
from engine.model import Model
from engine.ops import AFFINE
from engine.rooms import Matrix, Room, Side, flat

ROWS = 512
"""Rows of a span, at least: enough for BLAS to be at its best, and few enough for the cache to hold their numbers."""

Harvest = tuple[Array, Array, Array, Array | None]


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Some time steps, done together while the cache holds them: what BLAS multiplies, and the kernel's two calls."""

    products: list[tuple[Array, Array, Array]]
    """x, its matrix, and where the product goes."""
    forward: Callable[[], None]
    backward: Callable[[], None]
    harvests: list[Harvest]
    """What came in, turned on its side; the gradient of what came out; their product; and the sum it is added to."""


class Layer:
    """Both passes of a cell for fixed T and B, from x and to the gradient of h. The next pass overwrites its arrays."""

    def __init__(self, made: Kernels, sizes: tuple[int, int], steps: int, rows: int, dtype: str) -> None:
        """Make room for so many inputs and hidden units, T and B."""
        self.score, (inputs, hidden), room = made.score, sizes, Room(dtype)
        self._hidden, self._width = hidden, -(-hidden // made.lanes) * made.lanes
        self._entry = Entry(self.score.entry, (steps, rows, inputs), room)
        shape = (steps, rows, self._width)
        self.value, self.grad = (Side(self.score, shape, room, shared) for shared in ({}, self.score.shared))
        wide = (hidden, self._width, room)
        self._outer = {p: Matrix(p, inputs, *wide, outer=True) for p in self.score.outer}
        self._own = {p: Matrix(p, hidden, *wide, outer=False) for p in self.score.products}
        self._vector = {name: room(self._width) for name in self.score.vectors}
        self._weights = room(self._count(inputs, hidden))
        self._table = np.array([array.ctypes.data for array in self._addressed()], np.uint64)
        self.bytes = room.bytes
        self._load = partial(made.load, self._table.ctypes.data, inputs, hidden, self._width)
        together = -(-ROWS // rows)
        self._spans = [self._span(made, at, min(at + together, steps)) for at in range(0, steps, together)]
        self._prepare()

    def _count(self, inputs: int, hidden: int) -> int:
        """How many numbers the weights have together."""
        outer = sum(len(p.names) for p in self.score.outer) * (inputs + 1)
        own = sum(len(p.names) for p in self.score.products) * hidden
        return (outer + own + len(self.score.vectors)) * hidden

    def _addressed(self) -> list[Array]:
        """The arrays that the kernels are told of."""
        found = {("weights", ""): self._weights}
        found |= {("value", name): array for name, array in self.value.line.items()}
        found |= {("grad", name): array for name, array in self.grad.line.items()}
        found |= {("fused", product.name): matrix.fused for product, matrix in self._outer.items()}
        found |= {("matrix", product.name): matrix.upright for product, matrix in self._own.items()}
        found |= {("turned", product.name): matrix.turned for product, matrix in self._own.items()}
        found |= {("vector", name): array for name, array in self._vector.items()}
        return [found[key] for key in self.score.addresses]

    def _span(self, made: Kernels, first: int, last: int) -> Span:
        steps, rows = self._entry.read.shape[:2]
        call = self._table.ctypes.data, first, last, rows, self._width
        part = slice(first * rows, last * rows)
        products = [(flat(self._entry.read)[part], m.fused, self.value.flat(p)[part]) for p, m in self._outer.items()]
        harvests: list[Harvest] = []
        for product, matrix in (self._outer | self._own).items():
            came = self._entry.read if product in self._outer else self.value.line[product.source]
            where = (matrix.harvest, None) if last == steps else (matrix.more, matrix.harvest)
            harvests.append((flat(came)[part].T, self.grad.flat(product)[part], *where))
        return Span(products, partial(made.forward, *call), partial(made.backward, *call), harvests)

    def _prepare(self) -> None:
        """Find all views beforehand: in a small net, looking would take longer than computing."""
        played = self.score
        self._chosen = itemgetter(*played.weights)
        taken = [matrix.taken for matrix in (*self._outer.values(), *self._own.values())]
        self._taken = {name: array for some in taken for name, array in some.items()}
        self._masks = [(name, self.seen(self.value, name)) for name in played.masks]
        self._biases = [(f"{name}.b", *self._both(name, name)) for name in played.deaf]
        vectors = [line for line in played.cell.lines if line.op is not AFFINE and line.weights]
        self._diagonals = [(line.weights[0], *self._both(line.inputs[0], line.name)) for line in vectors]
        self._padding = [self.value.line[name][..., self._hidden :] for name in played.deaf]
        ends = [array[0 if name in played.seeded else -1] for name, array in self.grad.carried.items()]
        self._empty = [*ends, *(self.grad.line[name][..., self._hidden :] for name in played.seeded)]
        names = [*played.cell.given, *(line.name for line in played.cell.lines)]
        self.values, self.grads = (
            {name: outside[name] if name in outside else self.seen(side, name) for name in names if name != absent}
            for side, outside, absent in ((self.value, self._entry.value, ""), (self.grad, self._entry.grad, "x"))
        )

    def _both(self, forward: str, backward: str) -> tuple[Array, Array]:
        return self.seen(self.value, forward), self.seen(self.grad, backward)

    def forward(self, weight: Named, x: Array, masks: Named | None = None) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._entry.take(x, masks or {})
        np.concatenate(self._chosen(weight), axis=None, out=self._weights)
        self._load()
        for array in self._padding:
            array.fill(0)
        for name, value in self._masks:
            value[...] = (masks or {}).get(name, 1.0)
        for name, value, _ in self._biases:
            value[...] = weight[name]
        for span in self._spans:
            for left, right, out in span.products:
                np.matmul(left, right, out=out)
            span.forward()

    def backward(self) -> Named:
        """Pull the gradient of h, which stands in its place, back through the last pass; gives the weights'."""
        for array in self._empty:
            array.fill(0)
        for span in reversed(self._spans):
            span.backward()
            for came, slope, out, total in span.harvests:
                np.matmul(came, slope, out=out)
                if total is not None:
                    np.add(total, out, out=total)
        for name, _, grad in self._biases:
            self._taken[name] = grad.sum(axis=(0, 1))
        for name, value, grad in self._diagonals:
            self._taken[name] = np.einsum("tbn,tbn->n", value, grad)
        if self.score.entry:
            self.input_grad()
        return self._taken

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it without dropout there."""
        total = np.zeros_like(self.values["x"])
        for product, matrix in self._outer.items():
            total += (self.grad.flat(product) @ matrix.fused[:-1].T).reshape(total.shape)
        return self._entry.give(total)

    def seen(self, side: Side, name: str) -> Array:
        """The numbers of a line without the padding, (T, B, n)."""
        return side.line[name][..., : self._hidden]


class Played:
    """Both passes of a model, by kernels: what `engine.compile.Compiled` does, sooner."""

    def __init__(self, model: Model, made: Kernels, steps: int, rows: int, dtype: str) -> None:
        self.layer = layer = Layer(made, (model.inputs, model.hidden), steps, rows, dtype)
        self._y, self._dy = (Room(dtype)(steps, rows, model.outputs) for _ in range(2))
        head = model.cell.head
        (source,) = head.inputs
        self._value, self._grad = layer.values | {head.name: self._y}, layer.grads | {head.name: self._dy}
        self._source, self._slope = (flat(side.line[source])[:, : model.hidden] for side in (layer.value, layer.grad))
        self._flat, self._pull = flat(self._y), flat(self._dy)
        self._matrix, self._bias = head.weights
        self._weight: Named = {}

    def forward(self, weight: Named, x: Array, masks: Named | None = None) -> Named:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._weight = weight
        self.layer.forward(weight, x, masks)
        np.matmul(self._source, weight[self._matrix], out=self._flat)
        self._flat += weight[self._bias]
        return self._value

    def backward(self, seed: Array) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""
        self._dy[...] = seed
        np.matmul(self._pull, self._weight[self._matrix].T, out=self._slope)
        head = {self._matrix: self._source.T @ self._pull, self._bias: self._pull.sum(axis=0)}
        return self._grad | head | self.layer.backward()

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        return self.layer.input_grad()
