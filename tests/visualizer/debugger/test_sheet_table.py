"""The table: sorted by a click on a head, copied with its heads, and asked by a click."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.beats import Beats, Cursor
from engine.trace import Trace
from visualizer.debugger.sheet import step_sheet, whole_sheet
from visualizer.debugger.sheet_table import SORTED, SheetTable
from visualizer.paint import Look


@pytest.fixture
def table(qtbot: QtBot, trace: Trace, fonts: object) -> Iterator[SheetTable]:  # noqa: ARG001  faces to measure
    """A table of the memory at the third step."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(500, 300)
    made = SheetTable(parent)
    made.resize(460, 260)
    made.restyle(Look(), 1.0)
    beats = Beats(tuple(line.name for line in trace.lines), trace.T)
    line = next(line for line in trace.lines if line.name == "c")
    made.show_sheet(step_sheet(trace, line, 2, Cursor(beats, len(beats))), 1)
    parent.show()
    yield made
    parent.close()


def test_a_click_on_a_head_puts_the_largest_first_and_another_puts_all_back(table: SheetTable, trace: Trace) -> None:
    header = table.horizontalHeader()
    x = header.sectionPosition(2) + header.sectionSize(2) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    sizes = np.abs(trace.value["c"][2])
    assert table.sheets.order == list(np.argsort(-sizes))
    assert table.sheets.headerData(2, Qt.Orientation.Horizontal).endswith(SORTED)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert table.sheets.order == [0, 1, 2]


def test_a_click_asks_for_the_number_under_it_also_when_sorted(table: SheetTable, qtbot: QtBot, trace: Trace) -> None:
    table.sheets.sort_by(3)
    largest = int(np.argmax(np.abs(trace.grad["c"][2])))
    spot = table.visualRect(table.sheets.index(0, 3)).center()
    with qtbot.waitSignal(table.asked) as heard:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    (at,) = heard.args
    assert (at.side, at.name, at.t, at.index) == ("grad", "c", 2, (largest,))


@pytest.mark.parametrize("whole", [False, True])
def test_a_number_times_what_its_head_says_is_the_number_that_is_meant(
    table: SheetTable, trace: Trace, whole: bool
) -> None:
    small = replace(trace, grad={name: 1e-5 * array for name, array in trace.grad.items()})
    beats = Beats(tuple(line.name for line in trace.lines), trace.T)
    line = next(line for line in trace.lines if line.name == "c")
    known = step_sheet(small, line, 2, Cursor(beats, len(beats)))
    table.show_sheet(whole_sheet(small, "c", "grad") if whole else known, 0)
    column = 0 if whole else 3
    head = table.sheets.headerData(column, Qt.Orientation.Horizontal)
    power = int(head.split("10")[-1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
    shown = [float(table.sheets.data(table.sheets.index(row, column)).replace("−", "-")) for row in range(3)]
    meant = small.grad["c"][:3, 0] if whole else small.grad["c"][2]
    np.testing.assert_allclose(np.array(shown) / 10.0**power, meant, atol=0.6 * 10.0 ** -(power + 2))
    assert np.abs(meant).max() < 1e-3 < np.abs(shown).max()


def test_what_is_copied_has_heads_and_full_numbers(table: SheetTable, trace: Trace) -> None:
    table.selectColumn(2)
    head, *rows = table.copied().split("\n")
    assert head == "\tc"
    assert [float(row.split("\t")[1]) for row in rows] == pytest.approx(trace.value["c"][2], rel=1e-8)


def test_all_columns_stand_inside_the_table(table: SheetTable) -> None:
    assert table.horizontalHeader().length() <= table.viewport().width() + 1
    assert not table.horizontalScrollBar().isVisible()
