"""One set of weights where a kernel wants them: fused for BLAS, packed for its own products; and what they get.

A layer of an encoder and a decoder has two such sets for the same arrays of numbers.
"""

from functools import partial
from operator import itemgetter

import numpy as np

from engine.arrays import Array, Named
from engine.kernels import Kernels
from engine.rooms import Matrix, Room, Side
from engine.score import Score
from engine.vector import Packed, Packing


class Weights:
    """The matrices of a cell's products, its vectors, and the table of addresses that its kernels read."""

    def __init__(self, made: Kernels, sizes: tuple[int, int, int], room: Room, sides: tuple[Side, Side]) -> None:
        """Make room, for so many inputs, hidden units, and hidden units padded to whole vectors."""
        score, (inputs, hidden, width) = made.score, sizes
        wide = (hidden, width, room)
        self.outer = {p: Matrix(p, inputs, *wide, outer=True) for p in score.outer}
        self.own = {p: Matrix(p, hidden, *wide, outer=False) for p in score.products}
        self.vector = {name: room(width) for name in score.vectors}
        self._all = room(_count(score, inputs, hidden))
        addressed = self._addressed(sides)
        self._table = np.array([addressed[key].ctypes.data for key in score.addresses], np.uint64)
        self.address = self._table.ctypes.data
        """What a kernel is called with."""
        self._load = partial(made.load, self.address, inputs, hidden, width)
        self._names = list(score.weights)
        self._chosen = itemgetter(*self._names)
        self._known, self._first = Packing(), False
        taken = [matrix.taken for matrix in (*self.outer.values(), *self.own.values())]
        self.taken: Named = {name: array for some in taken for name, array in some.items()}
        """What the last backward pass gives to each weight, by its name in the cell."""

    def _addressed(self, sides: tuple[Side, Side]) -> dict[tuple[str, str], Array]:
        """The arrays that the kernels are told of."""
        found = {("weights", ""): self._all}
        for kind, side in zip(("value", "grad"), sides, strict=True):
            found |= {(kind, name): array for name, array in side.line.items()}
        found |= {("fused", product.name): matrix.fused for product, matrix in self.outer.items()}
        found |= {("matrix", product.name): matrix.upright for product, matrix in self.own.items()}
        found |= {("turned", product.name): matrix.turned for product, matrix in self.own.items()}
        return found | {("vector", name): array for name, array in self.vector.items()}

    def load(self, weight: Named) -> None:
        """Bring the weights in: as they lie in one vector, or one by one."""
        if isinstance(weight, Packed) and self._first_in(weight.packing):
            self._all[...] = weight.vector[: self._all.size]
        else:
            np.concatenate(self._chosen(weight), axis=None, out=self._all)
        self._load()

    def _first_in(self, packing: Packing) -> bool:
        """Whether a vector begins with the cell's weights in the order of its lines."""
        if packing is not self._known:
            names = [name for name, *_ in packing.places[: len(self._names)]]
            self._known, self._first = packing, names == self._names
        return self._first


def _count(score: Score, inputs: int, hidden: int) -> int:
    """How many numbers the weights have together."""
    rows = {"inputs": inputs, "units": hidden, "one": 1}
    return sum(rows[height] for height in score.weights.values()) * hidden
