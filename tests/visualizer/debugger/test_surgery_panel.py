"""Surgery with real keys: tried side by side, kept as part of the history, undone to the same bits."""

from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import digest


def open_panel(desk: AtDesk) -> None:
    """Press S at a gate and wait for the first answer."""
    while desk.window.timeline.cursor.beat is None or desk.window.timeline.cursor.beat.line != "f":
        desk.press("F11").settle()
    desk.press("S")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)


def test_before_and_after_stand_side_by_side_and_trying_changes_nothing(desk: AtDesk) -> None:
    open_panel(desk)
    panel, bits = desk.window.debugger.surgery, digest(desk.trace)
    assert panel.result.losses[0] == panel.result.losses[1], "nothing is changed at first"
    same = desk.picture(panel)
    desk.press("Down")
    desk.wait(lambda: panel.result is not None)
    assert panel.result.losses[0] != panel.result.losses[1]
    assert (panel.result.after.value["f"] == 1).all()
    assert desk.picture(panel) != same
    desk.press("Escape").settle()
    assert not panel.isVisible()
    assert digest(desk.trace) == bits
    assert desk.window.debugger.open


def test_enter_keeps_the_change_and_backspace_takes_it_back_to_the_same_bits(desk: AtDesk) -> None:
    open_panel(desk)
    bits, state = digest(desk.trace), desk.done
    desk.press("Down")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)
    wanted = desk.window.debugger.surgery.result
    desk.press("Return").settle()
    assert digest(desk.trace) == digest(wanted.after)
    assert desk.window.session.place.runs[0] == wanted.run
    assert desk.done == state
    desk.press("N").settle()
    assert (desk.trace.value["f"] == 1).all(), "it is part of the history"
    desk.press("P").settle()
    desk.press("S")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)
    desk.press("Backspace").settle()
    assert digest(desk.trace) == bits


def test_a_click_tries_what_is_under_it(desk: AtDesk) -> None:
    open_panel(desk)
    panel = desk.window.debugger.surgery
    desk.click(panel, 100, 112 + 44 * 2.5)
    assert panel.chosen == 2
    desk.wait(lambda: panel.result is not None)
    assert (panel.result.after.value["f"][:, 0] == 1).all()
