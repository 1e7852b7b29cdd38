"""A cell over all time steps and rows: its arrays, and two calls of machine code that fill them.

An array is (T, B, n): time first, units last and padded to whole vectors, so that a batch of one is as good as any. The
lines that wait for nothing stand side by side, which makes x's product for all time steps one matrix product, and what
the weights get another; those two are BLAS's. What a step waits for is the kernel's (`engine.kernels`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.entry import Entry
from engine.kernels import Kernels
from engine.ops import AFFINE
from engine.passing import Inside, Shape
from engine.rooms import Room, Side, flat
from engine.weights import Weights

ROWS = 512
"""Rows of a span, at least: enough for BLAS to be at its best, and few enough for the cache to hold their numbers."""

Harvest = tuple[Array, Array, Array, Array | None]


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Some time steps under one set of weights, done together while the cache holds them."""

    part: int
    first: int
    last: int
    products: list[tuple[Array, Array, Array]]
    """x, its matrix, and where the product goes: BLAS's."""
    harvests: list[Harvest]
    """What came in, turned on its side; the gradient of what came out; their product; and the sum it is added to."""


class Layer:
    """Both passes of a cell for fixed T and B, from x and to the gradient of h. The next pass overwrites its arrays."""

    def __init__(self, made: Kernels, shape: Shape) -> None:
        """Make room."""
        self.score, self._made, self.shape, room = made.score, made, shape, Room(shape.dtype)
        self._width = -(-shape.hidden // made.lanes) * made.lanes
        self._entry = Entry(self.score.entry, (shape.steps, shape.rows, shape.inputs), room)
        sizes = (shape.steps, shape.rows, self._width)
        self.value, self.grad = (Side(self.score, sizes, room, shared) for shared in ({}, self.score.shared))
        wide = (shape.inputs, shape.hidden, self._width)
        self._weights = [Weights(made, wide, room, (self.value, self.grad)) for _ in shape.parts]
        self.bytes = room.bytes
        together = -(-ROWS // shape.rows)
        self._spans = [
            self._span(part, at, min(at + together, last))
            for part, (first, last) in enumerate(shape.parts)
            for at in range(first, last, together)
        ]
        self._totals: list[tuple[Array, Array]] = []
        self._inside, self._begun = Inside(), False
        self._prepare()

    def _span(self, part: int, first: int, last: int) -> Span:
        rows, weights = self.shape.rows, self._weights[part]
        where = slice(first * rows, last * rows)
        read = flat(self._entry.read)[where]
        products = [(read, matrix.fused, self.value.flat(p)[where]) for p, matrix in weights.outer.items()]
        harvests: list[Harvest] = []
        for product, matrix in (weights.outer | weights.own).items():
            came = read if product in weights.outer else flat(self.value.line[product.source])[where]
            out = (matrix.harvest, None) if last == self.shape.parts[part][1] else (matrix.more, matrix.harvest)
            harvests.append((came.T, self.grad.flat(product)[where], *out))
        return Span(part, first, last, products, harvests)

    def _prepare(self) -> None:
        """Find all views beforehand: in a small net, looking would take longer than computing."""
        played, hidden = self.score, self.shape.hidden
        self._masks = [(name, self.seen(self.value, name)) for name in played.masks]
        self._biases = [(f"{name}.b", *self._both(name, name)) for name in played.deaf]
        vectors = [line for line in played.cell.lines if line.op is not AFFINE and line.weights]
        self._diagonals = [(line.weights[0], *self._both(line.inputs[0], line.name)) for line in vectors]
        self._left = bool(self._biases or self._diagonals or played.entry)
        """Whether BLAS does not harvest all there is."""
        padded = hidden < self._width
        self._padding = [self.value.line[name][..., hidden:] for name in played.deaf if padded]
        ends = [array[0 if name in played.seeded else -1] for name, array in self.grad.carried.items()]
        self._empty = [*ends, *(self.grad.line[name][..., hidden:] for name in played.seeded if padded)]
        names = [*played.cell.given, *(line.name for line in played.cell.lines)]
        self.values, self.grads = (
            {name: outside[name] if name in outside else self.seen(side, name) for name in names if name != absent}
            for side, outside, absent in ((self.value, self._entry.value, ""), (self.grad, self._entry.grad, "x"))
        )
        (source,) = played.seeded
        self.says, self.slope = (self.seen(side, source) for side in (self.value, self.grad))

    def _both(self, forward: str, backward: str) -> tuple[Array, Array]:
        return self.seen(self.value, forward), self.seen(self.grad, backward)

    def forward(self, weights: Sequence[Named], x: Array, inside: Inside) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._inside = inside
        self._entry.take(x, inside.masks)
        for held, weight in zip(self._weights, weights, strict=True):
            held.load(weight)
        for name, value in self._masks:
            value[...] = inside.masks.get(name, 1.0)
        self._begin(weights, inside)
        for span in self._spans:
            for left, right, out in span.products:
                np.matmul(left, right, out=out)
            self._run(span)

    def _begin(self, weights: Sequence[Named], inside: Inside) -> None:
        """Write what is there before the first product: padding, what is carried in, biases that no product brings."""
        for array in self._padding:
            array.fill(0)
        if inside.start or self._begun:
            self._begun = bool(inside.start)
            for name, array in self.value.carried.items():
                array[0, :, : self.shape.hidden] = inside.start.get(name, 0.0)
        for name, value, _ in self._biases:
            for (first, last), weight in zip(self.shape.parts, weights, strict=True):
                value[first:last] = weight[name]

    def _run(self, span: Span) -> None:
        """Let the kernel run; where steps are not there, step by step, and what is carried passes through."""
        call, sizes = self._made.forward, (self.shape.rows, self._width)
        address, absent = self._weights[span.part].address, self._inside.absent
        if absent is None:
            call(address, span.first, span.last, *sizes)
            return
        for t in range(span.first, span.last):
            call(address, t, t + 1, *sizes)
            for array in self.value.carried.values():
                np.copyto(array[t + 1], array[t], where=absent[t])

    def backward(self) -> None:
        """Pull the gradient of h, which stands in its place, back through the last pass, and harvest."""
        for array in self._empty:
            array.fill(0)
        for span in reversed(self._spans):
            self._pull(span.part, span.first, span.last)
            self._reap(span)
        self._gather()

    def pull(self, first: int, last: int) -> None:
        """Pull the gradient of h back from the step before `last` to `first`, and add up what that gives each line."""
        if not self._totals:
            self._totals = [(array, np.zeros_like(array)) for array in self.grad.arrays]
        for name, array in self.grad.carried.items():
            array[first if name in self.score.seeded else last] = 0
        for part, (begin, end) in reversed([*enumerate(self.shape.parts)]):
            if max(first, begin) < min(last, end):
                self._pull(part, max(first, begin), min(last, end))
        for array, total in self._totals:
            here = slice(first + len(array) - self.shape.steps, last + len(array) - self.shape.steps)
            total[here] += array[here]

    def harvest(self) -> None:
        """Put the sums of all pulls in the place of the gradients, and harvest."""
        for array, total in self._totals:
            array[...] = total
            total.fill(0)
        for span in reversed(self._spans):
            self._reap(span)
        self._gather()

    def _pull(self, part: int, first: int, last: int) -> None:
        """Let the kernel pull; where steps are not there, step by step, and the gradient passes through."""
        call, sizes = self._made.backward, (self.shape.rows, self._width)
        address, absent = self._weights[part].address, self._inside.absent
        if absent is None:
            call(address, first, last, *sizes)
            return
        for t in reversed(range(first, last)):
            passed = [np.where(absent[t], array[t + 1], 0) for array in self.grad.carried.values()]
            for array, d in zip(self.grad.carried.values(), passed, strict=True):
                array[t + 1] -= d
            call(address, t, t + 1, *sizes)
            for array, d in zip(self.grad.carried.values(), passed, strict=True):
                array[t] += d

    def _reap(self, span: Span) -> None:
        for came, slope, out, total in span.harvests:
            np.matmul(came, slope, out=out)
            if total is not None:
                np.add(total, out, out=total)

    def _gather(self) -> None:
        """What BLAS has not harvested."""
        if not self._left:
            return
        for (first, last), weights in zip(self.shape.parts, self._weights, strict=True):
            for name, _, grad in self._biases:
                weights.taken[name] = grad[first:last].sum(axis=(0, 1))
            for name, value, grad in self._diagonals:
                weights.taken[name] = np.einsum("tbn,tbn->n", value[first:last], grad[first:last])
        if self.score.entry:
            self.input_grad()

    def taken(self) -> Iterator[Named]:
        """What the last backward pass gives to each set of weights."""
        return (weights.taken for weights in self._weights)

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs)."""
        total = np.zeros_like(self.values["x"])
        for (first, last), weights in zip(self.shape.parts, self._weights, strict=True):
            rows = slice(first * self.shape.rows, last * self.shape.rows)
            for product, matrix in weights.outer.items():
                given = self.grad.flat(product)[rows] @ matrix.fused[:-1].T
                total[first:last] += given.reshape(last - first, *total.shape[1:])
        return self._entry.give(total)

    def seen(self, side: Side, name: str) -> Array:
        """The numbers of a line without the padding, (T, B, n)."""
        return side.line[name][..., : self.shape.hidden]
