"""Who reads whom: what each line of a trace takes in at a time step, from where, and who takes what it gives.

A primed name is the same value one time step earlier; where a line runs against time, one time step later. What is
asked here is asked of the table alone, so it holds for every cell; and of what was held of a line from outside: those
numbers were not computed, so no gradient goes through them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.cells import Line
from engine.net import REVERSE
from engine.trace import Trace


@dataclass(frozen=True, slots=True)
class Reader:
    """A line at a time step that takes a value as its input number `place`."""

    line: Line
    place: int
    t: int


def way(name: str) -> int:
    """Which way through time a line runs: 1 with it, −1 against it."""
    return -1 if name.removesuffix("'").endswith(REVERSE) else 1


def where(name: str, t: int) -> tuple[str, int]:
    """The plain name and the time step of an input, primed or not, of a line at time step t."""
    return (name[:-1], t - way(name)) if name.endswith("'") else (name, t)


def value(trace: Trace, name: str, t: int) -> Array:
    """The value of an input, primed or not, of a line at time step t, (n,)."""
    plain, at = where(name, t)
    return trace.value[plain][at] if 0 <= at < trace.T else trace.start[plain]


def weights(trace: Trace, line: Line, t: int) -> tuple[Array, ...]:
    """The weights of a line at time step t: a matrix for each input and the bias, or a vector, or none."""
    return tuple(trace.weight[name] for name in weight_names(trace, line, t))


def weight_names(trace: Trace, line: Line, t: int) -> tuple[str, ...]:
    """What those weights are called in the trace."""
    return trace.weights(line, t)


How = Literal["", "fixed", "kept"]


def how(trace: Trace, name: str, t: int, unit: int) -> How:
    """How a number of a line is held: at a number from outside, at what it was a step before, or not at all."""
    hold = trace.holds.get(name)
    if hold is None:
        return ""
    return "kept" if hold.kept[t, unit] else "fixed" if hold.fixed[t, unit] else ""


def through(trace: Trace, name: str, t: int | slice, d: Array) -> Array:
    """The part of a line's gradient (…, n) that goes on to what it reads: nothing where its number is held."""
    hold = trace.holds.get(name)
    return d if hold is None else np.where(hold.fixed[t] | hold.kept[t], 0, d)


def kept_back(trace: Trace, name: str, t: int | slice, d: Array) -> Array | None:
    """The part of it that goes to the step before, where its number was kept from there; None if nothing is kept."""
    hold = trace.holds.get(name)
    return None if hold is None or not hold.kept[t].any() else np.where(hold.kept[t], d, 0)


def pulled(trace: Trace, line: Line, t: int, d: Array) -> tuple[Array, ...]:
    """Pull gradients (…, n) of a line at time step t back to each of its inputs, (…, m) each."""
    given = (value(trace, name, t) for name in line.inputs)
    d = through(trace, line.name, t, d)
    return line.op.pull(d, trace.value[line.name][t], *given, *weights(trace, line, t))


def through_time(trace: Trace, name: str) -> Array:
    """The value of an input, primed or not, at every time step, (T, n)."""
    if not name.endswith("'"):
        return trace.value[name]
    plain = name[:-1]
    if way(name) > 0:
        return np.concatenate([trace.start[plain][None], trace.value[plain][:-1]])
    return np.concatenate([trace.value[plain][1:], trace.start[plain][None]])


def spans(trace: Trace, line: Line) -> list[slice]:
    """The stretches of time in which a line has the same weights."""
    names = [weight_names(trace, line, t) for t in range(trace.T)]
    edges = [0, *(t for t in range(1, trace.T) if names[t] != names[t - 1]), trace.T]
    return [slice(a, b) for a, b in pairwise(edges)]


def pulled_through(trace: Trace, line: Line, d: Array) -> tuple[Array, ...]:
    """Pull gradients (…, T, n) of a line at all time steps back to each of its inputs, (…, T, m) each."""
    read, d = [through_time(trace, name) for name in line.inputs], through(trace, line.name, slice(None), d)
    parts = [
        line.op.pull(d[..., span, :], trace.value[line.name][span], *(each[span] for each in read),
                     *weights(trace, line, span.start))
        for span in spans(trace, line)
    ]
    return tuple(np.concatenate(each, axis=-2) for each in zip(*parts, strict=True))


def to_the_step_before(arrays: Array, name: str) -> Array:
    """Move what was sent to a primed name (…, T, n) to the time step it was sent to; nothing comes from beyond."""
    moved = np.zeros_like(arrays)
    if way(name) > 0:
        moved[..., :-1, :] = arrays[..., 1:, :]
    else:
        moved[..., 1:, :] = arrays[..., :-1, :]
    return moved


@lru_cache(maxsize=32)
def _wires(lines: tuple[Line, ...]) -> dict[str, tuple[tuple[Line, int], ...]]:
    """Who takes each name, primed names apart."""
    names = {name for line in lines for name in line.inputs}
    return {
        name: tuple((line, place) for line in lines for place, source in enumerate(line.inputs) if source == name)
        for name in names
    }


def takers(trace: Trace, name: str) -> tuple[tuple[Line, int], ...]:
    """The lines that take a name, and as which of their inputs; a primed name's are those of the step after."""
    return _wires(trace.lines).get(name, ())


def readers(trace: Trace, name: str, t: int) -> tuple[Reader, ...]:
    """Every line that takes a value of time step t: those of t itself, then those of the step after."""
    after = t + way(name)
    here = tuple(Reader(line, place, t) for line, place in takers(trace, name))
    there = takers(trace, f"{name}'") if 0 <= after < trace.T else ()
    return (*here, *(Reader(line, place, after) for line, place in there))


def settled(trace: Trace) -> frozenset[str]:
    """What no state goes into: what is given, and the lines that follow from it alone."""
    known = set(trace.cell.given)
    for line in trace.lines:
        if known.issuperset(line.inputs):
            known.add(line.name)
    return frozenset(known)


def sweeps(trace: Trace) -> tuple[tuple[tuple[Line, ...], int], ...]:
    """The lines in groups that go through time together, in forward order, each with the way it runs."""
    return tuple((sweep.lines, sweep.way) for sweep in trace.net.sweeps)


def untruncated(trace: Trace) -> Trace:
    """The same trace with the gradients that truncation left out put back."""
    if not trace.discarded:
        return trace
    whole = {name: array + trace.discarded[name] if name in trace.discarded else array
             for name, array in trace.grad.items()}
    return replace(trace, grad=whole, discarded={}, cut=None)


def finite(arrays: Iterable[Array]) -> bool:
    """Whether every number of some arrays is one."""
    return all(bool(np.isfinite(array).all()) for array in arrays)
