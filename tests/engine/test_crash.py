"""The report of a step that broke: operands that make the number again, what led up to it, the way across the pipe."""

import math
import pickle
from dataclasses import replace

import numpy as np
import pytest

from engine.beats import Beat, Phase
from engine.crash import LAST, Crash, Operand, crash
from engine.diverged import Fault
from engine.edits import Edit
from engine.errors import Diverged
from engine.messages import Advanced, Failed, Load
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from engine.worker import Desk

OVERFLOW = (Edit(at=5, weight="y.h", set=1.7e308), Edit(at=5, weight="z.b", set=30.0))


def trainer(**keys: object) -> Trainer:
    return Trainer(Run.model_validate({"task": "brackets", "length": 6, "hidden": 3, "batch": 4} | keys), "wild")


def planted(trace: Trace, side: str, name: str, place: tuple[int, ...], value: float = math.nan) -> Trace:
    """A trace with one number changed."""
    arrays = {each: array.copy() for each, array in getattr(trace, side).items()}
    arrays[name][place] = value
    return replace(trace, **{side: arrays})


@pytest.fixture(scope="module")
def broken() -> tuple[Trainer, Crash]:
    walker = trainer(cell="rnn", optimizer="sgd", edits=OVERFLOW)
    with pytest.raises(Diverged) as told:
        walker.goto(9)
    assert told.value.crash
    return walker, told.value.crash


def test_the_report_names_update_beat_line_and_operation(broken: tuple[Trainer, Crash]) -> None:
    walker, found = broken
    assert (found.run, found.update, walker.step) == ("wild", 5, 5)
    assert found.beat == Beat(Phase.FORWARD, 0, "y")
    assert (found.op, found.reads) == ("affine", ("h",))
    assert math.isinf(found.value)
    state, weight, bias = found.inputs
    assert (state.name, weight.name, bias.name) == ("h", "y.h", "y.b")
    assert weight.value == 1.7e308
    assert state.finite
    assert state.unit == weight.source


def test_the_last_updates_are_in_it(broken: tuple[Trainer, Crash]) -> None:
    walker, found = broken
    assert found.losses == tuple(walker.losses)
    assert found.lengths == tuple(walker.lengths)
    long = crash(walker.look().inside, found.fault, list(range(50)), list(range(50)))
    assert long.losses == tuple(range(50 - LAST, 50))


def test_it_crosses_the_pipe_in_the_error(broken: tuple[Trainer, Crash]) -> None:
    _, found = broken
    again = pickle.loads(pickle.dumps(Diverged("a", "b", "c", found)))
    assert again.crash == found
    assert str(again) == "a b c"


def test_the_step_can_be_looked_at_all_the_same_and_nothing_happens(broken: tuple[Trainer, Crash]) -> None:
    walker, found = broken
    before = [array.tobytes() for array in walker.weight.values()]
    seen = walker.look()
    assert seen.inside.broken
    assert seen.update == walker.step == 5
    assert not np.isfinite(seen.losses[-1])
    assert not np.isfinite(seen.inside.value["y"][0]).all()
    assert walker.crash() == found
    assert [array.tobytes() for array in walker.weight.values()] == before
    walker.goto(3)
    assert walker.crash() is None
    assert not walker.look().inside.broken


def test_the_row_that_broke_is_the_one_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = trainer()
    batch = walker._batch()
    x = batch.x.copy()
    x[2, 3, 1] = math.nan
    monkeypatch.setattr(walker, "_batch", lambda: replace(batch, x=x))
    found, seen = walker.crash(), walker.look().inside
    assert found
    assert found.fault == Fault(Phase.FORWARD, 2, "x", 3, 1)
    assert (found.op, found.inputs) == ("", ())
    assert (seen.row, seen.tokens) == (3, batch.tokens[3])
    assert math.isnan(seen.value["x"][2, 1])


def test_padding_before_it_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = trainer()
    batch = walker._batch()
    x, alive = batch.x.copy(), np.ones(batch.x.shape[:2])
    x[4, 3, 1], alive[1:3, 3] = math.nan, 0
    monkeypatch.setattr(walker, "_batch", lambda: replace(batch, x=x, alive=alive))
    found, seen = walker.crash(), walker.look().inside
    assert found
    assert (found.fault.t, found.fault.row, seen.T) == (2, 3, 4)
    assert math.isnan(seen.value["x"][2, 1])
    assert math.isnan(found.value)


@pytest.mark.parametrize("cell", ["rnn", "gru-cho", "lstm", "lstm-peephole"])
def test_an_operation_of_units_can_be_done_again_from_what_is_reported(cell: str) -> None:
    trace = trainer(cell=cell).trace()
    for line in trace.lines:
        if line.op.learns == "matrices":
            continue
        found = crash(trace, Fault(Phase.FORWARD, 4, line.name, 0, 2), (), ())
        assert line.op.run(np, *(each.value for each in found.inputs)) == pytest.approx(trace.value[line.name][4, 2])
        assert found.value == trace.value[line.name][4, 2]


@pytest.mark.parametrize("name", ["zi", "zf", "y"])
def test_of_a_product_the_largest_term_is_reported(name: str) -> None:
    trace = trainer().trace()
    found = crash(trace, Fault(Phase.FORWARD, 3, name, 0, 1), (), ())
    *pairs, bias = found.inputs
    assert bias.value == trace.weight[f"{name}.b"][1]
    for given, weight in zip(pairs[::2], pairs[1::2], strict=True):
        source = weight.name.partition(".")[2]
        came = trace.value[given.name][given.t]
        terms = came * trace.weight[weight.name][:, 1]
        assert given.t == (2 if source == "h'" else 3)
        assert given.value * weight.value == pytest.approx(terms[np.abs(terms).argmax()])
    wild = planted(trace, "value", "h", (2 if name != "y" else 3, 0))
    inputs = crash(wild, Fault(Phase.FORWARD, 3, name, 0, 1), (), ()).inputs
    assert any(not each.finite and each.unit == 0 for each in inputs)


def test_before_the_first_step_is_what_was_carried_in() -> None:
    trace = trainer().trace()
    found = crash(trace, Fault(Phase.FORWARD, 0, "kept", 0, 1), (), ())
    assert found.inputs[1] == Operand("c", False, -1, 1, -1, 0.0)


def test_in_the_backward_pass_the_line_it_came_through_is_reported() -> None:
    trace = trainer(cell="rnn").trace()
    wide = planted(trace, "grad", "y", (5, 0), 1e308)
    heavy = replace(wide, weight={**wide.weight, "y.h": wide.weight["y.h"] * 1e10})
    found = crash(heavy, Fault(Phase.BACKWARD, 5, "h", 0, 1), (), ())
    assert (found.op, found.through) == ("affine", "y")
    d, weight = found.inputs
    assert (d.name, d.gradient, d.value) == ("y", True, 1e308)
    assert (weight.name, weight.source, weight.unit) == ("y.h", 1, 0)
    assert weight.value == heavy.weight["y.h"][1, 0]
    assert "h at time step 6 of the backward pass, which came through affine of y" in found.said


def test_a_slope_of_units_is_reported_with_all_it_was_made_of() -> None:
    trace = planted(trainer().trace(), "grad", "kept", (4, 2))
    found = crash(trace, Fault(Phase.BACKWARD, 4, "f", 0, 2), (), ())
    assert (found.op, found.through) == ("times", "kept")
    assert [(each.name, each.t, each.gradient) for each in found.inputs] == [
        ("kept", 4, True), ("f", 4, False), ("c", 3, False)
    ]  # fmt: skip
    assert found.inputs[2].value == trace.value["c"][3, 2]


def test_a_sum_that_overflows_names_its_terms() -> None:
    trace = trainer(cell="rnn").trace()
    found = crash(trace, Fault(Phase.BACKWARD, 3, "h", 0, 1), (), ())
    assert (found.op, found.through, found.reads) == ("sum", "", ("y", "z"))
    assert sum(each.value for each in found.inputs) == pytest.approx(trace.grad["h"][3, 1])
    assert "which came through a sum" in found.said


def test_loss_weights_and_update_have_their_words() -> None:
    trace = trainer(cell="rnn").trace()
    loss = crash(planted(trace, "value", "y", (4, 1), 1e300), Fault(Phase.LOSS), (), ())
    assert (loss.said, loss.inputs) == ("the loss", (Operand("y", False, 4, 1, -1, 1e300),))
    assert loss.beat == Beat(Phase.LOSS)
    head = crash(trace, Fault(Phase.BACKWARD, 4, "y", 0, 1), (), ())
    assert (head.op, head.inputs[0].value) == ("loss", trace.value["y"][4, 1])
    assert "came through the loss" in head.said
    weight = crash(trace, Fault(Phase.BACKWARD, name="z.h'", unit=1, source=2), (), ())
    assert "the gradient of z.h', summed over all" in weight.said
    assert weight.value == trace.grad["z.h'"][2, 1]
    update = crash(trace, Fault(Phase.UPDATE), (), ())
    assert (update.op, update.beat) == ("adam", Beat(Phase.UPDATE))
    assert "the optimizer adds" in update.said


def test_a_broken_update_is_loaded_and_shown_if_it_is_asked_for() -> None:
    run = Run(task="brackets", length=6, hidden=3, edits=(Edit(at=2, weight="*", set=1e308),))
    desk = Desk()
    failed = desk.answer(Load((run,), ("a",), 2))
    assert isinstance(failed, Failed)
    shown = desk.answer(Load((run,), ("a",), 2, None, True))
    assert isinstance(shown, Advanced)
    assert shown.traces[0].broken
    assert shown.crash == failed.crash is not None
    whole = desk.answer(Load((run,), ("a",), 1, None, True))
    assert isinstance(whole, Advanced)
    assert whole.crash is None
