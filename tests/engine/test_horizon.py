"""How long units remember: by their gates, by their gradients, and that both say the same where they must."""

from dataclasses import replace

import numpy as np
import pytest

from engine.horizon import by_gate, keeper, measured
from engine.influence import Influence, influence
from engine.run import Run
from engine.trainer import Trainer
from tests.engine.traces import made


def falling(*curves: list[float]) -> Influence:
    return Influence((), {}, {"c": np.array(curves).T}, {})


@pytest.mark.parametrize(("cell", "name", "gate"), [("lstm", "c", "f"), ("gru", "h", "u"), ("lstm-cifg", "c", "f"),
                                                    ("lstm-nfg", "c", ""), ("rnn", "h", ""), ("lstm", "h", "")])
def test_the_keeper_is_the_gate_on_the_carry(cell: str, name: str, gate: str) -> None:
    assert keeper(made(cell), name) == gate


def test_a_gate_at_nine_tenths_keeps_for_nine_and_a_half_steps() -> None:
    trace = made("lstm")
    held = np.full_like(trace.value["f"], 0.9)
    held[:, 1] = 1.0
    found = by_gate(replace(trace, value={**trace.value, "f": held}), "c")
    assert found[0] == pytest.approx(-1 / np.log(0.9))
    assert found[1] == np.inf


def test_what_is_never_forgotten_and_what_is_never_carried() -> None:
    assert np.isinf(by_gate(made("lstm-nfg"), "c")).all()
    assert np.isnan(by_gate(made("rnn"), "h")).all()


def test_a_curve_that_falls_to_a_third_in_seven_steps_has_a_horizon_of_seven() -> None:
    lag = np.arange(30.0)
    found = measured(falling(list(3 * np.exp(-lag / 7)), list(np.exp(lag / 7)), [0.0] * 30), "c")
    assert found[0] == pytest.approx(7)
    assert found[1] == np.inf
    assert np.isnan(found[2])


def test_a_curve_too_small_to_be_measured_is_left_out_of_the_fit() -> None:
    lag = np.arange(60.0)
    curve = np.exp(-lag / 1.5)
    curve[45:] = 1e-25
    assert measured(falling(list(curve)), "c")[0] == pytest.approx(1.5)


def test_where_only_the_carry_is_left_gate_and_gradient_agree() -> None:
    run = Run(task="hold", cell="lstm", hidden=4, length=40, batch=1, recurrent=False, forget_bias=1.5)
    trace = Trainer(run).trace()
    theirs, ours = measured(influence(trace), "c"), by_gate(trace, "c")
    np.testing.assert_allclose(theirs, ours, rtol=0.1)
