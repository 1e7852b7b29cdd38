"""Where a number came from, as data: its address, the terms that were added, the factors of each, what was done then.

A term is a product of factors, and a factor is a number with an address, so that a window can light up every input and
go to it. Recomputing from what an origin holds gives its number again: `recomputed` is that sum.
"""

from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np

from engine import derive
from engine.ops import Op
from engine.trace import Trace

Side = Literal["value", "grad", "delta", "answer", "target", "loss", "state"]
MOST = 6


@dataclass(frozen=True, slots=True)
class Address:
    """One number of a trace. A weight has no time step; before the first one, t is −1; a whole loss has neither."""

    side: Side
    name: str
    t: int | None = None
    index: tuple[int, ...] = ()
    """The unit; of a matrix the input and the unit."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A number that was multiplied: that at an address, or what `says` makes of it."""

    value: float
    at: Address | None = None
    says: str = "{0}"
    """How it is written: {0} stands for the name at the address."""


@dataclass(frozen=True, slots=True)
class Term:
    """A product of factors; `at` is its own address if a line of the table is this product."""

    factors: tuple[Factor, ...]
    at: Address | None = None

    @property
    def value(self) -> float:
        """The product."""
        return prod(factor.value for factor in self.factors)


@dataclass(frozen=True, slots=True)
class Rest:
    """The terms that are not shown one by one: how many, their sum, and in words what they are."""

    count: int = 0
    value: float = 0.0
    says: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """A number, and all it was made from: `outer` (if any) of the terms, else their sum and that of the rest."""

    at: Address
    value: float
    terms: tuple[Term, ...] = ()
    outer: Op | None = None
    rest: Rest = Rest()
    says: str = ""
    """A word more where the terms do not tell all; what is given from outside has no terms."""
    zh: str = ""


def recomputed(origin: Origin) -> float:
    """Compute the number once more from the terms that are shown."""
    if not origin.terms and not origin.rest.count:
        return origin.value
    if origin.outer is not None:
        return float(origin.outer.run(np, *(np.asarray(term.value) for term in origin.terms)))
    return float(sum(term.value for term in origin.terms) + origin.rest.value)


def shortened(terms: list[Term], most: int) -> tuple[tuple[Term, ...], Rest]:
    """Keep the largest terms, largest first, and add the others up."""
    valued = sorted(((term.value, term) for term in terms), key=lambda pair: -abs(pair[0]))
    order = tuple(term for _, term in valued)
    if len(order) <= most + 1:
        return order, Rest()
    left = [number for number, _ in valued[most:]]
    return order[:most], Rest(len(left), float(sum(left)), "smaller terms", "更小的项")


def look_up(trace: Trace, at: Address) -> float:
    """The number at an address."""
    if at.side == "loss":
        return derive.loss(trace) if at.t is None else float(derive.losses(trace)[at.t])
    if at.side == "answer":
        return float(derive.answers(trace)[at.t][at.index])
    if at.side == "target":
        return float(trace.targets[at.t][at.index])
    if at.side == "state":
        kind, _, name = at.name.partition(" ")
        return float(trace.learning.state[kind][name][at.index])
    if at.side == "value":
        arrays = trace.weight if at.name in trace.weight else trace.value
    else:
        arrays = trace.grad if at.side == "grad" else trace.delta
    array = arrays[at.name]
    if at.t is None:
        return float(array[at.index])
    inside = 0 <= at.t < trace.T
    return float(array[at.t][at.index] if inside else trace.start[at.name][at.index])
