"""What a pass over one layer is, whoever computes it: its shape, what it is given, what it can be asked.

Time here is the layer's own: for one that goes from right to left its callers turn everything round.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, Named
from engine.cells import Cell


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a layer is."""

    inputs: int
    hidden: int
    steps: int
    rows: int
    dtype: str
    parts: tuple[tuple[int, int], ...]
    """For each set of weights, from which step it is in force, and to which, that one not included."""


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """What one pass is given beside weights and x, by the names of the cell."""

    start: Named = field(default_factory=dict)
    masks: Named = field(default_factory=dict)
    absent: npt.NDArray[np.bool_] | None = None
    """Where steps are not there, (T, B, 1); None if all are."""


class Passing(Protocol):
    """Both passes of a cell for fixed T and B; its arrays are overwritten by the next pass."""

    values: Named
    """Of all lines, and of what comes from outside, (T, B, n)."""
    grads: Named
    """Of the same but x."""
    says: Array
    """What is read of it, (T, B, hidden)."""
    slope: Array
    """Its gradient, likewise: to be written before a backward pass."""

    def forward(self, weights: Sequence[Named], x: Array, inside: Inside) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""

    def backward(self) -> None:
        """Pull the slope back through the last forward pass."""

    def pull(self, first: int, last: int) -> None:
        """Pull the slope back through some steps only, and remember what that gives."""

    def harvest(self) -> None:
        """Add up what all pulls have given."""

    def taken(self) -> Iterator[Named]:
        """What the last backward pass gives to each set of weights."""

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last pull or backward pass, (T, B, inputs)."""


Make = Callable[[Cell, Shape], Passing]
