"""Room for the numbers of a kernel: arrays (T, B, n) by name, and the matrices of its products, fused and packed."""

from collections.abc import Mapping
from math import prod

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.score import Product, Score

PAGE, STAGGER = 4096, 320
"""Bytes; arrays begin that far apart modulo a page, or they would fight for the same places in the cache."""


class Room:
    """Makes arrays of zeros, each beginning elsewhere in its page."""

    def __init__(self, dtype: str) -> None:
        self._number, self._made, self.bytes = type_of[dtype], 0, 0

    def __call__(self, *shape: int) -> Array:
        """Make an array."""
        size = prod(shape) * self._number.itemsize
        raw = np.zeros(size + PAGE, np.uint8)
        skip = (self._made * STAGGER - raw.ctypes.data) % PAGE
        self._made, self.bytes = self._made + 1, self.bytes + size
        return raw[skip : skip + size].view(self._number).reshape(shape)


def flat(array: Array) -> Array:
    """All time steps and rows one below the other, (T*B, n)."""
    return array.reshape(-1, array.shape[-1])


class Side:
    """All lines of one pass. Early ones stand side by side; a carried one has one step more, in front: its start."""

    def __init__(self, score: Score, sizes: tuple[int, int, int], room: Room, shared: Mapping[str, str]) -> None:
        steps, rows, width = sizes
        self._score, self._width = score, width
        self.early = room(steps, rows, len(score.beside) * width)
        self.carried = {name: room(steps + 1, rows, width) for name in score.cell.carry}
        self.line: Named = {name: self.early[..., self._columns(name)] for name in score.beside}
        for name, array in self.carried.items():
            self.line[name], self.line[f"{name}'"] = array[1:], array[:-1]
        own = [name for name in score.names if name not in self.line and name not in shared]
        self.line |= {name: room(steps, rows, width) for name in own}
        self.arrays = [self.early, *self.carried.values(), *(self.line[name] for name in own)]
        """Each of them once."""
        for name, owner in reversed(list(shared.items())):
            self.line[name] = self.line[owner]

    def flat(self, product: Product) -> Array:
        """The lines of a product side by side, (T*B, n)."""
        first = product.names[0]
        if first not in self._score.beside:
            return flat(self.line[first])
        return flat(self.early)[:, self._columns(*product.names)]

    def _columns(self, *names: str) -> slice:
        begin = self._score.beside.index(names[0]) * self._width
        return slice(begin, begin + len(names) * self._width)


class Matrix:
    """The weights of a product side by side, padded with zeros, and what they get, in sum and from one span."""

    def __init__(self, product: Product, height: int, units: int, width: int, room: Room, *, outer: bool) -> None:
        """Make room; an outer one has the biases as its last row, another is packed, upright and turned on its side."""
        wide = len(product.names) * width
        rows = height + 1 if outer else width
        self.harvest, self.more = room(rows, wide), room(rows, wide)
        self.fused, self.upright, self.turned = (
            room(rows, wide if wanted else 0) for wanted in (outer, not outer, not outer)
        )
        self.taken: Named = {}
        for at, name in enumerate(product.names):
            columns = slice(at * width, at * width + units)
            self.taken[f"{name}.{product.source}"] = self.harvest[:height, columns]
            if outer:
                self.taken[f"{name}.b"] = self.harvest[-1, columns]
