"""Where a number came from: for every cell, line, weight and update, the shown terms give the shown number again."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.edits import Edit
from engine.ops import REST, SIGMOID
from engine.optim import OPTIMIZERS
from engine.origin import Address, Origin, look_up, recomputed
from engine.provenance import origin, path, strongest
from engine.surgery import ablated, clamped, frozen, severed
from engine.trace import Trace
from tests.engine.traces import LENGTH, made

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)
STEPS = (0, 3, LENGTH - 1)


def check(trace: Trace, at: Address, most: int = 3) -> Origin:
    """The terms give the number again, and every number in them is the one at its address."""
    found = origin(trace, at, most)
    assert found.value == look_up(trace, at)
    size = sum(abs(term.value) for term in found.terms) + abs(found.rest.value)
    assert abs(recomputed(found) - found.value) <= 1e-12 * max(abs(found.value), size), at
    for term in found.terms:
        if term.at:
            assert term.value == pytest.approx(look_up(trace, term.at), rel=1e-12)
        for factor in term.factors:
            if factor.at and factor.says == "{0}":
                assert factor.value == look_up(trace, factor.at)
    return found


def places(trace: Trace, name: str) -> list[tuple[int, ...]]:
    """The first and the last number of a name."""
    shape = trace.weight[name].shape if name in trace.weight else trace.value[name].shape[1:]
    return [(0,) * len(shape), tuple(n - 1 for n in shape)]


DROPPED = {"drop_inputs": 0.3, "drop_recurrent": 0.3, "drop_outputs": 0.3}


@pytest.mark.parametrize(("cell", "keys"), [*((cell, {}) for cell in CELLS), ("gru-cho", DROPPED), ("lstm", DROPPED)])
def test_every_value_and_every_gradient_is_its_terms(cell: str, keys: dict[str, float]) -> None:
    trace = made(cell, **keys)
    for name in trace.value:
        for t in STEPS:
            for index in places(trace, name):
                value = check(trace, Address("value", name, t, index))
                assert bool(value.terms) == (name not in trace.cell.given)
                check(trace, Address("grad", name, t, index))


NETS = [{"layers": 2}, {"layers": 2, "bidirectional": True}, {"k1": 3}, {"layers": 2, "k1": 2, "k2": 5}]


@pytest.mark.parametrize("cell", ["gru", "lstm"])
@pytest.mark.parametrize("keys", NETS, ids=str)
def test_layers_directions_and_truncation_have_their_terms(cell: str, keys: dict[str, int]) -> None:
    trace = made(cell, **keys)
    for name in trace.value:
        for t in (0, 2, 6, LENGTH - 1):
            check(trace, Address("value", name, t, places(trace, name)[1]))
            check(trace, Address("grad", name, t, places(trace, name)[1]))
    for name in trace.weight:
        check(trace, Address("grad", name, None, places(trace, name)[1]))
        check(trace, Address("delta", name, None, places(trace, name)[1]))


def held_trace(cell: str, what: str, **keys: object) -> Trace:
    """A trace under surgery of one kind."""
    model = made(cell, **keys)
    carried, gates = model.cell.carry, [line.name for line in model.lines if line.op in {SIGMOID, REST}]
    edits = {
        "gates": [clamped(gate, 0.25, 1, 2, (2, 6)) for gate in gates],
        "whole lines": [clamped(model.lines[0].name, 0.5, 1)],
        "one step of every line": [clamped(line.name, 0.3, 1, 3, (5, 5)) for line in model.lines],
        "frozen": frozen(2, 1, carried, 4),
        "frozen from the start": frozen(5, 1, carried),
        "ablated": ablated(3, 1, "h"),
        "cut": severed(3, 2, 1, "h"),
    }[what]
    return made(cell, edits=tuple(edits), **keys)


SURGERY = ("gates", "whole lines", "one step of every line", "frozen", "frozen from the start", "ablated", "cut")
OF_MEMORY = {"frozen", "frozen from the start", "cut"}


def check_all(trace: Trace) -> None:
    """Check every unit of every line at several steps, and of every weight."""
    for name in trace.value:
        for t in (0, 3, 4, LENGTH - 1):
            for unit in range(trace.value[name].shape[1]):
                check(trace, Address("value", name, t, (unit,)))
                check(trace, Address("grad", name, t, (unit,)))
    for name in trace.weight:
        for unit in range(trace.weight[name].shape[-1]):
            index = (2, unit)[-trace.weight[name].ndim :]
            check(trace, Address("grad", name, None, index))
            check(trace, Address("delta", name, None, index))


@pytest.mark.parametrize(("cell", "what"), [(cell, what) for cell in CELLS for what in SURGERY
                                            if CELLS[cell].carry or what not in OF_MEMORY])
def test_under_surgery_the_shown_terms_give_the_shown_number(cell: str, what: str) -> None:
    check_all(held_trace(cell, what))


@pytest.mark.parametrize("cell", ["gru", "lstm"])
@pytest.mark.parametrize("what", ["gates", "frozen", "one step of every line"])
@pytest.mark.parametrize("keys", [*NETS, {"rows": 3}], ids=str)
def test_every_kind_of_net_has_its_terms_under_surgery(cell: str, what: str, keys: dict[str, int]) -> None:
    check_all(held_trace(cell, what, **keys))


def test_a_clamped_gate_a_frozen_unit_and_what_they_hide_say_so() -> None:
    gate = held_trace("lstm", "gates")
    shut = origin(gate, Address("value", "f", 3, (1,)))
    assert (shut.value, shut.terms, shut.says) == (0.25, (), "held at this number; its line was not heard")
    assert origin(gate, Address("grad", "zf", 3, (1,))).says == "all that reads it is held"
    assert origin(gate, Address("value", "f", 3, (2,))).outer is not None
    state = held_trace("lstm", "frozen")
    before = origin(state, Address("value", "c", 4, (1,)))
    assert [term.factors[0].at for term in before.terms] == [Address("value", "c", 3, (1,))]
    assert before.says.startswith("kept")
    back = origin(state, Address("grad", "c", 4, (1,)))
    assert Address("grad", "c", 5, (1,)) in [term.factors[0].at for term in back.terms]
    product = held_trace("lstm", "one step of every line")
    added = origin(product, Address("value", "c", 4, (0,)))
    assert [len(term.factors) for term in added.terms] == [2, 2]
    hidden = origin(made("lstm", edits=(clamped("kept", 0.3, 1, 3),)), Address("value", "c", 4, (2,)))
    assert [len(term.factors) for term in hidden.terms] == [1, 2], "a product that was not made is no product"


def test_a_cut_is_a_term_at_the_border_and_nowhere_else() -> None:
    trace = made("lstm", k1=3)
    cut = [t for t in range(LENGTH) if any(factor.says == "−cut" for term in
           origin(trace, Address("grad", "c", t, (1,)), 99).terms for factor in term.factors)]
    assert trace.cut
    assert cut == [window.back - 1 for window in trace.cut.windows(LENGTH) if window.back] == [2, 5, 8]


@EVERY_CELL
def test_every_weight_gradient_is_the_sum_of_its_steps(cell: str) -> None:
    for trace in (made(cell), made(cell, rows=3), made(cell, l1=0.01, l2=0.02)):
        for name in trace.weight:
            for index in places(trace, name):
                check(trace, Address("grad", name, None, index))


def test_a_weight_gradient_has_a_term_for_each_step_and_one_for_the_other_sequences() -> None:
    at = Address("grad", "zi.h'", None, (1, 2))
    assert len(origin(made(), at, 99).terms) == LENGTH
    others = origin(made(rows=3), at, 99)
    assert len(others.terms) == LENGTH + 1
    assert "2 others" in others.says
    assert "2" in others.zh


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("limits", [{}, {"clip": 1e-3}, {"clip": 1e-3, "clip_value": 1e-4}], ids=str)
def test_every_update_is_its_terms(optimizer: str, limits: dict[str, float]) -> None:
    trace = made("gru", rows=2, optimizer=optimizer, schedule="cosine", **limits)
    for name in trace.weight:
        for index in places(trace, name):
            found = check(trace, Address("delta", name, None, index))
            assert found.terms
            assert found.value != 0


def test_what_does_not_learn_and_what_is_not_updated_says_so() -> None:
    held = made("rnn", edits=(Edit(at=1, weight="z.h'", learns=False),))
    assert check(held, Address("delta", "z.h'", None, (0, 0))).says.startswith("held")
    assert check(held, Address("delta", "z.x", None, (0, 0))).terms


@pytest.mark.parametrize(("task", "loss"), [("brackets", "softmax"), ("brackets", "binary"), ("hold", "squared"),
                                            ("stretch", "ctc")])
def test_losses_answers_and_their_slopes_are_their_terms(task: str, loss: str) -> None:
    trace = made("rnn", task, loss=loss)
    check(trace, Address("loss", ""), 4)
    for t in range(trace.T):
        check(trace, Address("loss", "y", t))
        for index in places(trace, "y"):
            check(trace, Address("answer", "y", t, index))
            check(trace, Address("grad", "y", t, index))


def test_a_memory_is_written_as_gates_times_what_they_let_through() -> None:
    trace = made()
    found = origin(trace, Address("value", "c", 6, (3,)))
    assert [[(factor.at.name, factor.at.t) for factor in term.factors if factor.at] for term in found.terms] == [
        [("f", 6), ("c", 5)],
        [("i", 6), ("g", 6)],
    ]
    assert [term.at and term.at.name for term in found.terms] == ["kept", "new"]


def test_the_gradient_of_a_state_comes_from_the_next_step_and_from_its_own_answer() -> None:
    found = origin(made(), Address("grad", "h", 4, (2,)), 99)
    lines = {(factor.at.name, factor.at.t) for term in found.terms for factor in term.factors
             if factor.at and factor.at.side == "grad"}
    assert lines == {("y", 4), ("zi", 5), ("zf", 5), ("zo", 5), ("zg", 5)}
    last = origin(made(), Address("grad", "h", LENGTH - 1, (2,)), 99)
    assert {factor.at.name for term in last.terms for factor in term.factors if factor.at and factor.at.side == "grad"
            } == {"y"}


def test_the_largest_terms_come_first_and_the_rest_is_counted() -> None:
    trace = made()
    at = Address("value", "zi", 4, (2,))
    whole, short = origin(trace, at, 99), origin(trace, at, 2)
    sizes = [abs(term.value) for term in whole.terms]
    assert sizes == sorted(sizes, reverse=True)
    assert (short.terms, short.rest.count) == (whole.terms[:2], len(sizes) - 2)
    one_more = origin(trace, at, len(sizes) - 1)
    assert not one_more.rest.count, "one term more is shown rather than counted"


def test_the_path_leads_back_through_time_and_through_the_loss() -> None:
    trace = made()
    at = Address("value", "c", 6, (3,))
    kept, new = origin(trace, at).terms
    wanted = ("c", 5) if abs(kept.value) > abs(new.value) else ("g", 6)
    before = strongest(trace, at)
    assert before
    assert (before.name, before.t) == wanted
    forward = path(trace, at)
    assert (forward[-1].name, len(set(forward))) == ("x", len(forward))
    times = [step.t for step in forward if step.t is not None]
    assert times == sorted(times, reverse=True)
    back = path(trace, Address("grad", "c", 2, (3,)))
    assert {"grad", "answer"} <= {step.side for step in back}
    assert strongest(trace, Address("value", "x", 0, (0,))) is None


def test_a_wrong_number_in_the_trace_is_found_out() -> None:
    trace = made("gru", updates=2)
    trace.grad["n"][3, 1] += 1e-9
    with pytest.raises(AssertionError):
        check(trace, Address("grad", "n", 3, (1,)))
    trace.grad["n"][3, 1] -= 1e-9
    assert np.isfinite(trace.grad["n"]).all()
