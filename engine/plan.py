"""How the lines of a cell can be computed together: read off the table once, used by `engine.compile`."""

from collections import Counter
from dataclasses import dataclass

from engine.cells import Cell, Line
from engine.ops import AFFINE, PLUS, RELU, SIGMOID, TANH

SQUASHING = (SIGMOID, TANH, RELU)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The lines of a cell, sorted by what they wait for."""

    early: tuple[Line, ...]
    """Affine lines of x and of the step before; those of x alone first, those without x last."""
    gates: tuple[Line, ...]
    """Squashings of early lines, in the same order."""
    rest: tuple[Line, ...]
    """The other lines, in the order of the table."""
    shared: dict[str, str]
    """Terms of a sum that nothing else reads: their gradient is the sum's own, so they share its array."""

    @property
    def blocks(self) -> list[tuple[str, ...]]:
        """Names that stand side by side in memory."""
        together = [tuple(line.name for line in lines) for lines in (self.early, self.gates) if lines]
        return [*together, *((line.name,) for line in self.rest)]


def plan(cell: Cell) -> Plan:
    """Sort a cell's lines."""
    early = sorted((line for line in cell.lines if _waits_for_nothing(line)), key=_sources)
    place = {line.name: at for at, line in enumerate(early)}
    read = Counter(name.removesuffix("'") for line in (*cell.lines, cell.head) for name in line.inputs)
    squashed = [line for line in cell.lines if line.op in SQUASHING and line.inputs[0] in place]
    gates = [line for line in squashed if read[line.inputs[0]] == 1]
    gates.sort(key=lambda line: place[line.inputs[0]])
    rest = tuple(line for line in cell.lines if line not in early and line not in gates)
    alone = {line.name for line in rest if read[line.name] == 1} - set(cell.carry)
    shared = {name: line.name for line in cell.lines if line.op is PLUS for name in line.inputs if name in alone}
    return Plan(tuple(early), tuple(gates), rest, shared)


def _waits_for_nothing(line: Line) -> bool:
    return line.op is AFFINE and all(name == "x" or name.endswith("'") for name in line.inputs)


def _sources(line: Line) -> tuple[bool, bool]:
    """Sort x alone, then x and others, then others alone, so that what reads the same stands together."""
    return any(name != "x" for name in line.inputs), "x" not in line.inputs

