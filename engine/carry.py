"""By which path the gradient of a carried value arrived: along the carry itself, through the state, or from here.

Along the carry is what comes from the step after through sums and products alone: f ⊙ δc of an LSTM, u ⊙ δh of a GRU.
Through the state is what else comes from the step after: through weights and squashing; what a frozen unit kept goes
along the carry. From here is what this step sends itself: its own loss, or the layer above. For a memory that the
same step shows as its state, the state's bands go on into the memory's. The bands are arrays like the gradient, and
they sum to it.
"""

import re
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.cells import Line
from engine.net import REVERSE
from engine.ops import PLUS, TIMES
from engine.reading import kept_back, pulled_through, takers, to_the_step_before, untruncated, way
from engine.trace import Trace

BANDS = ("carry", "state", "here")
_LAYER = re.compile(rf"(\d*)(?:{REVERSE})?'?$")


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The gradient of one carried value at every time step, in bands (T, n) that sum to it."""

    carry: Array
    state: Array
    here: Array

    def shares(self) -> Array:
        """The part of each band at each time step, by the sizes of its numbers, (3, T): 0…1, together 1 or nothing."""
        sizes = np.array([np.abs(band).sum(axis=1) for band in (self.carry, self.state, self.here)])
        total = sizes.sum(axis=0)
        known = (total > 0) & np.isfinite(total)
        return np.asarray(np.divide(sizes, total, out=np.zeros_like(sizes), where=known))


def layer(name: str) -> tuple[str, bool]:
    """To which layer a name belongs, as it is numbered, and whether that runs against time."""
    found = _LAYER.search(name)
    assert found
    return found[1], way(name) < 0


def split(trace: Trace, name: str) -> Split:
    """Split the gradient of a carried value into its bands; of a truncated pass, the gradient before truncation."""
    trace = untruncated(trace)
    _, state, here = _bands(trace, name, layer(name))
    carry = _along(trace, name)
    return Split(carry, state - carry, here)


def carries(trace: Trace, name: str) -> dict[str, Line]:
    """The lines of sums and products by which a carried value goes on to its next step, by their names."""
    along = {f"{name}'"}
    for line in trace.lines:
        if line.op in {TIMES, PLUS} and along & set(line.inputs):
            along.add(line.name)
    leading = {name}  # of those, only what leads to the value itself
    found: dict[str, Line] = {}
    for line in reversed(trace.lines):
        if line.name in leading and line.name in along:
            found[line.name] = line
            leading |= set(line.inputs) & along
    return found


def _bands(trace: Trace, name: str, own: tuple[str, bool]) -> Array:
    """The bands of any value of a layer at all time steps, without telling the carry apart, (3, T, n)."""
    total = np.zeros((len(BANDS), *trace.value[name].shape))
    for line, place in takers(trace, f"{name}'"):
        total[1] += to_the_step_before(pulled_through(trace, line, trace.grad[line.name])[place], name)
    if (stays := kept_back(trace, name, slice(None), trace.grad[name])) is not None:
        total[1] += to_the_step_before(stays, name)
    for line, place in takers(trace, name):
        if line is trace.cell.head or layer(line.name) != own:
            total[2] += pulled_through(trace, line, trace.grad[line.name])[place]
        else:
            total += pulled_through(trace, line, _bands(trace, line.name, own))[place]
    return total


def _along(trace: Trace, name: str) -> Array:
    """What the next step sends along the carry, (T, n)."""
    carried, sent = carries(trace, name), np.zeros(trace.value[name].shape)
    waiting: Named = {name: trace.grad[name]}
    for line in carried.values():
        for source, d in zip(line.inputs, pulled_through(trace, line, waiting[line.name]), strict=True):
            if source == f"{name}'":
                sent += d
            elif source in carried:
                waiting[source] = waiting[source] + d if source in waiting else d
    if (stays := kept_back(trace, name, slice(None), trace.grad[name])) is not None:
        sent += stays
    return to_the_step_before(sent, name)
