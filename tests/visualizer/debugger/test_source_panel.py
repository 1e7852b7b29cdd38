"""The source: its lines in order, the current one marked, and what clicks in it say."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.visualizer.debugger.conftest import AtDesk
from visualizer.debugger.breakpoints import LOSS, UPDATE, Breakpoint
from visualizer.debugger.source_panel import COLUMN, EDGE, GUTTER, NAME, source_rows
from visualizer.paint import colour


def middle(desk: AtDesk, name: str) -> float:
    """The height of a row."""
    panel = desk.desk.source
    names = [row.name for row in panel.rows]
    return panel.top(names.index(name)) + panel.pitch / 2


def test_rows_are_the_lines_in_order_then_loss_and_update(desk: AtDesk) -> None:
    rows = source_rows(desk.desk.subject)
    assert [row.name for row in rows] == [*(line.name for line in desk.trace.lines), LOSS, UPDATE]


def test_the_line_of_the_moment_is_marked_yellow_and_no_other(desk: AtDesk) -> None:
    panel, unit = desk.desk.source, desk.window.unit
    yellow = colour(desk.window.look.theme.now)
    for _ in range(len(desk.trace.lines)):
        desk.press("F11").settle()
        image = desk.picture(panel)
        lit = [row.name for place, row in enumerate(panel.rows)
               if any(image.pixelColor(round(x * unit), round((panel.top(place) + panel.pitch / 2) * unit)) == yellow
                      for x in range(42, 50))]  # fmt: skip
        assert lit == [desk.window.timeline.cursor.beat.line]


def test_a_click_in_the_gutter_sets_a_breakpoint_and_takes_it_away(desk: AtDesk) -> None:
    desk.click(desk.desk.source, GUTTER, middle(desk, "c"))
    assert desk.window.debugger.runner.points == {Breakpoint("c")}
    desk.click(desk.desk.source, GUTTER, middle(desk, LOSS))
    assert desk.window.debugger.runner.points == {Breakpoint("c"), Breakpoint(LOSS)}
    for name in ("c", LOSS):
        desk.click(desk.desk.source, GUTTER, middle(desk, name))
    assert not desk.window.debugger.runner.points


def test_with_shift_it_is_for_this_time_step_only(desk: AtDesk) -> None:
    desk.press("F10", "F10", "F10").settle()
    unit = desk.window.unit
    at = QPoint(round(GUTTER * unit), round(middle(desk, "h") * unit))
    QTest.mouseClick(desk.desk.source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    assert desk.window.debugger.runner.points == {Breakpoint("h", 2)}


def test_a_click_on_a_name_holds_the_inspector_and_another_lets_go(desk: AtDesk) -> None:
    desk.press("F11").settle()
    desk.click(desk.desk.source, NAME + 8, middle(desk, "f"))
    desk.press("F11").settle()
    assert desk.desk.inspector.name == "f"
    desk.click(desk.desk.source, NAME + 8, middle(desk, "f"))
    assert desk.desk.inspector.name == desk.window.timeline.cursor.beat.line


def test_a_click_on_a_number_asks_where_it_came_from(desk: AtDesk) -> None:
    desk.press("F10", "F10").settle()
    desk.click(desk.desk.source, EDGE - COLUMN - 10, middle(desk, "c"))
    found = desk.desk.origin.found
    assert (found.at.side, found.at.name, found.at.t) == ("value", "c", 1)
    desk.click(desk.desk.source, EDGE - 10, middle(desk, "i"))
    assert (desk.desk.origin.found.at.side, desk.desk.origin.found.at.name) == ("grad", "i")


def test_gradients_that_are_not_known_are_not_shown(desk: AtDesk) -> None:
    desk.press("F10").settle()
    before = desk.picture(desk.desk.source)
    step = desk.trace.step
    desk.press("Ctrl+Right", "Ctrl+Right", "F11").settle()
    assert desk.trace.step == step
    assert desk.picture(desk.desk.source) != before
    assert desk.desk.source._state("y", "grad") == (True, True)
    assert desk.desk.source._state("h", "grad") == (False, False)


def test_a_clamped_gate_is_not_shown_as_computed(desk: AtDesk) -> None:
    while desk.window.timeline.cursor.beat is None or desk.window.timeline.cursor.beat.line != "f":
        desk.press("F11").settle()
    before = desk.picture(desk.desk.source)
    desk.press("S", "Down", "Down", "Down", "Return").settle()
    assert desk.trace.holds["f"].number[0, 0] == 0
    clamped = desk.picture(desk.desk.source)
    assert clamped != before
    desk.press("S", "Backspace").settle()
    assert desk.picture(desk.desk.source) == before
