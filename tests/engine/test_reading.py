"""Who reads whom, by the table alone."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.reading import (
    finite,
    pulled,
    pulled_through,
    readers,
    settled,
    spans,
    sweeps,
    takers,
    through_time,
    to_the_step_before,
    untruncated,
    value,
    way,
    weight_names,
    weights,
    where,
)
from tests.engine.traces import LENGTH, made


def test_a_primed_name_is_the_step_before_in_the_way_its_line_runs() -> None:
    assert (where("h", 3), where("h'", 3), where("h_r'", 3)) == (("h", 3), ("h", 2), ("h_r", 4))
    assert (way("c2"), way("c2_r"), way("c2_r'")) == (1, -1, -1)


def test_a_value_is_that_of_the_trace_or_what_was_there_before_it() -> None:
    trace = made()
    assert value(trace, "c", 3) is not trace.value["c"]
    np.testing.assert_array_equal(value(trace, "c'", 3), trace.value["c"][2])
    assert value(trace, "c'", 0) is trace.start["c"]


def test_the_readers_of_a_memory_are_the_squashing_now_and_the_gate_a_step_later() -> None:
    trace = made()
    assert [(r.line.name, r.place, r.t) for r in readers(trace, "c", 4)] == [("m", 0, 4), ("kept", 1, 5)]
    assert [(r.line.name, r.t) for r in readers(trace, "c", LENGTH - 1)] == [("m", LENGTH - 1)]
    assert not readers(trace, "y", 2)
    assert [line.name for line, _ in takers(trace, "h'")] == ["zi", "zf", "zo", "zg"]


@pytest.mark.parametrize("cell", CELLS)
def test_what_all_readers_pull_is_the_gradient(cell: str) -> None:
    trace = made(cell)
    for name in (*trace.cell.given, *trace.value):
        if name == "y":
            continue
        for t in (0, 4, LENGTH - 1):
            total = np.zeros_like(trace.grad[name][t])
            for reader in readers(trace, name, t):
                total += pulled(trace, reader.line, reader.t, trace.grad[reader.line.name][reader.t])[reader.place]
            np.testing.assert_allclose(total, trace.grad[name][t], rtol=0, atol=1e-15)


@pytest.mark.parametrize("cell", ["gru", "lstm-peephole"])
def test_pulling_through_time_is_pulling_step_by_step(cell: str) -> None:
    trace = made(cell)
    for line in trace.lines:
        d = np.stack([trace.grad[line.name], 2 * trace.grad[line.name]])
        for place, whole in enumerate(pulled_through(trace, line, d)):
            each = [pulled(trace, line, t, d[:, t])[place] for t in range(LENGTH)]
            np.testing.assert_allclose(whole, np.stack(each, axis=1), rtol=1e-13, atol=1e-20)


def test_the_values_of_all_steps_are_those_of_each() -> None:
    trace = made()
    for name in ("c'", "h'", "f", "x"):
        np.testing.assert_array_equal(through_time(trace, name), [value(trace, name, t) for t in range(LENGTH)])
    assert spans(trace, trace.lines[0]) == [slice(0, LENGTH)]


def test_what_is_sent_to_a_primed_name_goes_to_the_step_before() -> None:
    sent = np.arange(1.0, 5.0)[:, None]
    assert to_the_step_before(sent, "h").ravel().tolist() == [2, 3, 4, 0]
    assert to_the_step_before(sent, "h_r").ravel().tolist() == [0, 1, 2, 3]


def test_weights_come_in_the_order_of_the_inputs_the_bias_last() -> None:
    trace = made()
    line = trace.lines[0]
    assert weight_names(trace, line, 2) == ("zi.x", "zi.h'", "zi.b")
    assert all(a is trace.weight[name] for a, name in zip(weights(trace, line, 2), line.weights, strict=True))


def test_only_what_follows_from_the_input_alone_is_settled() -> None:
    assert settled(made("gru")) == {"x", "zx"}
    assert settled(made("lstm")) == {"x"}
    assert settled(made("mlp")) == {"x", "z", "h", "y"}


def test_lines_that_run_one_way_go_through_time_together() -> None:
    trace = made()
    assert sweeps(trace) == ((trace.lines, 1),)


def test_what_truncation_left_out_can_be_put_back() -> None:
    cut, whole = made("gru", k1=3, updates=0), made("gru", updates=0)
    assert not np.allclose(cut.grad["h"], whole.grad["h"], atol=1e-9)
    again = untruncated(cut)
    for name in ("h", "zr", "zr.x"):
        np.testing.assert_allclose(again.grad[name], whole.grad[name], rtol=1e-9, atol=1e-15)
    assert untruncated(whole) is whole


def test_one_number_that_is_none_is_enough() -> None:
    assert finite([np.zeros(3), np.ones(2)])
    assert not finite([np.zeros(3), np.array([np.nan])])
