"""Dropout as lines of the table: a value times its mask. Kept numbers grow by 1/(1 − p), so nothing changes on average.

Inputs and outputs draw a mask for each time step, the recurrence one for the whole sequence (Gal 2016), and only where
the old state is weighed: what a cell carries on by itself, c' or the kept part of h', is never dropped. A mask that
nobody gives is all ones: in measures, and for a user's own input.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import numpy as np

from engine.arrays import Array, Named, zeros
from engine.cells import Cell, Line, line
from engine.ops import AFFINE, TIMES


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is dropped: the run's key, the value, its mask, and the line that is their product."""

    key: str
    source: str
    mask: str
    line: str
    says: str
    zh: str


INPUTS = Place("drop_inputs", "x", "mx", "xd", "the input, some of it dropped", "输入，丢弃一部分")
RECURRENT = Place("drop_recurrent", "h'", "mr", "hr", "the old state, some units dropped", "旧状态，丢弃一些单元")
OUTPUTS = Place("drop_outputs", "h", "mh", "hd", "the state to be read, some dropped", "读出的状态，丢弃若干")

PLACES = {place.key: place for place in (INPUTS, RECURRENT, OUTPUTS)}
MASKS = {place.mask: place for place in PLACES.values()}


@cache
def dropping(cell: Cell, keys: tuple[str, ...]) -> Cell:
    """Write the lines of dropout into a cell's table; what is weighed is then what is left."""
    places = [place for key, place in PLACES.items() if key in keys]
    if not places:
        return cell
    left = {place.source: place.line for place in places if place is not OUTPUTS}
    first = [_line(place) for place in places if place is not OUTPUTS]
    last = [_line(place) for place in places if place is OUTPUTS]
    lines = (*first, *(_reading(each, left) if _is_weighed(each, cell) else each for each in cell.lines), *last)
    head = _reading(cell.head, {place.source: place.line for place in places if place is OUTPUTS})
    return replace(cell, lines=lines, head=head, given=(*cell.given, *(place.mask for place in places)))


def _line(place: Place) -> Line:
    role = "i" if place is INPUTS else "h"
    return line(place.line, TIMES, place.source, place.mask, role=role, says=place.says, zh=place.zh)


def _is_weighed(each: Line, cell: Cell) -> bool:
    """Whether a line weighs its inputs, or goes into nothing but lines that do, as the reset state of Cho's GRU."""
    readers = [line for line in (*cell.lines, cell.head) if {each.name, f"{each.name}'"} & set(line.inputs)]
    return each.op is AFFINE or (each.name not in cell.carry and all(line.op is AFFINE for line in readers))


def _reading(each: Line, left: dict[str, str]) -> Line:
    return replace(each, inputs=tuple(left.get(name, name) for name in each.inputs))


Masks = Mapping[str, str]
"""Masks of a net, and the mask of its cell that each of them is, which says where it drops."""
NONE: Masks = MappingProxyType({})


def ones(names: Masks, x: Array, hidden: int) -> Named:
    """Masks that drop nothing, for inputs (T, B, n)."""
    return {name: zeros((*x.shape[:2], _width(mask, x, hidden)), x) + 1 for name, mask in names.items()}


def masks(chances: dict[str, float], x: Array, hidden: int, stream: tuple[int, ...], names: Masks = NONE) -> Named:
    """Draw a mask for each key with its chance to drop, or for each of a net's, from a random stream of its own."""
    drawn: Named = {}
    made: Counter[str] = Counter()
    for name, mask in (names or {place.mask: place.mask for key, place in PLACES.items() if key in chances}).items():
        place = MASKS[mask]
        number = list(PLACES).index(place.key) + len(PLACES) * made[mask]
        made[mask] += 1
        shape = (1 if place is RECURRENT else len(x), x.shape[1], _width(mask, x, hidden))
        kept = np.random.default_rng([*stream, number]).random(shape) >= chances[place.key]
        drawn[name] = np.repeat(kept / (1 - chances[place.key]), len(x) // shape[0], axis=0).astype(x.dtype)
    return drawn


def _width(mask: str, x: Array, hidden: int) -> int:
    return int(x.shape[2]) if mask == INPUTS.mask else hidden
