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
from engine.kernels import Kernels
from engine.model import Model
from engine.ops import AFFINE
from engine.rooms import Matrix, Room, Side, flat
from engine.score import Address, Product

ROWS = 512
"""Rows of a span, at least: enough for BLAS to be at its best, and few enough for the cache to hold their numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Some time steps, done together while the cache holds them: what BLAS multiplies, and the kernel's two calls."""

    products: list[tuple[Array, Array, Array]]
    """x, its matrix, and where the product goes."""
    forward: Callable[[], None]
    backward: Callable[[], None]
    harvests: list[tuple[Array, Array, Array, Array | None]]
    """What came in, turned on its side; the gradient of what came out; their product; and the sum it is added to."""


class Layer:
    """Both passes of a cell for fixed T and B, from x and to the gradient of h. The next pass overwrites its arrays."""

    def __init__(self, made: Kernels, sizes: tuple[int, int], steps: int, rows: int, dtype: str) -> None:
        """Make room for so many inputs and hidden units, T and B."""
        self.score, lanes, (inputs, hidden) = made.score, made.lanes, sizes
        width, room = -(-hidden // lanes) * lanes, Room(dtype)
        self._hidden, self._width = hidden, width
        self._x = room(steps, rows, inputs + 1)
        self._x[..., -1] = 1  # what the biases are multiplied by
        self.x = self._x[..., :-1]
        shape = (steps, rows, width)
        self.value, self.grad = (Side(self.score, shape, room, shared) for shared in ({}, self.score.plan.shared))
        self._outer = {p: Matrix(p, inputs, hidden, width, room) for p in self.score.outer}
        self._own = {p: Matrix(p, hidden, hidden, width, room) for p in self.score.products}
        self._vector = {name: room(width) for name in self.score.vectors}
        self._weights = room(self._count(inputs, hidden))
        self._table = np.array([array.ctypes.data for array in self._addressed()], np.uint64)
        self.bytes = room.bytes
        self._load = partial(made.load, self._table.ctypes.data, inputs, hidden, width)
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
        found: dict[Address, Array] = {("weights", ""): self._weights}
        found |= {("value", name): array for name, array in self.value.line.items()}
        found |= {("grad", name): array for name, array in self.grad.line.items()}
        found |= {("fused", product.name): matrix.fused for product, matrix in self._outer.items()}
        found |= {("matrix", product.name): matrix.upright for product, matrix in self._own.items()}
        found |= {("turned", product.name): matrix.turned for product, matrix in self._own.items()}
        found |= {("vector", name): array for name, array in self._vector.items()}
        return [found[key] for key in self.score.addresses]

    def _span(self, made: Kernels, first: int, last: int) -> Span:
        rows = self._x.shape[1]
        sizes = self._table.ctypes.data, first, last, rows, self._width
        part, ends = slice(first * rows, last * rows), last == len(self._x)

        def came(product: Product) -> Array:
            return flat(self._x if product.source == "x" else self.value.line[product.source])[part]

        return Span(
            [(came(p), matrix.fused, self.value.flat(p)[part]) for p, matrix in self._outer.items()],
            partial(made.forward, *sizes),
            partial(made.backward, *sizes),
            [
                (
                    came(p).T,
                    self.grad.flat(p)[part],
                    *((matrix.harvest, None) if ends else (matrix.more, matrix.harvest)),
                )
                for p, matrix in (self._outer | self._own).items()
            ],
        )

    def _prepare(self) -> None:
        """Find all views beforehand: in a small net, looking would take longer than computing."""
        cell = self.score.cell
        self._chosen = itemgetter(*self.score.weights)
        self._empty = [array[0 if name in self.score.seeded else -1] for name, array in self.grad.carried.items()]
        taken = [matrix.taken for matrix in (*self._outer.values(), *self._own.values())]
        self._taken = {name: array for some in taken for name, array in some.items()}
        deaf = [line for line in cell.lines if line.op is AFFINE and "x" not in line.inputs]
        self._biases = [(f"{line.name}.b", *self._both(line.name, line.name)) for line in deaf]
        vectors = [line for line in cell.lines if line.op is not AFFINE and line.weights]
        self._diagonals = [(line.weights[0], *self._both(line.inputs[0], line.name)) for line in vectors]

    def _both(self, forward: str, backward: str) -> tuple[Array, Array]:
        return self.seen(self.value, forward), self.seen(self.grad, backward)

    def forward(self, weight: Named, x: Array) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self.x[...] = x
        np.concatenate(self._chosen(weight), axis=None, out=self._weights)
        self._load()
        for name, value, _ in self._biases:
            value[...] = weight[name]
        for span in self._spans:
            for left, right, out in span.products:
                np.matmul(left, right, out=out)
            span.forward()

    def backward(self) -> Named:
        """Pull the gradient of h, which stands in its place, back through the last pass; gives the weights'."""
        for start in self._empty:
            start.fill(0)
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
        return self._taken

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        total = np.zeros_like(self.x)
        for product, matrix in self._outer.items():
            total += (self.grad.flat(product) @ matrix.fused[:-1].T).reshape(total.shape)
        return total

    def seen(self, side: Side, name: str) -> Array:
        """The numbers of a line without the padding, (T, B, n)."""
        return side.line[name][..., : self._hidden]


class Played:
    """Both passes of a model, by kernels: what `engine.compile.Compiled` does, sooner."""

    def __init__(self, model: Model, made: Kernels, steps: int, rows: int, dtype: str) -> None:
        self.layer = layer = Layer(made, (model.inputs, model.hidden), steps, rows, dtype)
        self._y, self._dy = (Room(dtype)(steps, rows, model.outputs) for _ in range(2))
        *lines, head = model.lines
        (source,) = head.inputs
        self._value = {"x": layer.x} | {line.name: layer.seen(layer.value, line.name) for line in lines}
        self._grad = {line.name: layer.seen(layer.grad, line.name) for line in lines}
        self._value[head.name], self._grad[head.name] = self._y, self._dy
        self._source, self._slope = (flat(side.line[source])[:, : model.hidden] for side in (layer.value, layer.grad))
        self._flat, self._pull = flat(self._y), flat(self._dy)
        self._matrix, self._bias = head.weights
        self._weight: Named = {}

    def forward(self, weight: Named, x: Array) -> Named:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._weight = weight
        self.layer.forward(weight, x)
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
