"""The arithmetic of beats against a simulation that does what the passes do, one beat at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from engine.beats import Beat, Beats, Cursor, Group, Phase, Unit
from engine.cells import CELLS, HEAD
from engine.net import net

ALL = [
    Beats(names, T)
    for T in (1, 2, 3, 5, 7)
    for names in (("a",), ("a", "b"), *(tuple(x.name for x in (*c.lines, HEAD)) for c in CELLS.values()))
]
ALL += [
    Beats(("a", "b", "c", "y"), T, (Group(("a", "b"), 1), Group(("c", "y"), -1))) for T in (1, 2, 5)
] + [net(CELLS["gru"], (), layers, True).beats(T) for T in (1, 4) for layers in (1, 2)]
EVERY = pytest.mark.parametrize("beats", ALL, ids=lambda beats: f"{beats.T}x{len(beats.names)}")


def groups(beats: Beats) -> tuple[Group, ...]:
    """What goes through time together."""
    return beats.groups or (Group(beats.names),)


@dataclass
class Simulation:
    """What is known after each beat, found by doing them all."""

    beats: Beats
    known: dict[str, set[int]] = field(default_factory=dict)
    slopes: dict[str, set[int]] = field(default_factory=dict)
    stack: list[tuple[int, str]] = field(default_factory=list)

    def order(self) -> Iterator[Beat]:
        """All beats, in order."""
        steps = range(self.beats.T)
        order = [(t, name) for group in groups(self.beats) for t in steps[:: group.way] for name in group.names]
        yield from (Beat(Phase.FORWARD, t, name) for t, name in order)
        yield Beat(Phase.LOSS)
        yield from (Beat(Phase.BACKWARD, t, name) for t, name in reversed(order))
        yield Beat(Phase.UPDATE)

    def do(self, beat: Beat) -> None:
        """Do one beat."""
        group = next((group for group in groups(self.beats) if beat.line in group.names), groups(self.beats)[0])
        first, last, outer = group.names[0], group.names[-1], self.beats.names[0]
        if beat.phase is Phase.FORWARD:
            if group == groups(self.beats)[0]:
                self.known.setdefault("x", set()).add(beat.t)
            self.known.setdefault(beat.line, set()).add(beat.t)
            if beat.line == last:
                self.stack.append((beat.t, last))
        if beat.phase is Phase.BACKWARD:
            if beat.line == last:
                assert self.stack.pop() == (beat.t, last)
            self.slopes.setdefault(beat.line, set()).add(beat.t)
            if beat.line == first == outer:
                self.slopes.setdefault("x", set()).add(beat.t)


@EVERY
def test_at_and_done_are_inverse_and_in_order(beats: Beats) -> None:
    order = [None, *Simulation(beats).order()]
    assert len(order) == len(beats) + 1
    assert [beats.at(done) for done in range(len(beats) + 1)] == order
    assert [beats.done(beat) for beat in order] == list(range(len(beats) + 1))


@EVERY
def test_what_is_known_agrees_with_doing_every_beat(beats: Beats) -> None:
    run = Simulation(beats)
    for done, beat in enumerate([None, *run.order()]):
        if beat is not None:
            run.do(beat)
        cursor = Cursor(beats, done)
        assert cursor.depth == len(run.stack)
        for name in ("x", *beats.names):
            assert set(range(*beats.known(done, name))) == run.known.get(name, set())
            assert set(range(*beats.given(done, name))) == run.slopes.get(name, set())
            assert set(range(cursor.values_known(name))) <= run.known.get(name, set())
            assert set(range(cursor.grads_known(name), beats.T)) <= run.slopes.get(name, set())
            if not beats.groups:
                assert set(range(cursor.values_known(name))) == run.known.get(name, set())
                assert set(range(cursor.grads_known(name), beats.T)) == run.slopes.get(name, set())


@EVERY
def test_the_stack_is_full_at_the_turn_and_empty_at_the_end(beats: Beats) -> None:
    turn = beats.T * len(beats.names)
    assert [beats.depth(done) for done in (0, turn, turn + 1, len(beats))] == [0, beats.frames, beats.frames, 0]


@EVERY
def test_moves_stop_where_something_is_complete(beats: Beats) -> None:
    for unit in Unit:
        stops = beats.stops(unit)
        assert stops[0] == 0
        assert stops[-1] == len(beats)
        assert stops == sorted(set(stops))
    times = [beats.at(done) for done in beats.stops(Unit.TIME)]
    for t in range(beats.T):
        for group in groups(beats):
            assert Beat(Phase.FORWARD, t, group.names[-1]) in times
            assert Beat(Phase.BACKWARD, t, group.names[0]) in times
    assert [beat.phase for beat in map(beats.at, beats.stops(Unit.PASS)[1:]) if beat] == list(Phase)


def test_a_cursor_says_where_it_is() -> None:
    beats = Beats(("a", "b"), 3)
    assert (Cursor(beats, 0).t, Cursor(beats, 0).phase, Cursor(beats, 0).backwards) == (None, Phase.FORWARD, False)
    assert (Cursor(beats, 4).t, Cursor(beats, 4).beat) == (1, Beat(Phase.FORWARD, 1, "b"))
    assert (Cursor(beats, 7).t, Cursor(beats, 7).backwards) == (None, False)
    assert (Cursor(beats, 8).t, Cursor(beats, 8).backwards) == (2, True)
    assert (Cursor(beats, 14).t, Cursor(beats, 14).phase) == (None, Phase.UPDATE)
