"""Names, values and moments of quantities."""

import numpy as np
import pytest

from engine.beats import Beat, Phase
from engine.cells import CELLS
from engine.run import Run
from engine.trainer import Trainer
from tests.visualizer.views.subjects import before, brackets, moment
from visualizer.theme import ROLES
from visualizer.views.quantity import candidates, carried, gates, hue, known, label, power, shown_t, span, value
from visualizer.views.quantity import moment as beat_of


def test_steps_are_counted_from_one_and_a_prime_is_one_before() -> None:
    assert (label("c", 6), label("c'", 6), label("c'", 0)) == ("c_7", "c_6", "c_0")


def test_a_primed_value_is_that_of_the_step_before() -> None:
    trace = brackets()
    assert value(trace, "c'", 5, 2) == trace.value["c"][4][2]
    assert value(trace, "c'", 0, 2) == trace.start["c"][2]


def test_a_cell_says_what_its_lines_are() -> None:
    assert gates(CELLS["gru"]) == ["r", "u"]
    assert gates(CELLS["lstm-cifg"]) == ["f", "i", "o"]
    assert {name: candidates(cell) for name, cell in CELLS.items() if name[:4] != "lstm"} == {
        "mlp": [], "rnn": [], "rnn-linear": [], "rnn-relu": [], "gru": ["n"], "gru-cho": ["n"],
    }
    kin = {name: candidates(cell) for name, cell in CELLS.items() if name.startswith("lstm")}
    assert kin.pop("lstm-niaf") == ["zg"]
    assert set(map(tuple, kin.values())) == {("g",)}
    assert [carried(CELLS[cell])[-1] for cell in ("mlp", "rnn", "gru", "lstm")] == ["h", "h", "h", "c"]
    assert hue(brackets(), "c'") == ROLES["c"]
    assert hue(brackets(), "x") == ""


@pytest.mark.parametrize("cell", CELLS)
def test_what_is_a_share_or_kept_within_one_stays_there(cell: str) -> None:
    trace = brackets(cell)
    loud = Trainer(Run(task="brackets", kinds=2, cell=cell, scale=9.0, length=12)).trace()
    for each in (trace, loud):
        assert all(0 <= each.value[name].min() <= each.value[name].max() <= 1 for name in gates(each.cell))
        for line in each.cell.lines:
            assert abs(each.value[line.name]).max() <= 1 or span(each.cell, line.name) == 2


def test_states_that_grow_have_room_for_their_colours() -> None:
    two = {name for name, cell in CELLS.items() if span(cell, "h") == 2}
    assert two == {"rnn-linear", "rnn-relu", "lstm-noaf"}


def test_the_power_brings_the_largest_gradient_near_one() -> None:
    trace = brackets()
    shift = power(trace, 5, 1)
    largest = max(abs(trace.grad[line.name][5, 1]) for line in trace.cell.lines)
    assert 1 <= largest * 10.0**shift < 10 or (shift == 0 and largest >= 0.1)


def test_what_is_shown_follows_the_pass() -> None:
    trace = brackets()
    assert shown_t(before(trace)) == 0
    assert shown_t(moment(trace, Phase.LOSS)) == trace.T - 1
    assert known(moment(trace, Phase.FORWARD, 3, "f"), "f", 3)
    assert not known(moment(trace, Phase.FORWARD, 3, "f"), "o", 3)
    assert beat_of(moment(trace, Phase.BACKWARD, 3), 2, "c") == Beat(Phase.BACKWARD, 2, "c")
    assert np.isfinite(power(trace, 0, 0))
