"""Names, values and moments of quantities."""

import numpy as np

from engine.beats import Beat, Phase
from tests.visualizer.views.subjects import before, brackets, moment
from visualizer.theme import ROLES
from visualizer.views.quantity import candidates, gates, hue, known, label, memory, power, shown_t, value
from visualizer.views.quantity import moment as beat_of


def test_steps_are_counted_from_one_and_a_prime_is_one_before() -> None:
    assert (label("c", 6), label("c'", 6), label("c'", 0)) == ("c_7", "c_6", "c_0")


def test_a_primed_value_is_that_of_the_step_before() -> None:
    trace = brackets()
    assert value(trace, "c'", 5, 2) == trace.value["c"][4][2]
    assert value(trace, "c'", 0, 2) == trace.start["c"][2]


def test_a_cell_says_what_its_lines_are() -> None:
    assert gates(brackets("gru")) == ["r", "u"]
    assert candidates(brackets("gru")) == ["n"]
    assert [memory(brackets(cell)) for cell in ("rnn", "gru", "lstm")] == ["h", "h", "c"]
    assert hue(brackets(), "c'") == ROLES["c"]
    assert hue(brackets(), "x") == ""


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
