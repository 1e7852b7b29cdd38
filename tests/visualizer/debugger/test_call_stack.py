"""Call depth is the activation stack: as many slabs are filled as frames are pushed."""

from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.call_stack import EDGE, LEFT, TOP
from visualizer.paint import colour


def filled(desk: AtDesk) -> tuple[int, int]:
    """How many slabs are filled, and how many of them yellow."""
    stack, unit, theme = desk.desk.stack, desk.window.unit, desk.window.look.theme
    image, T = desk.picture(stack), desk.trace.T
    inks = [image.pixelColor(round((LEFT + (t + 0.4) * (EDGE - LEFT) / T) * unit), round((TOP + 8) * unit))
            for t in range(T)]  # fmt: skip
    return sum(ink in [colour(theme.ink3), colour(theme.now)] for ink in inks), inks.count(colour(theme.now))


def test_slabs_are_pushed_forward_and_popped_backward(desk: AtDesk) -> None:
    T, seen = desk.trace.T, []
    for _ in range(2 * T + 1):
        desk.press("F10").settle()
        depth = desk.window.timeline.cursor.depth
        assert filled(desk) == (depth, min(1, depth))
        seen.append(depth)
    assert seen == [*range(1, T + 1), T, *range(T)[::-1]]


def test_a_click_goes_to_that_time_step_in_the_same_pass(desk: AtDesk) -> None:
    desk.press("F10").settle()
    desk.click(desk.desk.stack, LEFT + (EDGE - LEFT) * 3.5 / desk.trace.T, TOP + 6)
    beat = desk.window.timeline.cursor.beat
    assert (beat.t, beat.line) == (3, desk.trace.lines[-1].name)
