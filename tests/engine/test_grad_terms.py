"""What the terms of gradients are, beyond that they sum up."""

from dataclasses import replace

import pytest

from engine.cells import CELLS
from engine.grad_terms import grad_origin, owner, sent, weight_grad_origin
from engine.ops import OPS, Op
from engine.origin import Address, recomputed
from engine.reading import Reader, pulled
from tests.engine.traces import LENGTH, made


def test_a_sum_sends_its_gradient_on_as_it_is() -> None:
    found = grad_origin(made(), Address("grad", "kept", 4, (2,)), 6)
    assert [[f.at and f.at.name for f in term.factors] for term in found.terms] == [["c"]]


def test_the_memory_hears_of_its_gate_and_of_its_squashing() -> None:
    found = grad_origin(made(), Address("grad", "c", 4, (2,)), 6)
    written = {tuple(f.says.format(f.at.name) for f in term.factors if f.at) for term in found.terms}
    assert written == {("m", "(1 − m²)"), ("kept", "f")}


@pytest.mark.parametrize("cell", CELLS)
def test_what_a_reader_sends_is_what_its_op_pulls(cell: str) -> None:
    trace = made(cell)
    for line in trace.lines:
        for place, wanted in enumerate(pulled(trace, line, 4, trace.grad[line.name][4])):
            total = sum(term.value for term in sent(trace, Reader(line, place, 4), 1))
            assert total == pytest.approx(wanted[1], rel=1e-12, abs=1e-18)


def test_an_op_without_a_written_slope_is_asked_for_it() -> None:
    trace = made()
    squared = Op("squared", "{0}²", lambda xp, a: a * a, lambda dy, y, a: (2 * a * dy,))
    assert squared.name not in OPS
    line = replace(next(line for line in trace.lines if line.name == "m"), op=squared)
    (term,) = sent(trace, Reader(line, 0, 4), 2)
    assert term.value == pytest.approx(2 * trace.value["c"][4, 2] * trace.grad["m"][4, 2])
    assert term.factors[1].says == "∂m/∂{0}"


def test_what_nobody_reads_says_so() -> None:
    trace = made("mlp")
    assert grad_origin(trace, Address("grad", "y", 2, (0,)), 6).terms
    cut = replace(trace, cell_name="rnn")
    assert cut.cell.name == "rnn"
    assert recomputed(grad_origin(trace, Address("grad", "h", 2, (0,)), 99)) == pytest.approx(trace.grad["h"][2, 0])


def test_a_step_that_is_not_scored_has_no_slope() -> None:
    found = grad_origin(made("rnn", "hold"), Address("grad", "y", 2, (0,)), 6)
    assert (found.value, found.says) == (0, "not scored")


def test_the_owner_of_a_weight_is_its_line() -> None:
    assert (owner("zi.h'"), owner("y.b"), owner("enc:zi.x")) == ("zi", "y", "zi")


def test_a_bias_hears_each_step_by_itself() -> None:
    found = weight_grad_origin(made(), Address("grad", "zf.b", None, (2,)), 99)
    assert sorted(term.value for term in found.terms) == sorted(made().grad["zf"][:, 2])
    assert len(found.terms) == LENGTH
