"""All weights as one vector: an optimizer's step is then a dozen array operations, not two hundred."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from engine.arrays import Array, Named, space


@dataclass(frozen=True, slots=True)
class Packing:
    """Where each named array lies in the vector."""

    shapes: tuple[tuple[str, tuple[int, ...]], ...]

    @classmethod
    def of(cls, arrays: Named) -> Self:
        """Take the names and shapes of some arrays, in their order."""
        return cls(tuple((name, array.shape) for name, array in arrays.items()))

    def pack(self, arrays: Named) -> Array:
        """Copy the arrays into one vector."""
        pieces = [arrays[name].ravel() for name, _ in self.shapes]
        whole: Array = space(pieces[0]).concatenate(pieces)
        return whole

    def views(self, vector: Array) -> "Packed":
        """See a vector as the arrays again, without a copy."""
        seen = Packed(self, vector)
        begin = 0
        for name, shape in self.shapes:
            end = begin + int(np.prod(shape))
            seen[name] = vector[begin:end].reshape(shape)
            begin = end
        return seen


class Packed(dict[str, Array]):
    """Arrays by name that are views of one vector: who wants them all can take that."""

    def __init__(self, packing: Packing, vector: Array) -> None:
        super().__init__()
        self.packing, self.vector = packing, vector
