"""A formula's terms give the trace's own numbers, forward and backward, for every line of every cell."""

import numpy as np
import pytest

from engine import derive
from engine.cells import CELLS
from engine.one_layer import layer_trace
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import bit, brackets
from visualizer.views.quantity import unit_of
from visualizer.views.terms import backward, carried_back, forward, moved, summed

TRACES = pytest.mark.parametrize("trace", [*map(brackets, CELLS), bit()], ids=[*CELLS, "bit"])
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


NETS: dict[str, dict[str, object]] = {
    "two layers": {"layers": 2}, "both ways": {"bidirectional": True},
    "two layers both ways": {"bidirectional": True, "layers": 2},
    "decoder": {"task": "translation", "decoder": True}, "two layers, decoder": {"task": "translation", "decoder": True,
                                                                                  "layers": 2},
}  # fmt: skip


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm-peephole"])
@pytest.mark.parametrize("net", NETS)
def test_the_formulas_of_each_layer_give_the_nets_own_numbers(cell: str, net: str) -> None:
    trace = Trainer(Run.model_validate({"task": "brackets", "cell": cell, "hidden": 4, "batch": 1} | NETS[net])).trace()
    blocks = trace.net.blocks
    for each in [layer_trace(trace, block) for block in blocks] if len(blocks) > 1 else [trace]:
        for line in each.lines:
            for t in (0, trace.T // 2, trace.T - 1):
                for formula, numbers in ((forward, each.value), (backward, each.grad)):
                    unit = unit_of(each, line.name, t, 3)
                    found = formula(each, line.name, t, 3).recomputed
                    assert found == pytest.approx(numbers[line.name][t][unit], rel=1e-12, abs=1e-14)


def test_a_layer_hears_from_above_by_the_lines_that_read_it() -> None:
    trace = Trainer(Run(task="brackets", cell="gru", hidden=4, batch=1, layers=2)).trace()
    lower, upper = (layer_trace(trace, block) for block in trace.net.blocks)
    said = [[factor.name for term in backward(each, "h", 3, 1).terms for factor in term.factors]
            for each in (lower, upper)]  # fmt: skip
    assert said[0][-3:] == ["W ∂zr2_4", "W ∂zu2_4", "W ∂zx2_4"]
    assert said[1][-1] == "V ∂y_4"


def test_a_sum_of_products_is_written_out() -> None:
    formula = forward(brackets(), "c", 6, 2)
    assert formula.left.name == "c_7"
    assert [[factor.name for factor in term.factors] for term in formula.terms] == [["f_7", "c_6"], ["i_7", "g_7"]]


def test_a_weighed_sum_names_its_matrices() -> None:
    formula = forward(brackets(), "zf", 6, 2)
    assert [term.factors[0].name for term in formula.terms] == ["W x_7", "U h_6", "b"]


def written(cell: str, name: str) -> list[list[str]]:
    return [[factor.name for factor in term.factors] for term in forward(brackets(cell), name, 6, 2).terms]


def test_what_a_line_holds_is_written_as_a_factor() -> None:
    assert written("lstm-peephole", "pi") == [["p_i", "c_6"]]
    assert written("lstm-peephole", "so") == [["zo_7"], ["p_o", "c_7"]]
    assert written("lstm-1997", "vg") == [["½", "zg_7"]]
    assert written("lstm-1997", "g") == [["2", "tg_7"]]
    assert written("lstm-nfg", "c") == [["c_6"], ["i_7", "g_7"]]
    assert written("gru-cho", "zg") == [["W x_7"], ["U past_7"], ["b"]]


def test_a_cut_off_unit_pulls_on_nothing() -> None:
    trace = brackets("rnn-relu")
    factors = [backward(trace, "z", 6, unit).terms[0].factors[0] for unit in range(8)]
    assert {factor.name for factor in factors} == {"[h_7 > 0]"}
    assert [factor.value for factor in factors] == [float(h > 0) for h in trace.value["h"][6]]
    assert 0 < sum(factor.value for factor in factors) < 8


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
