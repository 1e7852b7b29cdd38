"""A rail: which line sends its gradient on, how thick a size is drawn, whether it is cut."""

from dataclasses import replace

import pytest

from engine.cells import CELLS
from engine.trace import Trace
from tests.visualizer.views.subjects import brackets
from visualizer.views.decades import Decades
from visualizer.views.rail import THICK, THIN, is_cut, last_pull, thickness


@pytest.mark.parametrize(("cell", "name", "line"), [
    ("rnn", "h", "z"), ("gru", "h", "zr"), ("lstm", "h", "zi"), ("lstm", "c", "kept")])
def test_the_first_reader_of_a_state_is_the_last_to_pull_on_it(cell: str, name: str, line: str) -> None:
    assert last_pull(CELLS[cell], name) == line


def test_a_decade_more_is_always_as_much_thicker() -> None:
    scale = Decades(-2, 0)
    assert [thickness(scale, size) for size in (0.01, 0.1, 1.0)] == pytest.approx([THIN, (THIN + THICK) / 2, THICK])
    assert thickness(scale, 0.0) == THIN


def cut_trace(cell: str) -> Trace:
    trace = brackets(cell)
    return replace(trace, weight={key: array * 0 if key.endswith(".h'") else array
                                  for key, array in trace.weight.items()})


@pytest.mark.parametrize(("cell", "cut"), [("rnn", {"h"}), ("gru", set()), ("lstm", {"h"})])
def test_a_rail_is_cut_if_no_weight_and_no_other_line_takes_it_on(cell: str, cut: set[str]) -> None:
    assert {name for name in cut_trace(cell).cell.carry if is_cut(cut_trace(cell), name)} == cut
    assert not any(is_cut(brackets(cell), name) for name in brackets(cell).cell.carry)
