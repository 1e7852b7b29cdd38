"""The inspector follows the line or is held, and what it shows are the trace's own numbers."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.visualizer.debugger.conftest import AtDesk


def choose(desk: AtDesk, word: str) -> None:
    """Click a word of the inspector's two rows."""
    for row in (desk.desk.inspector.sides, desk.desk.inspector.names):
        for name, _, left, right in row.places():
            if name == word:
                desk.click(row, (left + right) / 2, 14)
                return
    raise AssertionError(f"{word} is not there")


def test_it_follows_the_source_line_by_line(desk: AtDesk) -> None:
    for line in desk.trace.lines:
        desk.press("F11").settle()
        sheet = desk.desk.inspector.table.sheets.sheet
        assert desk.desk.inspector.name == line.name
        assert np.array_equal(sheet.values[:, sheet.heads.index(line.name)], desk.trace.value[line.name][0])


def test_side_and_extent_are_chosen_by_a_click(desk: AtDesk) -> None:
    desk.press("F11").settle()
    inspector = desk.desk.inspector
    assert inspector.side_shown == "value"
    choose(desk, "grad")
    assert inspector.side_shown == "grad"
    choose(desk, "whole")
    assert np.array_equal(inspector.table.sheets.sheet.values, desk.trace.grad[inspector.name])
    choose(desk, "grad")
    assert inspector.side_shown == "value"
    choose(desk, "step")
    assert inspector.table.sheets.sheet.units


def test_a_weight_has_value_gradient_and_update(desk: AtDesk) -> None:
    desk.press("F11").settle()
    name = desk.trace.lines[0].weights[0]
    choose(desk, name)
    inspector = desk.desk.inspector
    for side, arrays in (("value", desk.trace.weight), ("grad", desk.trace.grad), ("delta", desk.trace.delta)):
        if inspector.side_shown != side:
            choose(desk, side)
        assert np.array_equal(inspector.table.sheets.sheet.values, arrays[name])
        assert np.array_equal(inspector.array, arrays[name])
    choose(desk, desk.trace.lines[0].name)
    assert inspector.weight == ""


def test_a_click_on_a_row_follows_that_unit_in_all_views(desk: AtDesk) -> None:
    desk.press("F11").settle()
    table = desk.desk.inspector.table
    spot = table.visualRect(table.sheets.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(spot))
    assert desk.window.director.unit == 2
    assert desk.desk.stage.subjects[0].unit == 2
    assert desk.desk.origin.found.at.index == (2,)


def test_keys_go_on_to_the_window_after_a_click_on_the_table(desk: AtDesk) -> None:
    desk.press("F11").settle()
    table = desk.desk.inspector.table
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    done = desk.done
    desk.press("F11").settle()
    assert desk.done == done + 1
    desk.press("Right").settle()
    assert desk.done == len(desk.trace.lines)


def test_what_is_kept_is_of_this_trace_only(desk: AtDesk) -> None:
    desk.press("F11").settle()
    told = desk.desk.inspector._told
    desk.press("N").settle()
    assert desk.desk.inspector._told is not told
