"""The strips of a frame: which quantities, one row a step, fixed colours."""

import pytest

from engine.cells import CELLS
from tests.visualizer.views.subjects import brackets
from visualizer.theme import LIGHT
from visualizer.views.strips import quantities, strips


@pytest.mark.parametrize(("cell", "names"), [
    ("mlp", "xh"), ("rnn", "xh"), ("rnn-relu", "xh"), ("gru", "runh"), ("gru-cho", "runh"), ("lstm", "ifogch"),
    ("lstm-peephole", "ifogch"), ("lstm-1997", "iogch"), ("lstm-cifg", "fiogch"), ("lstm-nog", "ifgch")])
def test_a_frame_shows_gates_candidate_memory_and_state(cell: str, names: str) -> None:
    assert "".join(quantities(CELLS[cell])) == names


def test_the_last_step_is_the_highest_row() -> None:
    trace = brackets("rnn")
    x = strips(trace, LIGHT, 50)[0]
    assert (x.image.width(), x.image.height()) == (4, trace.T)
    place = int(trace.value["x"][-1].argmax())
    assert x.image.pixelColor(place, 0).name().upper() == LIGHT.ink2


def test_more_units_than_pixels_are_mixed() -> None:
    trace = brackets("lstm", 64, 64)
    assert {strip.image.width() for strip in strips(trace, LIGHT, 20)} == {20}
