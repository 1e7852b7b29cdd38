"""A formula's terms give the trace's own numbers, forward and backward, for every line of every cell."""

import numpy as np
import pytest

from engine import derive
from engine.trace import Trace
from tests.visualizer.views.subjects import bit, brackets
from visualizer.views.quantity import unit_of
from visualizer.views.terms import backward, carried_back, forward, moved, summed

TRACES = pytest.mark.parametrize("trace", [brackets("rnn"), brackets("gru"), brackets("lstm"), bit()], ids=str)
STEPS = (0, 6, 11)


@TRACES
def test_every_value_is_what_its_formula_gives(trace: Trace) -> None:
    for line in trace.lines:
        for t in STEPS:
            unit = unit_of(trace, line.name, t, 3)
            formula = forward(trace, line.name, t, 3)
            assert formula.recomputed == pytest.approx(trace.value[line.name][t][unit], rel=1e-12, abs=1e-14)
            assert formula.left.value == trace.value[line.name][t][unit]


@TRACES
def test_every_gradient_is_the_sum_of_what_its_users_pull(trace: Trace) -> None:
    for line in trace.lines:
        for t in STEPS:
            unit = unit_of(trace, line.name, t, 3)
            formula = backward(trace, line.name, t, 3)
            assert formula.recomputed == pytest.approx(trace.grad[line.name][t][unit], rel=1e-12, abs=1e-14)


def test_a_sum_of_products_is_written_out() -> None:
    formula = forward(brackets(), "c", 6, 2)
    assert formula.left.name == "c_7"
    assert [[factor.name for factor in term.factors] for term in formula.terms] == [["f_7", "c_6"], ["i_7", "g_7"]]


def test_a_weighed_sum_names_its_matrices() -> None:
    formula = forward(brackets(), "zf", 6, 2)
    assert [term.factors[0].name for term in formula.terms] == ["W x_7", "U h_6", "b"]


def test_what_goes_back_to_the_memory_is_the_share_the_valve_lets_through() -> None:
    trace = brackets()
    expected = trace.value["f"][5][2] * trace.grad["kept"][5][2]
    assert carried_back(trace, "c", 5, 2) == pytest.approx(expected, rel=1e-14)


def test_the_loss_is_the_sum_of_its_steps() -> None:
    trace = brackets()
    formula = summed(trace)
    assert len(formula.terms) == trace.scored.sum()
    assert formula.recomputed == pytest.approx(derive.loss(trace), rel=1e-12)


def test_the_weight_that_moves_most_moves_by_its_delta() -> None:
    trace = brackets()
    _, formula = moved(trace)
    step = formula.terms[1].factors[0].value
    assert abs(step) == max(np.abs(array).max() for array in trace.delta.values())
    assert formula.recomputed == formula.left.value
