"""One number of a trace as the views speak of it: its name at a time step, its colour, its value for one unit."""

from math import floor, log10

import numpy as np

from engine.beats import Beat, Cursor, Phase
from engine.cells import Cell, Line
from engine.ops import PLUS, REST, SIGMOID, TANH, TIMES
from engine.trace import Trace
from visualizer.theme import ROLES


def line_of(trace: Trace, name: str) -> Line | None:
    """The line that computes a name, primed or not; None for x."""
    plain = name.removesuffix("'")
    return next((line for line in trace.lines if line.name == plain), None)


def role(trace: Trace, name: str) -> str:
    """What a line stands for, as in an LSTM: i, f, o, g, c or h; empty for x."""
    line = line_of(trace, name)
    return "" if line is None else line.role


def hue(trace: Trace, name: str) -> str:
    """The colour a name wears; empty for x."""
    return ROLES.get(role(trace, name), "")


def label(name: str, t: int) -> str:
    """Write a name at time step t (from 0) as the room reads it: counted from 1, a primed name one step before."""
    return f"{name[:-1]}_{t}" if name.endswith("'") else f"{name}_{t + 1}"


def value(trace: Trace, name: str, t: int, unit: int) -> float:
    """The value of a name at time step t for one unit."""
    if not name.endswith("'"):
        return float(trace.value[name][t][unit])
    plain = name[:-1]
    return float((trace.value[plain][t - 1] if t else trace.start[plain])[unit])


def unit_of(trace: Trace, name: str, t: int, unit: int) -> int:
    """Which of a line's numbers to show: the unit in focus, or of the answers the one that is wanted most."""
    return int(np.argmax(trace.targets[t])) if name == "y" else min(unit, trace.value[name].shape[1] - 1)


def power(trace: Trace, t: int, unit: int) -> int:
    """By which power of ten the gradients of a unit are shown larger at a time step; 0 if near one."""
    sizes = [abs(float(trace.grad[line.name][t, unit])) for line in trace.cell.lines]
    largest = max((size for size in sizes if np.isfinite(size)), default=0.0)
    if largest == 0:
        return 0
    shift = min(300, -floor(log10(largest)))
    return shift if abs(shift) > 1 else 0


def shown_t(cursor: Cursor) -> int:
    """The time step to show: the cursor's, the last one at the loss, the first one before the start and at the end."""
    if cursor.t is not None:
        return cursor.t
    return cursor.beats.T - 1 if cursor.phase is Phase.LOSS else 0


def known(cursor: Cursor, name: str, t: int) -> bool:
    """Whether what this pass computes (value or gradient) is there for a line at time step t."""
    if cursor.backwards:
        return cursor.grads_known(name) <= t
    return cursor.values_known(name) > t


def current(cursor: Cursor) -> str:
    """The name of the line of this moment, or nothing."""
    beat = cursor.beat
    return "" if beat is None else beat.line


def moment(cursor: Cursor, t: int, name: str) -> Beat:
    """The beat of a line at time step t, in the pass of this moment."""
    return Beat(Phase.BACKWARD if cursor.backwards else Phase.FORWARD, t, name)


def carried(cell: Cell) -> tuple[str, ...]:
    """What is followed from step to step: what is carried, the memory last, or the state of a cell without memory."""
    return cell.carry or ("h",)


def gates(cell: Cell) -> list[str]:
    """The lines that are shares: what a sigmoid computes or leaves over, the first of each colour."""
    found: dict[str, str] = {}
    for line in cell.lines:
        if line.op in {SIGMOID, REST}:
            found.setdefault(line.role, line.name)
    return list(found.values())


def candidates(cell: Cell) -> list[str]:
    """What could be written: of the last product of the candidate's colour what wears it, else the last line so."""
    lines = [line for line in cell.lines if line.role == "g"]
    names = [line.name for line in lines]
    products = [line for line in lines if line.op is TIMES]
    return [name for name in products[-1].inputs if name in names] if products else names[-1:]


def span(cell: Cell, name: str) -> float:
    """The size whose colour is as dark as can be: 1 for what squashing and mixing keep below, 2 for the rest."""
    line = next(line for line in cell.lines if line.name == name)
    if line.op in {SIGMOID, TANH, REST}:
        return 1.0
    if line.op in {TIMES, PLUS} and line.role != "c":
        return max((span(cell, source) for source in line.inputs if not source.endswith("'")), default=1.0)
    return 2.0
