"""Rails: which line sends the gradient on, and how thick a size is drawn."""

import numpy as np
import pytest

from engine.cells import CELLS
from tests.visualizer.views.subjects import brackets
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.views.decades import Decades
from visualizer.views.rails import THICK, THIN, Rails, last_pull, thickness


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
