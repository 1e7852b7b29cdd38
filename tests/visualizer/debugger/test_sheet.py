"""Sheets: addresses lead to the numbers that stand there, and files hold what was exported."""

from pathlib import Path

import numpy as np
import pytest

from engine.beats import Beats, Cursor
from engine.origin import look_up
from engine.trace import Trace
from visualizer.debugger.sheet import export, step_sheet, whole_sheet
from visualizer.errors import VisualizerError


def cursor(trace: Trace) -> Cursor:
    """The end of the update: all is known."""
    beats = Beats(tuple(line.name for line in trace.lines), trace.T)
    return Cursor(beats, len(beats))


def test_every_number_of_every_line_has_the_address_at_which_it_stands(trace: Trace) -> None:
    for line in trace.lines:
        for t in range(trace.T):
            sheet = step_sheet(trace, line, t, cursor(trace))
            for row, column in np.ndindex(sheet.values.shape):
                assert look_up(trace, sheet.address(row, column)) == sheet.values[row, column]


@pytest.mark.parametrize("side", ["value", "grad", "delta"])
def test_every_number_of_a_weight_has_its_address(trace: Trace, side: str) -> None:
    for name in trace.weight:
        sheet = whole_sheet(trace, name, side)
        for row, column in np.ndindex(sheet.values.shape):
            at = sheet.address(row, column)
            arrays = {"value": trace.weight, "grad": trace.grad, "delta": trace.delta}[side]
            assert arrays[name][at.index] == sheet.values[row, column]


def test_whole_lines_have_steps_down_and_units_across(trace: Trace) -> None:
    sheet = whole_sheet(trace, "c", "grad")
    assert sheet.values.shape == (trace.T, 3)
    assert look_up(trace, sheet.address(4, 1)) == trace.grad["c"][4, 1]


def test_what_is_not_known_yet_is_a_dot(trace: Trace) -> None:
    beats = cursor(trace).beats
    line = next(line for line in trace.lines if line.name == "c")
    sheet = step_sheet(trace, line, 0, Cursor(beats, 1))
    assert {sheet.text(0, column) for column in range(len(sheet.heads))} == {"·"}
    assert sheet.address(0, 0).name == "kept"


def test_files_hold_the_tensor(trace: Trace, tmp_path: Path) -> None:
    array = trace.grad["c"]
    export(array, tmp_path / "c.npy")
    assert np.array_equal(np.load(tmp_path / "c.npy"), array)
    export(array, tmp_path / "c.csv")
    assert np.loadtxt(tmp_path / "c.csv", delimiter=",") == pytest.approx(array, rel=1e-8)


def test_another_ending_or_no_folder_is_refused_in_three_sentences(trace: Trace, tmp_path: Path) -> None:
    for name in ("c.txt", "c", "no/c.npy"):
        with pytest.raises(VisualizerError, match=r"\. .*expected\. Choose"):
            export(trace.grad["c"], tmp_path / name)
