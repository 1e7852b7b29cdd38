"""What flows through a cell at one time step: the numbers that this pass has computed so far, for one unit.

Forward they are values; backward they are gradients, shown larger by one power of ten. The carried values come with a
prime: forward what the step found, backward what it sends back. `>` marks what comes back from the next step.
"""

from dataclasses import dataclass

import numpy as np

from engine.beats import Cursor
from engine.trace import Trace
from visualizer.paint import ease
from visualizer.views.quantity import carried, current, known, unit_of, value
from visualizer.views.terms import carried_back, uses


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """The known numbers by name, and how much of each is to be seen of the motion of the moment."""

    known: dict[str, float]
    makers: dict[str, str]
    """Which line makes a number that has none of its own."""
    now: str
    part: float

    def get(self, name: str) -> float | None:
        """The number of a name, or None if it is yet to come."""
        return self.known.get(name)

    def share(self, name: str) -> float:
        """How much of a number's motion has come: all of it, unless it is being made now."""
        return self.part if self.makers.get(name, name) == self.now else 1.0

    def seen(self, name: str) -> float | None:
        """The number as far as its motion has come."""
        number = self.known.get(name)
        return None if number is None else number * self.share(name)


def amounts(trace: Trace, cursor: Cursor, t: int, unit: int, shift: int) -> Amounts:
    """Collect what is known at a time step; gradients times ten to the `shift`."""
    names = [line.name for line in trace.lines if known(cursor, line.name, t)]
    if not cursor.backwards:
        found = {name: value(trace, name, t, unit_of(trace, name, t, unit)) for name in names}
        found |= {f"{name}'": value(trace, f"{name}'", t, unit) for name in trace.cell.carry}
        return Amounts(found, {}, current(cursor), ease(cursor.part))
    factor = 10.0**shift
    found = {name: float(trace.grad[name][t][unit_of(trace, name, t, unit)]) * factor for name in names}
    for name in trace.cell.carry:
        if all(known(cursor, line.name, t) for line, _ in uses(trace, f"{name}'")):
            found[f"{name}'"] = carried_back(trace, name, t, unit) * factor
        later = carried_back(trace, name, t + 1, unit) if t + 1 < trace.T else 0.0
        found[f"{name}>"] = later * factor
    makers = {f"{name}'": uses(trace, f"{name}'")[0][0].name for name in trace.cell.carry}
    return Amounts(found, makers, current(cursor), ease(cursor.part))


def largest(trace: Trace, unit: int) -> float:
    """The largest value of the memory in this sequence: what the bands must have room for."""
    name = carried(trace.cell)[-1]
    sizes = np.abs([trace.start[name][unit], *trace.value[name][:, unit]])
    return float(sizes[np.isfinite(sizes)].max(initial=0.0))
