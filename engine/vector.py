"""All weights as one vector: an optimizer's step is then a dozen array operations, not two hundred."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import prod
from typing import Self

from engine.arrays import Array, Named, space


@dataclass(frozen=True, slots=True)
class Packing:
    """Where each named array lies in the vector: its name, its first number, the one after its last, its shape."""

    places: tuple[tuple[str, int, int, tuple[int, ...]], ...] = ()

    @classmethod
    def of(cls, arrays: Named) -> Self:
        """Take the names and shapes of some arrays, in their order."""
        ends = accumulate((prod(array.shape) for array in arrays.values()), initial=0)
        spans = zip(arrays.items(), pairwise(ends), strict=True)
        return cls(tuple((name, first, last, tuple(array.shape)) for (name, array), (first, last) in spans))

    def pack(self, arrays: Named) -> Array:
        """Copy the arrays into one vector."""
        pieces = [arrays[name].ravel() for name, *_ in self.places]
        whole: Array = space(pieces[0]).concatenate(pieces)
        return whole

    def views(self, vector: Array) -> "Packed":
        """See a vector as the arrays again, without a copy."""
        seen = Packed(self, vector)
        for name, first, last, shape in self.places:
            seen[name] = vector[first:last].reshape(shape)
        return seen


class Packed(dict[str, Array]):
    """Arrays by name that are views of one vector: who wants them all can take that."""

    def __init__(self, packing: Packing, vector: Array) -> None:
        super().__init__()
        self.packing, self.vector = packing, vector
