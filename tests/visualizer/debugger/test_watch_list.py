"""The list of watches under the mouse: turned off and on, taken away, and one more asked for."""

from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.watch_list import LEFT, ROW, TOP
from visualizer.paint import colour


def fill(desk: AtDesk, *texts: str) -> None:
    """Watch these."""
    for text in texts:
        desk.window.debugger.watches.add(text)
        desk.settle()
    desk.settle()


def test_a_click_on_the_disc_turns_a_watchpoint_off_and_on(desk: AtDesk) -> None:
    fill(desk, "loss > 0", "norm(dh[t])")
    for enabled in (False, True):
        desk.click(desk.desk.watches, LEFT + 6, TOP + ROW / 2)
        assert desk.window.debugger.watches.items[0].enabled is enabled


def test_a_click_on_the_cross_of_the_chosen_one_takes_it_away(desk: AtDesk) -> None:
    fill(desk, "loss > 0", "norm(dh[t])")
    panel = desk.desk.watches
    desk.click(panel, panel.right + 16, TOP + ROW / 2)
    assert len(desk.window.debugger.watches.items) == 2, "it was not chosen"
    desk.click(panel, LEFT + 60, TOP + ROW / 2)
    desk.click(panel, panel.right + 16, TOP + ROW / 2)
    assert [item.text for item in desk.window.debugger.watches.items] == ["norm(dh[t])"]


def test_a_click_below_asks_for_one_more(desk: AtDesk) -> None:
    desk.click(desk.desk.watches, LEFT + 60, TOP + 14)
    assert desk.window.debugger.watch_line.isVisible()


def test_the_row_is_yellow_only_while_it_holds(desk: AtDesk) -> None:
    fill(desk, "loss > 0", "norm(dh[t])")
    panel, unit = desk.desk.watches, desk.window.unit
    lit = []
    for _ in range(3):
        image = desk.picture(panel)
        lit.append(image.pixelColor(round((LEFT - 4) * unit), round((TOP + 6) * unit))
                   == colour(desk.window.look.theme.now_wash))
        desk.press("F5" if len(lit) == 1 else "F10")
        desk.wait(lambda: desk.window.debugger.runner.way == 0).settle()
    assert lit == [False, True, False]


def test_hits_are_counted_over_updates(desk: AtDesk) -> None:
    fill(desk, "loss > 0")
    assert desk.window.debugger.watches.items[0].hits == desk.trace.step + 1


def test_more_than_fit_scroll_to_the_chosen_one(desk: AtDesk) -> None:
    fill(desk, *(f"loss > {bound}" for bound in range(9)))
    panel = desk.desk.watches
    assert panel.chosen == 8
    assert panel.first + panel.fitting == 9
