"""Watches: what the engine tells of them is what the trace says, and a run stops exactly where one holds."""

import numpy as np

from engine.trainer import Trainer
from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.watches import mistake_in


def add(desk: AtDesk, text: str) -> None:
    """Write a watch as a person does."""
    desk.press("W").type(text).press("Return").settle()


def test_a_number_is_told_at_the_cursor_as_the_trace_has_it(desk: AtDesk) -> None:
    add(desk, "norm(h[t])")
    desk.press("F10", "F10").settle()
    (item,) = desk.window.debugger.watches.items
    assert not item.condition
    assert np.isclose(item.at(desk.window.timeline.cursor), np.linalg.norm(desk.trace.value["h"][1]))
    desk.press("N").settle()
    (item,) = desk.window.debugger.watches.items
    assert np.isclose(item.at(desk.window.timeline.cursor), np.linalg.norm(desk.trace.value["h"][1]))


def test_over_updates_it_is_what_a_training_of_its_own_says(desk: AtDesk) -> None:
    add(desk, "norm(dh[t])")
    desk.settle()
    run = desk.window.session.place.runs[0]
    twin, told = Trainer(run, "lstm"), []
    for step in range(desk.trace.step + 1):
        twin.goto(step)
        told.append(np.linalg.norm(twin.trace().grad["h"], axis=1).max())
    (item,) = desk.window.debugger.watches.items
    assert np.allclose(item.before, told)


def test_f5_stops_where_a_watchpoint_holds_first_in_any_later_update(desk: AtDesk) -> None:
    session = desk.window.session
    run, step = session.place.runs[0], desk.trace.step
    twin, sizes = Trainer(run, "lstm"), {}
    for later in range(step, step + 12):
        twin.goto(later)
        sizes[later] = np.linalg.norm(twin.trace().grad["h"], axis=1)
    bound = float(max(sizes[step].max(), sizes[step + 1].max()) * 1.0001)
    wanted = next((later, t) for later in sizes for t in range(5, -1, -1) if sizes[later][t] > bound)
    add(desk, f"norm(dh[t]) > {bound!r}")
    desk.press("F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    beat = desk.window.timeline.cursor.beat
    assert (desk.trace.step, beat.t, beat.line) == (*wanted, "h")
    desk.press("F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    there = desk.trace.step, desk.done
    desk.press("Shift+F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    assert (desk.trace.step, desk.window.timeline.cursor.beat.t) == wanted
    desk.press("F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    assert (desk.trace.step, desk.done) == there


def test_breakpoints_and_watchpoints_stop_a_run_whichever_comes_first(desk: AtDesk) -> None:
    add(desk, "loss > 0")
    desk.press("F11", "F11", "Shift+F9").settle()
    line = desk.window.timeline.cursor.beat.line
    stops = []
    for _ in range(4):
        desk.press("F5")
        desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
        beat = desk.window.timeline.cursor.beat
        stops.append((desk.trace.step, beat.phase.name, beat.line, beat.t))
    assert stops == [(5, "LOSS", "", -1), (5, "BACKWARD", line, 0), (6, "FORWARD", line, 0), (6, "LOSS", "", -1)]


def test_a_watchpoint_that_is_off_stops_nothing(desk: AtDesk) -> None:
    add(desk, "loss > 0")
    desk.press("M", "F5").settle()
    assert desk.done == len(desk.window.timeline.beats)
    desk.press("M", "Shift+F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    assert desk.window.timeline.cursor.beat.phase.name == "LOSS"
    desk.press("Del").settle()
    assert not desk.window.debugger.watches.items
    assert desk.window.session.watching == ()


def test_a_search_that_finds_nothing_says_so(desk: AtDesk) -> None:
    add(desk, "loss < 0")
    desk.press("Shift+F5")
    desk.wait(lambda: desk.window.debugger.runner.way == 0 and bool(desk.failure)).settle()
    assert "No breakpoint and no watchpoint" in desk.failure
    assert desk.trace.step == 0


def test_mistakes_are_pointed_at(desk: AtDesk) -> None:
    assert mistake_in("norm(dh[t]) > 1", desk.trace) is None
    assert mistake_in("norm(dq[t]) > 1", desk.trace).at == 5
    assert mistake_in("loss >", desk.trace) is not None
