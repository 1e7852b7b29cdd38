"""Breakpoints: a line at every time step or at one, and where the next of them lies among the beats of an update."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from engine.beats import Beat, Beats, Phase

LOSS, UPDATE = "L", "ΔW"
"""The loss and the update are lines of the source, too, though no time step has them."""


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A line to stop at, forwards and backwards; `t` is a time step, or None for each."""

    line: str
    t: int | None = None


Breakpoints = frozenset[Breakpoint]


def toggled(kept: Breakpoints, point: Breakpoint) -> Breakpoints:
    """Set a breakpoint, or take it away; one at every step takes the place of those at single steps."""
    if point in kept:
        return kept - {point}
    if point.t is None:
        kept = frozenset(other for other in kept if other.line != point.line)
    return kept | {point}


def line_of(beat: Beat | None) -> str:
    """The line of the source that a beat stands on."""
    if beat is None:
        return ""
    return {Phase.LOSS: LOSS, Phase.UPDATE: UPDATE}.get(beat.phase, beat.line)


def steps_of(kept: Breakpoints, line: str) -> frozenset[int] | None:
    """At which time steps a line is stopped at; None for all of them."""
    mine = {point.t for point in kept if point.line == line}
    return None if None in mine else frozenset(t for t in mine if t is not None)


@lru_cache(maxsize=16)
def stops(beats: Beats, kept: Breakpoints) -> tuple[int, ...]:
    """All moments of an update at which it stops, as beats done, in order."""
    found: set[int] = set()
    for point in kept:
        found.update(beats.done(beat) for beat in _beats_of(beats, point))
    return tuple(sorted(found))


def _beats_of(beats: Beats, point: Breakpoint) -> list[Beat]:
    if point.line in {LOSS, UPDATE}:
        return [Beat(Phase.LOSS if point.line == LOSS else Phase.UPDATE)]
    if point.line not in beats.names:
        return []
    steps = range(beats.T) if point.t is None else [point.t] * (0 <= point.t < beats.T)
    return [Beat(phase, t, point.line) for phase in (Phase.FORWARD, Phase.BACKWARD) for t in steps]


def next_stop(beats: Beats, kept: Breakpoints, done: int, way: int) -> int | None:
    """The next moment to stop at, on this way from here; None if this update has none left."""
    every = stops(beats, kept)
    place = bisect_right(every, done) if way > 0 else bisect_left(every, done) - 1
    return every[place] if 0 <= place < len(every) else None
