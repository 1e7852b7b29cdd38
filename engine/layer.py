"""A cell over all time steps and rows: its arrays, and two calls of machine code that fill them.

An array is (T, B, n): time first, units last and padded to whole vectors, so that a batch of one is as good as any. The
lines that wait for nothing stand side by side, which makes x's product for all time steps one matrix product, and what
the weights get another; those two are BLAS's. What a step waits for is the kernel's (`engine.kernels`).
"""

import ctypes
from collections.abc import Callable
from functools import cache

import numpy as np

from engine.arrays import Array, Named
from engine.cells import HEAD, Cell
from engine.kernels import RUN, write_kernels
from engine.llvm import Code, compiled
from engine.model import Model
from engine.ops import AFFINE
from engine.rooms import Matrix, Side, flat, rooms
from engine.score import Score, score

Kernel = Callable[[int, int, int, int, int, int], None]


def playable(cell: Cell) -> bool:
    """Whether a kernel can be made for a cell."""
    return score(cell, HEAD.inputs, RUN) is not None


@cache
def kernels(cell: Cell, dtype: str) -> tuple[Score, int, Kernel, Kernel]:
    """Make a cell's two kernels, once in a process; with what they play, and how many numbers a vector has."""
    played = score(cell, HEAD.inputs, RUN)
    assert played is not None, f"{cell.name}: ask playable() first"
    code = Code(dtype)
    write_kernels(code, played)
    engine = compiled(code)
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, *[ctypes.c_int64] * 5)
    forward, backward = (kind(engine.get_function_address(name)) for name in ("forward", "backward"))
    ALIVE.append(engine)
    return played, code.lanes, forward, backward


ALIVE: list[object] = []
"""Whoever holds the machine code."""


class Layer:
    """Both passes of a cell for fixed T and B, from x and to the gradient of h. The next pass overwrites its arrays."""

    def __init__(self, cell: Cell, inputs: int, hidden: int, steps: int, rows: int, dtype: str) -> None:
        self.score, self._lanes, self._forward, self._backward = kernels(cell, dtype)
        width, room = -(-hidden // self._lanes) * self._lanes, rooms(dtype)
        self._steps, self._sizes, self._hidden = steps, (rows, 0, rows, width), hidden
        self.x = room(steps, rows, inputs + 1)
        self.x[..., -1] = 1  # what the biases are multiplied by
        sizes = (steps, rows, width)
        self.value, self.grad = (Side(self.score, sizes, room, shared) for shared in ({}, self.score.plan.shared))
        self._outer = {p: Matrix(p, inputs, hidden, width, room) for p in self.score.outer}
        self._own = {p: Matrix(p, hidden, hidden, width, room) for p in self.score.products}
        self._vector = {name: room(width) for name in self.score.vectors}
        self._deaf = [line for line in cell.lines if line.op is AFFINE and "x" not in line.inputs]
        self._table = np.array([array.ctypes.data for array in self._addressed()], np.uint64)

    def _addressed(self) -> list[Array]:
        found = {("value", name): array for name, array in self.value.line.items()}
        found |= {("grad", name): array for name, array in self.grad.line.items()}
        found |= {("matrix", product): matrix.forward for product, matrix in self._own.items()}
        found |= {("turned", product): matrix.back for product, matrix in self._own.items()}
        found |= {("vector", name): array for name, array in self._vector.items()}
        return [found[key] for key in self.score.addresses]

    def forward(self, weight: Named, x: Array) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self.x[..., :-1] = x
        for matrix in (*self._outer.values(), *self._own.values()):
            matrix.load(weight, self._lanes)
        for name, array in self._vector.items():
            array[: self._hidden] = weight[name]
        for line in self._deaf:
            self.value.line[line.name][..., : self._hidden] = weight[f"{line.name}.b"]
        for product, matrix in self._outer.items():
            np.matmul(flat(self.x), matrix.fused, out=self.value.flat(product))
        self._forward(self._table.ctypes.data, self._steps, *self._sizes)

    def backward(self) -> Named:
        """Pull the gradient of h, which must stand in its place, back through the last pass; give that of the weights."""
        for name, array in self.grad.carried.items():
            array[0 if name in self.score.seeded else -1] = 0
        self._backward(self._table.ctypes.data, self._steps, *self._sizes)
        taken: Named = {}
        for product, matrix in (self._outer | self._own).items():
            source = self.x if product.source == "x" else self.value.line[product.source]
            np.matmul(flat(source).T, self.grad.flat(product), out=matrix.harvest)
            taken |= matrix.taken
        for line in self._deaf:
            taken[f"{line.name}.b"] = self.seen(self.grad, line.name).sum(axis=(0, 1))
        return taken | self._diagonal()

    def _diagonal(self) -> Named:
        """What the weights get that are one number a unit."""
        lines = [line for line in self.score.cell.lines if line.op is not AFFINE and line.weights]
        return {
            line.weights[0]: np.einsum("tbn,tbn->n", self.seen(self.value, line.inputs[0]), self.seen(self.grad, line.name))
            for line in lines
        }

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        total = np.zeros_like(self.x[..., :-1])
        for product, matrix in self._outer.items():
            total += (self.grad.flat(product) @ matrix.fused[:-1].T).reshape(total.shape)
        return total

    def seen(self, side: Side, name: str) -> Array:
        """The numbers of a line without the padding, (T, B, n)."""
        return side.line[name][..., : self._hidden]


class Played:
    """Both passes of a model, by kernels: what `engine.compile.Compiled` does, sooner."""

    def __init__(self, model: Model, steps: int, rows: int, dtype: str) -> None:
        self._layer = layer = Layer(model.cell, model.inputs, model.hidden, steps, rows, dtype)
        names = [line.name for line in model.cell.lines]
        room = rooms(dtype)
        self._y, self._dy = (room(steps, rows, model.outputs) for _ in range(2))
        self._value = {"x": layer.x[..., :-1]} | {name: layer.seen(layer.value, name) for name in names}
        self._grad = {name: layer.seen(layer.grad, name) for name in names}
        self._head: Named = {}

    def forward(self, weight: Named, x: Array) -> Named:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._layer.forward(weight, x)
        self._head = {source: weight[f"{HEAD.name}.{source}"] for source in HEAD.inputs}
        self._y[...] = weight[f"{HEAD.name}.b"]
        for source, matrix in self._head.items():
            self._y += self._value[source] @ matrix
        return self._value | {HEAD.name: self._y}

    def backward(self, seed: Array) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""
        self._dy[...] = seed
        dy, taken = flat(self._dy), {f"{HEAD.name}.b": self._dy.sum(axis=(0, 1))}
        for source, matrix in self._head.items():
            self._grad[source][...] = (dy @ matrix.T).reshape(self._grad[source].shape)
            taken[f"{HEAD.name}.{source}"] = flat(self._value[source]).T @ dy
        return self._grad | {HEAD.name: self._dy} | taken | self._layer.backward()

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        return self._layer.input_grad()
