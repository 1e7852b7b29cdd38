"""Origins as data: products, sums, what is not shown one by one, and the numbers at addresses."""

import pytest

from engine import derive
from engine.ops import TANH
from engine.origin import Address, Factor, Origin, Rest, Term, look_up, recomputed, shortened
from tests.engine.traces import made

HERE = Address("value", "h", 2, (1,))


def term(*values: float) -> Term:
    return Term(tuple(Factor(value) for value in values))


def test_a_term_is_the_product_of_its_factors() -> None:
    assert term(2, -3, 0.5).value == -3
    assert term().value == 1


def test_recomputing_adds_the_terms_and_the_rest_or_does_what_was_done() -> None:
    assert recomputed(Origin(HERE, 0, (term(2, 3), term(-1)), rest=Rest(2, 0.25))) == 5.25
    assert recomputed(Origin(HERE, 0, (term(0.5),), TANH)) == pytest.approx(0.46211715726)
    assert recomputed(Origin(HERE, 7.0)) == 7, "what is given is what it is"


def test_only_two_or_more_small_terms_are_added_up() -> None:
    terms = [term(value) for value in (0.1, -5.0, 3.0, 0.2)]
    assert shortened(terms, 3) == ((term(-5.0), term(3.0), term(0.2), term(0.1)), Rest())
    kept, rest = shortened(terms, 2)
    assert [each.value for each in kept] == [-5, 3]
    assert (rest.count, rest.value) == (2, pytest.approx(0.3))
    assert rest.says
    assert rest.zh


def test_every_kind_of_address_is_looked_up() -> None:
    trace = made(rows=3)
    assert look_up(trace, Address("value", "c", 4, (2,))) == trace.value["c"][4, 2]
    assert look_up(trace, Address("value", "c", -1, (2,))) == trace.start["c"][2]
    assert look_up(trace, Address("value", "zi.x", None, (1, 2))) == trace.weight["zi.x"][1, 2]
    assert look_up(trace, Address("grad", "c", 4, (2,))) == trace.grad["c"][4, 2]
    assert look_up(trace, Address("grad", "zi.b", None, (2,))) == trace.grad["zi.b"][2]
    assert look_up(trace, Address("delta", "zi.x", None, (1, 2))) == trace.delta["zi.x"][1, 2]
    assert look_up(trace, Address("state", "mean zi.x", None, (1, 2))) == trace.learning.state["mean"]["zi.x"][1, 2]
    assert look_up(trace, Address("answer", "y", 4, (1,))) == derive.answers(trace)[4, 1]
    assert look_up(trace, Address("target", "y", 4, (1,))) == trace.targets[4, 1]
    assert look_up(trace, Address("loss", "y", 4)) == derive.losses(trace)[4]
    assert look_up(trace, Address("loss", "")) == derive.loss(trace)
