"""Where from: clicks on terms lead back, the way back leads forth again, and all words stand inside the panel."""

import pytest

from engine.origin import Address
from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.origin_panel import EDGE, LEFT


def click_word(desk: AtDesk, word: str) -> None:
    """Click one of the panel's words."""
    row = desk.desk.origin.words
    left, right = next((left, right) for name, _, left, right in row.places() if name == word)
    desk.click(row, (left + right) / 2, 14)


def test_it_explains_what_each_line_has_just_written(desk: AtDesk) -> None:
    for line in desk.trace.lines:
        desk.press("F11").settle()
        at = desk.desk.origin.found.at
        assert (at.side, at.name, at.t) == ("value", line.name, 0)


def test_a_click_on_a_term_goes_further_back_and_back_again(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F10").settle()
    panel = desk.desk.origin
    panel.ask(Address("value", "c", 2, (0,)))
    desk.picture(panel)
    asked = [panel.found.at]
    for _ in range(3):
        area, at = next((area, at) for area, at in panel._pieces if at.t is not None)
        desk.click(panel, area.center().x(), area.center().y())
        assert panel.found.at == at
        asked.append(at)
        desk.picture(panel)
    for at in asked[-2::-1]:
        click_word(desk, "back")
        assert panel.found.at == at


def test_go_there_moves_to_the_moment_the_number_was_written(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F10").settle()
    desk.desk.origin.ask(Address("value", "f", 1, (2,)))
    click_word(desk, "there")
    desk.settle()
    beat = desk.window.timeline.cursor.beat
    assert (beat.t, beat.line) == (1, "f")


def test_another_update_asks_the_same_of_its_own_numbers(desk: AtDesk) -> None:
    desk.press("F10").settle()
    at = Address("value", "zi", 0, (1,))
    desk.desk.origin.ask(at)
    before = desk.desk.origin.found
    desk.press("N").settle()
    assert desk.desk.origin.found.at == at
    assert desk.desk.origin.found.value != before.value
    assert desk.desk.origin.found.value == desk.trace.value["zi"][0, 1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_never_leave_the_panel(desk: AtDesk, lang: str) -> None:
    if lang == "zh":
        desk.press("L").settle()
    panel = desk.desk.origin
    desk.press("Ctrl+Right", "Ctrl+Right").settle()
    for _ in range(2 * len(desk.trace.lines)):
        desk.press("F11").settle()
        desk.picture(panel)
        for area, _ in panel._pieces:
            assert area.left() >= LEFT
            assert area.right() <= EDGE
            assert area.bottom() <= panel.room.height()
