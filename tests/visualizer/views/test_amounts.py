"""What flows at a time step: only what this pass has computed, and in full precision."""

import pytest

from engine.beats import Phase
from tests.visualizer.views.subjects import brackets, moment
from visualizer.views.amounts import amounts, largest


def test_values_come_line_by_line() -> None:
    trace = brackets()
    now = amounts(trace, moment(trace, Phase.FORWARD, 4, "f"), 4, 1, 0)
    assert now.get("f") == trace.value["f"][4][1]
    assert now.get("o") is None
    assert now.get("c'") == trace.value["c"][3][1]


def test_gradients_come_in_reverse_and_larger() -> None:
    trace = brackets()
    now = amounts(trace, moment(trace, Phase.BACKWARD, 4, "c"), 4, 1, 3)
    assert now.get("c") == pytest.approx(1000 * trace.grad["c"][4][1])
    assert now.get("kept") is None
    assert now.get("c'") is None
    later = amounts(trace, moment(trace, Phase.BACKWARD, 4, "kept"), 4, 1, 0)
    assert later.get("c'") == pytest.approx(trace.grad["kept"][4][1] * trace.value["f"][4][1])


def test_nothing_comes_back_from_after_the_end() -> None:
    trace = brackets()
    now = amounts(trace, moment(trace, Phase.BACKWARD, 11), 11, 1, 0)
    assert now.get("c>") == now.get("h>") == 0


def test_what_is_being_made_is_seen_in_part() -> None:
    trace = brackets()
    now = amounts(trace, moment(trace, Phase.FORWARD, 4, "f", 0.5), 4, 1, 0)
    assert now.seen("f") == pytest.approx(trace.value["f"][4][1] / 2)
    assert now.seen("i") == trace.value["i"][4][1]


def test_the_largest_is_of_the_memory() -> None:
    trace = brackets()
    assert largest(trace, 1) == abs(trace.value["c"][:, 1]).max()
