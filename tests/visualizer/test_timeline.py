"""Time, ticked by hand: playing, stepping, seeking, and following from one trace to the next."""

import pytest
from PySide6.QtCore import QCoreApplication, QTimer

from engine.beats import Beats, Unit
from visualizer.timeline import MOTION, SPEEDS, Timeline

BEATS = Beats(("a", "b", "c"), 4)
END, TURN = len(BEATS), 12


@pytest.fixture
def timeline(qapp: QCoreApplication) -> Timeline:  # noqa: ARG001  its timer needs one
    """A timeline at the start of four steps of three lines."""
    made = Timeline()
    made.load(BEATS, 0)
    return made


def run(timeline: Timeline, seconds: float, tick: float = 0.016) -> list[tuple[int, float]]:
    """Let time pass, and give where it was after each tick."""
    seen = []
    for _ in range(round(seconds / tick)):
        timeline.tick(tick)
        seen.append((timeline.done, timeline.part))
    return seen


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("speed", [0.5, 1.0, 4.0, 16.0])
def test_playing_passes_every_stop_at_its_speed(timeline: Timeline, unit: Unit, speed: float) -> None:
    timeline.set_speed(speed)
    timeline.play(1, unit)
    stops = BEATS.stops(unit)
    seen = run(timeline, (len(stops) + 1) / speed, tick=0.005)
    visited = list(dict.fromkeys(done for done, _ in seen))
    assert visited == stops[1:]
    assert not timeline.playing
    for stop in visited[1:-1]:
        assert sum(done == stop for done, _ in seen) * 0.005 == pytest.approx(1 / speed, abs=0.011)


@pytest.mark.parametrize("unit", Unit)
def test_playing_backwards_passes_the_same_stops(timeline: Timeline, unit: Unit) -> None:
    timeline.seek(END)
    timeline.set_speed(8)
    timeline.play(-1, unit)
    seen = run(timeline, 6)
    assert list(dict.fromkeys(done for done, _ in seen)) == BEATS.stops(unit)[-2::-1]
    assert {part for _, part in seen} == {1.0}
    assert not timeline.playing


@pytest.mark.parametrize(("start", "until", "unit"), [
    (0, 6, Unit.TIME), (0, 7, Unit.TIME), (0, 5, Unit.PASS), (TURN, TURN, Unit.TIME), (3, END, Unit.PASS),
    (12, 6, Unit.TIME), (12, 4, Unit.TIME), (END, 0, Unit.PASS), (20, 1, Unit.LINE), (2, 3, Unit.TIME),
])  # fmt: skip
def test_a_motion_ends_exactly_where_it_was_told_to(timeline: Timeline, start: int, until: int, unit: Unit) -> None:
    ends: list[int] = []
    timeline.arrived.connect(lambda: ends.append(timeline.done))
    timeline.seek(start)
    timeline.set_speed(16)
    timeline.play(1 if until >= start else -1, unit, until)
    assert timeline.bound == until
    seen = [done for done, _ in run(timeline, 4)]
    assert ends == [until]
    assert all(min(start, until) <= done <= max(start, until) for done in seen)
    assert (timeline.done, timeline.part, timeline.playing, timeline.bound) == (until, 1.0, False, None)


def test_a_motion_already_past_its_end_stays_where_it_is(timeline: Timeline) -> None:
    timeline.seek(9)
    timeline.play(1, Unit.TIME, 6)
    run(timeline, 3)
    assert (timeline.done, timeline.playing) == (9, False)


def test_driven_time_passes_by_ticks_alone(timeline: Timeline) -> None:
    clock = timeline.findChild(QTimer)
    for driven in (False, True):
        timeline.driven = driven
        timeline.seek(0)
        timeline.play(1, until=6)
        assert clock.isActive() is not driven
        timeline.pause()
    timeline.play(1, until=6)
    run(timeline, 9)
    assert timeline.done == 6


def test_one_long_tick_is_as_good_as_many_short_ones(timeline: Timeline) -> None:
    timeline.play(1, Unit.LINE)
    timeline.tick(5.5)
    late = timeline.done
    timeline.load(BEATS, 0)
    timeline.play(1, Unit.LINE)
    run(timeline, 5.5, tick=0.01)
    assert timeline.done == late
    timeline.tick(10_000)
    assert (timeline.done, timeline.playing) == (END, False)


def test_finish_jumps_to_the_end_of_the_motion(timeline: Timeline) -> None:
    timeline.play(1, Unit.TIME, 9)
    run(timeline, 0.1)
    timeline.finish()
    assert (timeline.done, timeline.part, timeline.playing) == (9, 1.0, False)


def test_a_beat_moves_in_a_quarter_second_then_rests(timeline: Timeline) -> None:
    assert timeline.step(Unit.TIME, 1)
    assert timeline.part == 0.0
    parts = [part for _, part in run(timeline, 2 * MOTION)]
    assert parts == sorted(parts)
    assert 0 < parts[0] < 0.2
    assert parts[-1] == 1.0


def test_parts_stay_between_nothing_and_all(timeline: Timeline) -> None:
    for speed in SPEEDS:
        for way, start in ((1, 0), (-1, END)):
            timeline.seek(start)
            timeline.set_speed(speed)
            timeline.play(way, Unit.LINE)
            assert all(0.0 <= part <= 1.0 for _, part in run(timeline, 30 / speed, tick=0.07 / speed))


def test_fast_play_and_reduced_motion_show_whole_beats(timeline: Timeline) -> None:
    timeline.set_speed(8)
    timeline.play(1, Unit.LINE)
    assert {part for _, part in run(timeline, 1)} == {1.0}
    timeline.load(BEATS, 0)
    timeline.still = True
    timeline.set_speed(1)
    timeline.play(1, Unit.LINE)
    assert {part for _, part in run(timeline, 3)} == {1.0}
    timeline.step(Unit.TIME, 1)
    assert timeline.part == 1.0


@pytest.mark.parametrize("unit", Unit)
def test_steps_visit_every_stop_there_and_back_and_end_at_the_edges(timeline: Timeline, unit: Unit) -> None:
    there, back = [0], [END]
    while timeline.step(unit, 1):
        there.append(timeline.done)
    assert not timeline.step(unit, 1)
    timeline.seek(END)
    while timeline.step(unit, -1):
        back.append(timeline.done)
    assert not timeline.step(unit, -1)
    assert there == back[::-1] == BEATS.stops(unit)


def test_a_step_from_inside_a_time_step_completes_it(timeline: Timeline) -> None:
    timeline.seek(4)
    timeline.step(Unit.TIME, 1)
    assert timeline.done == 6
    timeline.seek(4)
    timeline.step(Unit.TIME, -1)
    assert timeline.done == 3


def test_the_opposite_step_undoes_a_step_from_inside(timeline: Timeline) -> None:
    timeline.seek(4)
    timeline.step(Unit.TIME, 1)
    timeline.step(Unit.PASS, 1)
    timeline.step(Unit.PASS, -1)
    timeline.step(Unit.TIME, -1)
    assert timeline.done == 4
    timeline.step(Unit.TIME, -1)
    assert timeline.done == 3


def test_a_seek_forgets_the_steps_before_it(timeline: Timeline) -> None:
    timeline.seek(4)
    timeline.step(Unit.TIME, 1)
    timeline.seek(6)
    timeline.step(Unit.TIME, -1)
    assert timeline.done == 3


def test_a_step_stops_the_play(timeline: Timeline) -> None:
    timeline.seek(END)
    timeline.play(1)
    assert not timeline.step(Unit.TIME, 1)
    assert not timeline.playing
    assert (timeline.done, timeline.part) == (END, 1.0)


def test_seeking_twice_changes_nothing(timeline: Timeline) -> None:
    said: list[object] = []
    timeline.step(Unit.TIME, 1)
    timeline.seek(7)
    timeline.moved.connect(said.append)
    timeline.seek(7)
    assert (timeline.done, timeline.part) == (7, 1.0)
    run(timeline, 0.1)
    assert (timeline.done, timeline.part) == (7, 1.0), "the motion of the step before goes on"
    assert said == [timeline.cursor]


@pytest.mark.parametrize(("asked", "given"), [(-5, 0), (END + 9, END), (10**9, END)])
def test_a_seek_stays_inside(timeline: Timeline, asked: int, given: int) -> None:
    timeline.seek(asked)
    assert timeline.done == given


def test_a_pause_rests_with_the_beat_whole(timeline: Timeline) -> None:
    timeline.play(1, Unit.TIME)
    run(timeline, 1.1)
    assert timeline.part < 1
    timeline.pause()
    assert (timeline.done, timeline.part, timeline.playing) == (6, 1.0, False)
    timeline.step(Unit.LINE, 1)
    timeline.pause()
    assert timeline.part == 0.0, "the motion of a step is not play: it goes on to its end"


def test_speed_stays_between_its_ends(timeline: Timeline) -> None:
    for asked, given in ((0.0, SPEEDS[0]), (3.0, 3.0), (1e9, SPEEDS[-1])):
        timeline.set_speed(asked)
        assert timeline.speed == given


def test_following_the_same_beats_stays_and_plays_on(timeline: Timeline) -> None:
    timeline.play(1, Unit.TIME)
    run(timeline, 1.1)
    before = (timeline.done, timeline.part)
    timeline.follow(Beats(BEATS.names, BEATS.T))
    assert (timeline.done, timeline.part) == before
    assert timeline.playing


@pytest.mark.parametrize("beats", [
    Beats(BEATS.names, 9), Beats(BEATS.names, 2), Beats(("x", "a", "c"), 4), Beats(("z",), 1),
], ids=str)  # fmt: skip
def test_following_another_cell_or_length_stays_at_the_same_beat(timeline: Timeline, beats: Beats) -> None:
    for done in range(END + 1):
        timeline.load(BEATS, done)
        beat = BEATS.at(done)
        timeline.follow(beats)
        there = beat is not None and beat.t < beats.T and (beat.t < 0 or beat.line in beats.names)
        assert beats.at(timeline.done) == (beat if there else None)


def test_without_a_trace_nothing_moves_and_nothing_fails(qapp: QCoreApplication) -> None:  # noqa: ARG001
    timeline = Timeline()
    timeline.seek(3)
    timeline.play()
    timeline.tick(1)
    timeline.pause()
    timeline.finish()
    assert not timeline.step(Unit.LINE, 1)
    assert (timeline.cursor, timeline.done, timeline.playing) == (None, 0, False)
    timeline.load(BEATS, 5)
    timeline.clear()
    assert (timeline.cursor, timeline.done) == (None, 0)
