"""Rails: which line sends the gradient on, and how thick a size is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.cells import CELLS
from engine.trace import Trace
from tests.visualizer.views.subjects import brackets, moment, painted, stage, view
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.views.decades import Decades
from visualizer.views.rails import THICK, THIN, Rails, is_cut, last_pull, thickness


@pytest.mark.parametrize(("cell", "name", "line"), [
    ("rnn", "h", "z"), ("gru", "h", "zr"), ("lstm", "h", "zi"), ("lstm", "c", "kept")])
def test_the_first_reader_of_a_state_is_the_last_to_pull_on_it(cell: str, name: str, line: str) -> None:
    assert last_pull(CELLS[cell], name) == line


def test_a_decade_more_is_always_as_much_thicker() -> None:
    scale = Decades(-2, 0)
    assert [thickness(scale, size) for size in (0.01, 0.1, 1.0)] == pytest.approx([THIN, (THIN + THICK) / 2, THICK])
    assert thickness(scale, 0.0) == THIN


def test_the_memory_runs_above_the_state() -> None:
    rails = Rails(brackets(), Axis(0, 720, 12, 0, 400, 400), Look(), (100, 200), 36).rails
    assert [rail.name for rail in rails] == ["c", "h"]
    assert 100 < rails[0].y < rails[1].y < 200
    assert np.all(rails[0].finite)


def cut_trace(cell: str) -> Trace:
    trace = brackets(cell)
    return replace(trace, weight={key: array * 0 if key.endswith(".h'") else array
                                  for key, array in trace.weight.items()})


@pytest.mark.parametrize(("cell", "cut"), [("rnn", {"h"}), ("gru", set()), ("lstm", {"h"})])
def test_a_rail_is_cut_if_no_weight_and_no_other_line_takes_it_on(cell: str, cut: set[str]) -> None:
    assert {name for name in cut_trace(cell).cell.carry if is_cut(cut_trace(cell), name)} == cut
    assert not any(is_cut(brackets(cell), name) for name in brackets(cell).cell.carry)


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
@pytest.mark.parametrize("steps", [12, 64])
def test_between_cells_a_cut_rail_has_a_gap(qtbot: QtBot, phase: Phase, steps: int) -> None:
    whole = brackets("rnn", steps)
    cut = replace(whole, weight={**whole.weight, "z.h'": whole.weight["z.h'"] * 0})
    gaps = []
    for trace in (whole, cut):
        made = stage(trace, "unrolled")
        qtbot.addWidget(made)
        shown, picture = view(made, "unrolled"), painted(made, "unrolled", moment(trace, phase, 5))
        rail, place = shown.rails.rails[0], 8 if phase is Phase.BACKWARD else 3
        between = range(int(shown.axis.x(place)), int(shown.axis.x(place + 1)) + 1)
        blue = QColor(rail.ink)
        gaps.append(sum(picture.pixelColor(x, int(rail.y)) != blue for x in between) / len(between))
    assert gaps[1] > gaps[0] + 0.2
