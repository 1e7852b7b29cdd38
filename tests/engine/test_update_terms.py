"""What the terms of updates are, beyond that they sum up."""

from dataclasses import replace

from engine.learning import Learning
from engine.optim import OPTIMIZERS
from engine.origin import Address
from engine.update_terms import WRITERS, delta_origin
from tests.engine.traces import made

AT = Address("delta", "z.x", None, (1, 2))


def test_every_optimizer_can_say_what_it_did() -> None:
    assert set(WRITERS) == set(OPTIMIZERS)


def test_plain_descent_is_the_gradient_times_the_rate() -> None:
    (term,) = delta_origin(made("rnn", optimizer="sgd", clip=None), AT).terms
    assert [factor.at for factor in term.factors] == [None, Address("grad", "z.x", None, (1, 2))]
    assert term.factors[0].value == -0.01


def test_a_shortened_gradient_has_the_factor_by_which_it_was_shortened() -> None:
    (term,) = delta_origin(made("rnn", optimizer="sgd", clip=1e-3), AT).terms
    assert 0 < term.factors[2].value < 1


def test_momentum_adds_what_it_remembers() -> None:
    memory, slope = delta_origin(made("rnn", optimizer="momentum"), AT).terms
    assert memory.factors[-1].at == Address("state", "speed z.x", None, (1, 2))
    assert slope.factors[1].at == Address("grad", "z.x", None, (1, 2))


def test_a_probe_changes_nothing_and_says_so() -> None:
    found = delta_origin(replace(made("rnn"), learning=Learning()), AT)
    assert (found.terms, found.says, found.zh) == ((), "the weights were left as they are", "权重保持不变")
