"""The bands of a gradient: they sum to it, and each is what autograd says when the other ways are cut."""

import numpy as np
import pytest

from engine.carry import carries, layer, split
from engine.cells import CELLS
from engine.reading import pulled_through, takers
from engine.surgery import clamped, frozen
from tests.engine.replayed import replay
from tests.engine.traces import LENGTH, made

RECURRENT = [name for name, cell in CELLS.items() if cell.carry]


@pytest.mark.parametrize("cell", RECURRENT)
def test_the_bands_sum_to_the_gradient(cell: str) -> None:
    kinds = ({}, {"drop_inputs": 0.2, "drop_outputs": 0.2, "drop_recurrent": 0.3}, {"layers": 2},
             {"layers": 2, "bidirectional": True})
    for trace in (made(cell, **keys) for keys in kinds):
        for name in trace.cell.carry:
            found = split(trace, name)
            total = found.carry + found.state + found.here
            np.testing.assert_allclose(total, trace.grad[name], rtol=0, atol=1e-15)


@pytest.mark.parametrize(("cell", "name", "gate"), [("lstm", "c", "f"), ("gru", "h", "u"), ("gru-cho", "h", "u"),
                                                    ("lstm-peephole", "c", "f"), ("lstm-1997", "c", ""),
                                                    ("lstm-nfg", "c", "")])
def test_along_the_carry_comes_the_next_gradient_times_the_gate(cell: str, name: str, gate: str) -> None:
    trace = made(cell)
    found = split(trace, name)
    kept = trace.value[gate] if gate else np.ones_like(trace.grad[name])
    np.testing.assert_allclose(found.carry[:-1], (kept * trace.grad[name])[1:], rtol=1e-12)
    assert not found.carry[-1].any()


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu"])
def test_a_net_without_a_carry_hears_of_later_steps_through_its_weights_only(cell: str) -> None:
    trace = made(cell)
    found = split(trace, "h")
    assert not found.carry.any()
    np.testing.assert_allclose(found.state[:-1], trace.grad["z"][1:] @ trace.weight["z.h'"].T, rtol=1e-12)


@pytest.mark.parametrize(("cell", "name"), [("rnn", "h"), ("gru", "h"), ("lstm", "h"), ("lstm", "c")])
def test_from_here_comes_what_autograd_says_of_the_loss_of_the_step(cell: str, name: str) -> None:
    trace = made(cell)
    found, again = split(trace, name), replay(trace)
    for t in (0, 4, LENGTH - 1):
        own = again.grads(again.losses[t], name)[t]
        np.testing.assert_allclose(found.here[t], own, rtol=1e-8, atol=1e-16)
        later = again.grads(sum(again.losses), name)[t] - own
        np.testing.assert_allclose((found.carry + found.state)[t], later, rtol=1e-8, atol=1e-14)


def test_of_a_truncated_pass_the_whole_gradient_is_split() -> None:
    trace = made("lstm", k1=3)
    found = split(trace, "c")
    total = found.carry + found.state + found.here
    np.testing.assert_allclose(total, trace.grad["c"] + trace.discarded["c"], rtol=0, atol=1e-15)


def test_a_lower_layer_hears_from_here_what_the_upper_says() -> None:
    trace = made("gru", layers=2)
    found, above = split(trace, "h"), takers(trace, "h")
    assert {line.name for line, _ in above} == {"zr2", "zu2", "zx2"}
    wanted = sum(pulled_through(trace, line, trace.grad[line.name])[place] for line, place in above)
    np.testing.assert_allclose(found.here, wanted, rtol=1e-12)


def test_the_carry_of_an_lstm_is_one_product_and_one_sum() -> None:
    assert set(carries(made("lstm"), "c")) == {"kept", "c"}
    assert set(carries(made("lstm-peephole"), "c")) == {"kept", "c"}
    assert set(carries(made("gru"), "h")) == {"kept", "h"}
    assert not carries(made("rnn"), "h")
    assert not carries(made("lstm"), "h")


def test_shares_are_parts_of_one() -> None:
    shares = split(made("lstm"), "c").shares()
    np.testing.assert_allclose(shares.sum(axis=0), 1)
    assert (shares >= 0).all()
    assert shares[0, -1] == 0


def test_a_name_says_its_layer() -> None:
    assert [layer(name) for name in ("c", "zi2", "h2_r", "h_r'", "kept3")] == [
        ("", False), ("2", False), ("2", True), ("", True), ("3", False)
    ]


@pytest.mark.parametrize("cell", RECURRENT)
def test_under_surgery_the_bands_still_sum_and_a_frozen_unit_keeps_its_whole_gradient(cell: str) -> None:
    carried = made(cell).cell.carry
    for keys in ({}, {"layers": 2, "bidirectional": True}):
        net = made(cell, **keys)
        edits = (*frozen(3, 1, net.cell.carry, 4), clamped(net.lines[0].name, 0.4, 1, 1, (3, 8)))
        trace = made(cell, edits=edits, **keys)
        for name in trace.cell.carry:
            found = split(trace, name)
            np.testing.assert_allclose(found.carry + found.state + found.here, trace.grad[name], rtol=0, atol=1e-15)
    alone = split(made(cell, edits=frozen(3, 1, carried, 4)), carried[-1])
    grad = made(cell, edits=frozen(3, 1, carried, 4)).grad[carried[-1]]
    np.testing.assert_array_equal(alone.carry[3:-1, 2], grad[4:, 2])
