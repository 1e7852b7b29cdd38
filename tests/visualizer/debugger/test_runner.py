"""Running stops exactly at breakpoints, over updates too, and ends when there is nothing more to run to."""

from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger import runner as running
from visualizer.debugger.breakpoints import LOSS, Breakpoint


def test_without_breakpoints_it_runs_to_the_end_of_the_update_then_of_the_next(desk: AtDesk) -> None:
    desk.press("F5").settle()
    assert desk.done == len(desk.window.timeline.beats)
    desk.press("F5").settle()
    assert (desk.done, desk.trace.step) == (len(desk.window.timeline.beats), 6)
    desk.press("Shift+F5", "Shift+F5").settle()
    assert (desk.done, desk.trace.step) == (0, 5)


def test_it_goes_over_updates_forwards_and_backwards_to_the_same_places(desk: AtDesk) -> None:
    runner = desk.window.debugger.runner
    runner.toggle(Breakpoint(LOSS))
    runner.toggle(Breakpoint("c", 4))
    seen = []
    for _ in range(7):
        desk.press("F5").settle()
        seen.append((desk.trace.step, desk.done))
    assert {step for step, _ in seen} == {5, 6, 7}
    for place in seen[-2::-1]:
        desk.press("Shift+F5").settle()
        assert (desk.trace.step, desk.done) == place


def test_it_gives_up_before_the_first_update_and_says_so(desk: AtDesk) -> None:
    heard: list[bool] = []
    runner = desk.window.debugger.runner
    runner.gave_up.connect(lambda: heard.append(True))
    runner.toggle(Breakpoint("no such line"))
    desk.press("Shift+F5")
    desk.wait(lambda: bool(heard)).settle()
    assert desk.trace.step == 0
    assert runner.way == 0


def test_it_gives_up_after_many_updates(desk: AtDesk, monkeypatch: object) -> None:
    monkeypatch.setattr(running, "PATIENCE", 3)
    runner = desk.window.debugger.runner
    runner.toggle(Breakpoint("no such line"))
    desk.press("F5").settle()
    desk.wait(lambda: runner.way == 0).settle()
    assert desk.trace.step == 8


def test_another_step_ends_the_run(desk: AtDesk) -> None:
    runner = desk.window.debugger.runner
    runner.toggle(Breakpoint("no such line"))
    desk.press("F5", "F11")
    assert runner.way == 0
    desk.settle()
