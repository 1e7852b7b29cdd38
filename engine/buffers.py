"""Room for all lines over all time steps, laid out so that neighbours can be computed in one call."""

from collections.abc import Callable, Iterable

import numpy as np

from engine.arrays import Array, type_of

Names = tuple[str, ...]


class Buffers:
    """Arrays (T, n, B) by name; the names of one block stand side by side in one array."""

    def __init__(self, blocks: Iterable[Names], width: Callable[[str], int], steps: int, rows: int, dtype: str) -> None:
        self._place: dict[str, tuple[Array, int, int]] = {}
        for block in blocks:
            array = np.zeros((steps, sum(map(width, block)), rows), type_of[dtype])
            begin = 0
            for name in block:
                self._place[name] = (array, begin, begin + width(name))
                begin += width(name)

    def put(self, name: str, array: Array) -> None:
        """Give a name to an array that is there already."""
        self._place[name] = (array, 0, array.shape[1])

    def share(self, name: str, owner: str) -> None:
        """Let two names be one array."""
        self._place[name] = self._place[owner]

    def neighbours(self, first: str, second: str) -> bool:
        """Whether the second stands right after the first."""
        one, two = self._place[first], self._place[second]
        return one[0] is two[0] and one[2] == two[1]

    def part(self, *names: str) -> Array:
        """The array of one name, or of neighbours, (T, n, B)."""
        array, begin, _ = self._place[names[0]]
        return array[:, begin : self._place[names[-1]][2]]

    def seen(self, name: str) -> Array:
        """The same numbers as everybody else sees them, (T, B, n)."""
        return self.part(name).transpose(0, 2, 1)
