"""A session of debugging with real keys and clicks: a NaN in the data breaks an update, and the report leads to it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine import worker
from engine.beats import Phase
from engine.origin import Address
from tests.visualizer import planted
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room, digest
from visualizer.debugger.desk import DESK_SETS

DECK = """!SLIDE
# Data
~~~SCENE:tiny~~~
step = 0
views = ["unrolled", "gradients", "stack"]
~~~ENDSCENE~~~
"""
AT = Address("value", "x", planted.STEP, (planted.INPUT,))


@pytest.fixture
def room(enter: Callable[..., Room], talk: Path, monkeypatch: pytest.MonkeyPatch) -> AtDesk:
    """The small net on data of which one number is none."""
    monkeypatch.setattr(worker, "main", planted.spoiled_data)
    talk.write_text(DECK, "utf-8")
    return AtDesk(enter(talk, own=True).window)


def train_until_it_breaks(room: AtDesk) -> None:
    """Press T, and wait for the report."""
    room.press("T")
    room.wait(room.window.debugger.report.isVisible).settle()


def test_the_report_names_update_layer_time_step_line_operation_and_inputs(room: AtDesk) -> None:
    train_until_it_breaks(room)
    said = room.window.debugger.report.told
    for part in ("Update 7 cannot be done", "update 7 · forward pass · the input · t = 5 · line x · unit 1",
                 "sequence 2 of the batch", "x[5, 1] = NaN", "given from outside", "look at the input"):
        assert part in said
    assert len(room.window.debugger.report.crash.losses) == 7
    room.press("L").settle()
    for part in ("更新 7 做不下去", "前向 · 输入 · t = 5", "x[5, 1] = NaN", "检查输入"):
        assert part in room.window.debugger.report.told


@pytest.mark.parametrize("way", ["key", "click"])
def test_one_key_or_click_leads_into_the_debugger_to_the_moment(room: AtDesk, way: str) -> None:
    train_until_it_breaks(room)
    good = room.window.session.reached.step
    if way == "key":
        room.press("J").settle()
    else:
        room.click(room.window.debugger.report, 300, 200)
        room.settle()
    assert room.window.debugger.open
    assert not room.window.debugger.report.isVisible()
    assert not room.failure
    assert room.trace.step == planted.UPDATE
    assert room.trace.broken
    assert (room.trace.row, room.window.timeline.cursor.t) == (planted.ROW, planted.STEP)
    assert room.window.timeline.cursor.beat.phase is Phase.FORWARD
    assert room.desk.origin.found.at == AT
    assert np.isnan(room.desk.origin.found.value)
    assert room.desk.origin.found.says == "given from outside"
    assert "x[5, 1] = NaN" in room.desk.place.broken
    assert "not finite" in room.desk.place.badge
    room.press("F12").settle()
    assert not room.window.debugger.open
    assert room.trace.step == planted.UPDATE - 1 >= good
    assert not room.trace.broken, "the room sees the last good picture"


def test_the_updates_before_it_are_replayed_from_there_in_both_directions(room: AtDesk) -> None:
    train_until_it_breaks(room)
    room.press("J").settle()
    beats, there = room.window.timeline.done, digest(room.trace)
    room.press("Shift+F11").settle()
    assert room.window.timeline.done == beats - 1
    room.press("F11").settle()
    seen = {}
    for step in (6, 5, 4):
        room.press("P").settle()
        assert (room.trace.step, room.trace.broken) == (step, False)
        assert all(np.isfinite(array).all() for array in room.trace.grad.values())
        seen[step] = digest(room.trace)
    for step in (5, 6):
        room.press("N").settle()
        assert digest(room.trace) == seen[step]
    room.press("N").settle()
    assert (digest(room.trace), room.window.timeline.done) == (there, beats)
    assert not room.failure, "in the debugger a broken update is a place like any other"
    room.press("N").settle()
    assert room.window.debugger.report.isVisible(), "past it there is nothing to go to"
    room.press("Escape").settle()
    assert room.window.debugger.open
    assert not room.failure
    room.press("J").settle()
    assert digest(room.trace) == there


def test_a_watchpoint_finds_it_too_and_the_way_leads_forward_from_the_data(room: AtDesk) -> None:
    room.press("F12").settle()
    room.press("W").type("any(isnan(zf[t]))").press("Return").settle()
    room.press("F5").settle()
    cursor = room.window.timeline.cursor
    assert (room.trace.step, cursor.t, cursor.beat.line) == (planted.UPDATE, planted.STEP, "zf")
    origin = room.desk.origin
    assert np.isnan(origin.found.value)
    part = next(area for area, at in origin._pieces if at == AT)  # where its name is written
    room.click(origin, part.center().x(), part.center().y(), Qt.MouseButton.LeftButton)
    assert origin.found.at == AT


def test_what_overflows_is_drawn_by_every_view_in_both_passes(enter: Callable[..., Room], talk: Path) -> None:
    talk.write_text(DECK.replace("step = 0", 'step = 0\nrun = "bad"'), "utf-8")
    room = AtDesk(enter(talk).window)
    train_until_it_breaks(room)
    said = room.window.debugger.report.told
    for part in ("update 3 · forward pass · layer 1 · t = 1 · line zi", "zi[1, 1] = ∞", "zi = affine(x, h′)",
                 "zi.x[1, 1] = 1.00×10³⁰⁸", "clip the gradient"):
        assert part in said
    room.press("J").settle()
    assert room.desk.origin.found.at == Address("value", "zi", 0, (0,))
    assert len(room.desk.origin.found.terms) > 1
    for _ in DESK_SETS:
        for key in ("F10", "Ctrl+Right", "F10", "F11", "Ctrl+Right", "Ctrl+Left", "Ctrl+Left"):
            room.press(key).settle()
            room.picture()
        room.press("V").settle()
    assert not room.failure
    room.press("S")
    room.wait(lambda: room.window.debugger.surgery.result is not None)
    room.picture()


def test_runs_to_a_stop_end_where_the_training_does(enter: Callable[..., Room], talk: Path) -> None:
    talk.write_text(DECK.replace("step = 0", 'step = 0\nrun = "bad"'), "utf-8")
    room = AtDesk(enter(talk).window)
    room.press("F12").settle()
    room.press("F11", "F9", "W").type("loss > 1e9").press("Return").settle()
    room.desk.show_points(room.window.debugger.runner.points)
    stops = []
    while not room.window.debugger.report.isVisible():
        room.press("F5").settle()
        stops.append((room.trace.step, room.window.timeline.cursor.t))
        assert len(stops) < 100
    assert {step for step, _ in stops} == {0, 1, 2, 3}, "the update that broke is run through, too"
    assert not room.window.debugger.runner.way
    room.press("Escape", "F9").settle()
    room.press("Shift+F5").settle()
    assert room.trace.step == 0


def test_of_a_race_the_run_that_broke_is_gone_to(enter: Callable[..., Room], talk: Path) -> None:
    talk.write_text(DECK.replace("step = 0", 'step = 0\nrun = ["rnn", "bad"]'), "utf-8")
    room = AtDesk(enter(talk).window)
    train_until_it_breaks(room)
    assert room.window.debugger.report.crash.run == "bad"
    room.press("J").settle()
    assert (room.trace.run, room.trace.cell_name, room.trace.step) == ("bad", "lstm", 3)
    assert room.trace.broken


def test_of_a_race_no_lane_is_left_broken_for_the_room(enter: Callable[..., Room], talk: Path) -> None:
    talk.write_text(DECK.replace("step = 0", 'step = 0\nrun = ["rnn", "bad"]'), "utf-8")
    room = AtDesk(enter(talk).window)
    room.press("F12", "N", "N", "N").settle()
    assert [trace.broken for trace in room.window.session.shown.traces] == [False, True]
    room.press("F12").settle()
    assert [trace.broken for trace in room.window.session.shown.traces] == [False, False]
    assert room.trace.step == 2
    assert not room.failure
