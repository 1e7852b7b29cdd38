"""A net is layers one above the other, each in one direction or in two, and a head: all of it one table of lines.

Layer k has the lines of its cell with k behind their names (`h2` reads `h`, the layer below, and `h2'`); the first has
none. Lines that go through time from right to left end in `_r`. A sweep is what goes through time together: of a net
in one direction all lines, of one in two directions a layer and a direction at a time, the head with the last.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from engine.beats import Beats, Group
from engine.cells import Cell, Line
from engine.dropout import INPUTS, PLACES, dropping

MOST_LAYERS = 4
REVERSE = "_r"
Way = Literal[1, -1]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One layer in one direction: the table of its cell, and what its names are in the net."""

    cell: Cell
    suffix: str
    way: Way
    reads: tuple[str, ...]
    """What its x is in the net, side by side: the input, or what the layer below says in each direction."""

    def names(self, name: str) -> tuple[str, ...]:
        """What a name of the cell is in the net; only its x can be two."""
        if name == "x":
            return self.reads
        prime = "'" * name.endswith("'")
        return (f"{name.removesuffix(prime)}{self.suffix}{prime}",)

    def name(self, name: str) -> str:
        """The name in the net of a line, a mask or a carried value of the cell."""
        return self.names(name)[0]

    def weights(self, name: str) -> tuple[str, ...]:
        """What a weight of the cell is in the net: more than one, upon each other, if x is."""
        owner, _, source = name.partition(".")
        given = ("b",) if source == "b" else self.names(source)
        return tuple(f"{self.name(owner)}.{each}" for each in given)

    @property
    def says(self) -> str:
        """What the layer above or the head reads of it, a name of the net."""
        return self.name(self.cell.head.inputs[0])

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines as they stand in the net."""
        return tuple(self._line(line) for line in self.cell.lines)

    def _line(self, line: Line) -> Line:
        inputs = tuple(each for name in line.inputs for each in self.names(name))
        return replace(line, name=self.name(line.name), inputs=inputs)


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Lines that go through time together, from the left or, way −1, from the right."""

    lines: tuple[Line, ...]
    carry: tuple[str, ...]
    way: Way

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its lines."""
        return tuple(line.name for line in self.lines)

    @property
    def reads(self) -> tuple[str, ...]:
        """What it takes at each step from sweeps before it, or from outside."""
        own = {*self.names, *(f"{name}'" for name in self.carry)}
        return tuple(dict.fromkeys(name for line in self.lines for name in line.inputs if name not in own))


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """The table of a net."""

    cell: Cell
    """All lines of all layers as if they were one cell's."""
    blocks: tuple[Block, ...]
    sweeps: tuple[Sweep, ...]

    def beats(self, steps: int) -> Beats:
        """The beats of a training step of so many time steps."""
        groups = tuple(Group(sweep.names, sweep.way) for sweep in self.sweeps) if len(self.sweeps) > 1 else ()
        return Beats(tuple(line.name for line in (*self.cell.lines, self.cell.head)), steps, groups)

    @property
    def recurrent(self) -> tuple[str, ...]:
        """The matrices by which the step before is heard."""
        return tuple(each for block in self.blocks for name in block.cell.recurrent for each in block.weights(name))

    @property
    def masks(self) -> dict[str, str]:
        """Each mask of dropout in the net, and the mask of the cell that it is."""
        return {block.name(name): name for block in self.blocks for name in block.cell.given[1:]}

    @property
    def wide(self) -> frozenset[str]:
        """The names that have as many numbers as the input."""
        first = (block for block in self.blocks if block.reads == ("x",))
        return frozenset({"x", *(block.name(name) for block in first for name in (INPUTS.mask, INPUTS.line))})


@cache
def net(cell: Cell, drop: tuple[str, ...] = (), layers: int = 1, bidirectional: bool = False) -> Net:
    """Put a net together from the table of a cell."""
    blocks: list[Block] = []
    below: tuple[str, ...] = ("x",)
    for layer in range(1, layers + 1):
        keys = tuple(key for key in PLACES if key in drop and (layer == 1 or key != INPUTS.key))
        number = str(layer) if layer > 1 else ""
        ways: tuple[tuple[str, Way], ...] = (("", 1), (REVERSE, -1)) if bidirectional else (("", 1),)
        made = [Block(dropping(cell, keys), number + end, way, below) for end, way in ways]
        below = tuple(block.says for block in made)
        blocks += made
    whole = blocks[0].cell if len(blocks) == 1 else _merged(cell, blocks, below)
    return Net(whole, tuple(blocks), _sweeps(whole, blocks))


def _merged(cell: Cell, blocks: list[Block], top: tuple[str, ...]) -> Cell:
    """Write the lines of all blocks into one table, and a head that reads the uppermost."""
    masks = tuple(block.name(name) for block in blocks for name in block.cell.given[1:])
    return replace(
        cell,
        carry=tuple(block.name(name) for block in blocks for name in cell.carry),
        lines=tuple(line for block in blocks for line in block.lines),
        head=replace(cell.head, inputs=top),
        given=("x", *masks),
    )


def _sweeps(whole: Cell, blocks: list[Block]) -> tuple[Sweep, ...]:
    if all(block.way == 1 for block in blocks):
        return (Sweep((*whole.lines, whole.head), whole.carry, 1),)
    each, begin = list[Sweep](), 0
    for block in blocks:
        lines = whole.lines[begin : begin + len(block.cell.lines)]
        each.append(Sweep(lines, tuple(map(block.name, block.cell.carry)), block.way))
        begin += len(lines)
    return (*each[:-1], replace(each[-1], lines=(*each[-1].lines, whole.head)))
