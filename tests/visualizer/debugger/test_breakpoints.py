"""Breakpoints and where the next one lies, held against a walk over every beat."""

import itertools

import pytest

from engine.beats import Beats
from visualizer.debugger.breakpoints import LOSS, UPDATE, Breakpoint, line_of, next_stop, steps_of, stops, toggled

BEATS = Beats(("z", "h", "y"), 4)
POINTS = [
    frozenset({Breakpoint("h")}), frozenset({Breakpoint("z", 2)}), frozenset({Breakpoint(LOSS)}),
    frozenset({Breakpoint(UPDATE), Breakpoint("y", 0)}), frozenset({Breakpoint("c"), Breakpoint("h", 9)}), frozenset(),
]  # fmt: skip


def walked(points: frozenset[Breakpoint], done: int, way: int) -> int | None:
    """Look at every beat on the way, one by one."""
    at = done + way
    while 0 < at <= len(BEATS):
        beat = BEATS.at(at)
        assert beat is not None
        if {Breakpoint(line_of(beat)), Breakpoint(line_of(beat), beat.t)} & points:
            return at
        at += way
    return None


@pytest.mark.parametrize("points", POINTS, ids=len)
def test_the_next_stop_is_the_one_a_walk_meets_first(points: frozenset[Breakpoint]) -> None:
    for done, way in itertools.product(range(len(BEATS) + 1), (1, -1)):
        assert next_stop(BEATS, points, done, way) == walked(points, done, way), (done, way)


def test_a_line_at_every_step_stops_in_both_passes() -> None:
    assert len(stops(BEATS, frozenset({Breakpoint("h")}))) == 2 * BEATS.T


def test_one_for_all_steps_takes_the_place_of_single_ones_and_goes_as_it_came() -> None:
    kept = toggled(toggled(frozenset(), Breakpoint("h", 1)), Breakpoint("z", 1))
    assert steps_of(kept, "h") == {1}
    kept = toggled(kept, Breakpoint("h"))
    assert kept == {Breakpoint("h"), Breakpoint("z", 1)}
    assert steps_of(kept, "h") is None
    assert toggled(kept, Breakpoint("h")) == {Breakpoint("z", 1)}
