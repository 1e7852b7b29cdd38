"""What holds for every table, so that a new cell is right by construction or told why not; and each by its paper."""

from dataclasses import replace

import numpy as np
import pytest

from engine import cells
from engine.arrays import Array
from engine.cells import CELLS, HEAD, Cell
from engine.ops import OPS
from tests.engine.oracle import Example, example
from tests.engine.transcribed import STATES, gru, gru_cho

EVERY_CELL = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


@EVERY_CELL
def test_every_input_of_a_line_is_known_by_then(cell: Cell) -> None:
    known = {"x", *(f"{name}'" for name in cell.carry)}
    for line in (*cell.lines, HEAD):
        assert set(line.inputs) <= known, line.name
        assert line.name not in known
        known.add(line.name)


@EVERY_CELL
def test_what_is_carried_is_a_line_and_is_read(cell: Cell) -> None:
    read = {name for line in cell.lines for name in line.inputs}
    assert set(cell.carry) <= {line.name for line in cell.lines}
    assert {f"{name}'" for name in cell.carry} <= read


@EVERY_CELL
def test_every_line_is_said_in_both_languages_and_wears_a_colour(cell: Cell) -> None:
    for line in cell.lines:
        assert line.says
        assert line.zh
        assert line.role in {"i", "f", "o", "g", "c", "h"}


@EVERY_CELL
def test_names_are_unique_and_only_what_learns_has_weights(cell: Cell) -> None:
    names = [line.name for line in cell.lines]
    assert len(set(names)) == len(names)
    for line in cell.lines:
        assert bool(line.weights) == (line.op.name in {"affine", "diagonal"})
        assert line.op in OPS.values()


def test_weights_are_named_by_their_line_and_its_input() -> None:
    assert CELLS["lstm"].lines[0].weights == ("zi.x", "zi.h'", "zi.b")
    assert CELLS["lstm-peephole"].lines[1].weights == ("pi.c'",)


def test_no_two_cells_have_one_title_and_each_is_known_by_its_name() -> None:
    assert len({cell.title for cell in CELLS.values()}) == len(CELLS)
    assert all(name == cell.name for name, cell in CELLS.items())


def test_the_recurrent_matrices_are_those_that_hear_the_step_before() -> None:
    assert CELLS["rnn"].recurrent == ("z.h'",)
    assert CELLS["gru"].recurrent == ("zr.h'", "zu.h'", "zn.h'")
    assert CELLS["gru-cho"].recurrent == ("zr.h'", "zu.h'", "zg.past")
    assert CELLS["lstm-peephole"].recurrent == ("zi.h'", "zf.h'", "zg.h'", "zo.h'")
    assert CELLS["mlp"].recurrent == ()


@pytest.mark.parametrize("cell", STATES)
def test_a_cell_does_what_its_paper_says(cell: str) -> None:
    given = example(cell, "softmax")
    np.testing.assert_allclose(states(given), STATES[cell](given.weight, given.x), rtol=0, atol=1e-12)


def states(given: Example) -> Array:
    return given.passes()[0]["h"]


def test_an_output_gate_that_looks_at_the_old_memory_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = CELLS["lstm-peephole"]
    blind = tuple(replace(line, inputs=("c'",)) if line.name == "po" else line for line in cell.lines)
    given = example(cell.name, "softmax")
    wanted = STATES[cell.name](given.weight, given.x)
    monkeypatch.setitem(cells.CELLS, cell.name, replace(cell, lines=blind))
    wrong = replace(given, weight=given.weight | {"po.c'": given.weight["po.c"]})
    assert abs(states(wrong) - wanted).max() > 1e-3


def test_the_two_orders_of_the_reset_gate_are_told_apart() -> None:
    after, before = example("gru", "softmax"), example("gru-cho", "softmax")
    zero = np.zeros_like(after.weight["zn.b"])
    shared = after.weight | {"zn.b": zero}
    shared |= {"zg.x": shared["zx.x"], "zg.b": shared["zx.b"], "zg.past": shared["zn.h'"]}
    after, before = replace(after, weight=shared), replace(before, weight=shared, x=after.x)
    np.testing.assert_allclose(states(after), gru(shared, after.x), rtol=0, atol=1e-12)
    np.testing.assert_allclose(states(before), gru_cho(shared, after.x), rtol=0, atol=1e-12)
    assert abs(states(after) - states(before)).max() > 1e-3


def test_coupled_gates_are_an_lstm_whose_input_gate_hears_the_opposite_of_its_forget_gate() -> None:
    coupled = example("lstm-cifg", "softmax")
    tied = {name.replace("zf", "zi"): -array for name, array in coupled.weight.items() if name.startswith("zf")}
    whole = replace(example("lstm", "softmax"), weight=coupled.weight | tied, x=coupled.x)
    for name in ("h", "c", "i"):
        np.testing.assert_allclose(coupled.passes()[0][name], whole.passes()[0][name], rtol=0, atol=1e-12)


@pytest.mark.parametrize(("cell", "gate"), [("lstm-nig", "zi"), ("lstm-nfg", "zf"), ("lstm-nog", "zo")])
def test_without_a_gate_a_cell_is_an_lstm_with_that_gate_wide_open(cell: str, gate: str) -> None:
    cut, whole = example(cell, "softmax"), example("lstm", "softmax")
    opened = {f"{gate}.{name}": 0 * whole.weight[f"{gate}.{name}"] for name in ("x", "h'")}
    opened |= {f"{gate}.b": np.full_like(whole.weight[f"{gate}.b"], 50.0)}
    assert set(whole.weight) - set(cut.weight) == set(opened)
    held = replace(whole, weight=cut.weight | opened, x=cut.x)
    for name in ("h", "c", "y"):
        np.testing.assert_allclose(cut.passes()[0][name], held.passes()[0][name], rtol=0, atol=1e-12)


def test_the_candidate_of_1997_goes_to_two_and_its_state_to_one() -> None:
    given = example("lstm-1997", "softmax")
    wide = replace(given, weight={name: 30 * array for name, array in given.weight.items()})
    value = wide.passes()[0]
    assert 1.9 < abs(value["g"]).max() <= 2
    assert 0.9 < abs(value["h"]).max() <= 1


def test_a_linear_state_answers_to_a_sum_of_inputs_with_the_sum_of_its_answers() -> None:
    given = example("rnn-linear", "squared")
    bare = replace(given, weight={name: array * (name[-2:] != ".b") for name, array in given.weight.items()})
    x = np.random.default_rng(3).normal(size=given.x.shape)
    one, two, both = (states(replace(bare, x=each)) for each in (given.x, x, 2 * given.x - 3 * x))
    np.testing.assert_allclose(both, 2 * one - 3 * two, rtol=0, atol=1e-12)


def test_a_relu_state_grows_where_a_tanh_state_stays_within_one() -> None:
    for cell, least, most in (("rnn", 0.9, 1.0), ("rnn-relu", 2.0, np.inf)):
        given = example(cell, "softmax")
        wide = replace(given, weight={name: 5 * array for name, array in given.weight.items()})
        assert least < abs(states(wide)).max() <= most
