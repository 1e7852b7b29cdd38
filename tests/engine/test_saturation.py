"""How much of the time gates are shut or open, counted once more."""

from dataclasses import replace

import numpy as np

from engine.saturation import OPEN, SHUT, gates, saturation
from tests.engine.traces import LENGTH, made


def test_gates_are_what_a_sigmoid_computes() -> None:
    assert gates(made("lstm")) == ("i", "f", "o")
    assert gates(made("gru")) == ("r", "u")
    assert gates(made("rnn")) == ()


def test_the_shares_are_those_of_the_steps_so_far() -> None:
    rng = np.random.default_rng(0)
    plain = made("lstm")
    trace = replace(plain, value={**plain.value, "f": rng.random(plain.value["f"].shape)})
    found = saturation(trace, "f")
    assert not found.shut[0].any()
    for t in (1, 4, LENGTH):
        for unit in range(found.shut.shape[1]):
            past = trace.value["f"][:t, unit]
            assert found.shut[t, unit] == sum(past < SHUT) / t
            assert found.open[t, unit] == sum(past > OPEN) / t
    assert found.shut[-1].any()
    assert found.open[-1].any()
