"""What the terms of values are, beyond that they sum up."""

import numpy as np

from engine.origin import Address
from engine.value_terms import affine_terms, answer_origin, loss_origin, read_factor, value_origin
from tests.engine.traces import made


def test_an_affine_line_has_a_term_for_each_input_number_and_one_for_the_bias() -> None:
    trace = made("gru-cho")
    line = next(line for line in trace.lines if line.name == "zg")
    terms = affine_terms(trace, line, 3, 2)
    assert len(terms) == trace.value["x"].shape[1] + trace.value["past"].shape[1] + 1
    assert len(terms[-1].factors) == 1


def test_squashing_is_done_to_one_term() -> None:
    found = value_origin(made(), Address("value", "m", 3, (2,)), 6)
    assert found.outer
    assert found.outer.name == "tanh"
    assert [factor.at for factor in found.terms[0].factors] == [Address("value", "c", 3, (2,))]


def test_a_peephole_is_a_weight_times_the_memory() -> None:
    found = value_origin(made("lstm-peephole"), Address("value", "pi", 3, (2,)), 6)
    names = [factor.at and (factor.at.name, factor.at.t) for factor in found.terms[0].factors]
    assert names == [("pi.c'", None), ("c", 2)]


def test_what_is_given_and_what_was_there_before_say_so() -> None:
    for name, t in (("x", 3), ("c", -1)):
        found = value_origin(made(), Address("value", name, t, (0,)), 6)
        assert (found.terms, found.says, found.zh) == ((), "given from outside", "由外界给定")


def test_an_input_of_the_step_before_has_the_address_of_that_step() -> None:
    trace = made()
    factor = read_factor(trace, "h'", 3, 1)
    assert (factor.at, factor.value) == (Address("value", "h", 2, (1,)), trace.value["h"][2, 1])


def test_a_share_of_the_answer_is_one_power_over_all() -> None:
    found = answer_origin(made(), Address("answer", "y", 3, (1,)))
    assert [factor.says for factor in found.terms[0].factors] == ["exp({0} − max)", "1 / Σ exp(y − max)"]


def test_the_loss_of_the_sequence_is_that_of_its_steps() -> None:
    found = loss_origin(made(), Address("loss", ""), 99)
    assert sorted(t.factors[0].at.t for t in found.terms if t.factors[0].at and t.factors[0].at.t is not None) == list(
        range(made().T)
    )


def test_a_step_that_is_not_scored_says_so() -> None:
    trace = made("rnn", "hold")
    assert not trace.scored[2]
    assert loss_origin(trace, Address("loss", "y", 2), 6).says == "not scored"
    assert np.isfinite(loss_origin(trace, Address("loss", "y", 10), 6).value)
