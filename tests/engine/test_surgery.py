"""Changes tried on a step: nothing moves, undoing gives the same bits, and keeping gives those that were tried."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import derive
from engine.edits import Edit
from engine.errors import RunError
from engine.run import Run
from engine.surgery import Theatre, ablated, clamped, continues, frozen, kept, severed, tried
from engine.trace import Trace
from engine.trainer import Trainer

AT = 12
RUN = Run(task="brackets", length=10, hidden=5, batch=3, rate=0.05)
CHANGES: dict[str, tuple[Edit, ...]] = {
    "gate open": (clamped("f", 1.0, AT),),
    "gate shut for one unit and step": (clamped("i", 0.0, AT, unit=2, steps=(3, 3)),),
    "ablated": ablated(4, AT),
    "frozen": frozen(1, AT, ("h", "c")),
    "frozen from a step on": frozen(1, AT, ("c",), since=5),
    "edge cut": severed(2, 3, AT),
    "forget bias": (Edit.model_validate({"at": AT, "weight": "zf.b", "set": 3.0}),),
    "one weight": (Edit.model_validate({"at": AT, "weight": "zo.h'", "source": 1, "unit": 2, "scale": -2.0}),),
    "rate": (Edit.model_validate({"at": AT, "key": "rate", "scale": 0.1}),),
    "clip": (Edit.model_validate({"at": AT, "key": "clip", "set": 0.001}),),
}
EACH = pytest.mark.parametrize("name", CHANGES)


def trainer(step: int = AT, run: Run = RUN) -> Trainer:
    found = Trainer(run, "a")
    found.goto(step)
    return found


def bits(trace: Trace) -> bytes:
    """All numbers of a trace."""
    groups = (trace.value, trace.grad, trace.weight, trace.delta)
    return b"".join(array.tobytes() for arrays in groups for array in arrays.values())


@EACH
def test_a_trial_changes_nothing_and_undoing_gives_the_same_bits(name: str) -> None:
    walker = trainer()
    before, losses = bits(walker.trace()), list(walker.losses)
    after = tried(walker, CHANGES[name]).inside
    assert bits(after) != before
    assert bits(tried(walker, ()).inside) == before
    assert bits(walker.trace()) == before
    assert (walker.losses, walker.step, walker.run) == (losses, AT, RUN)
    walker.goto(AT + 4)
    straight = trainer(AT + 4)
    assert bits(walker.trace()) == bits(straight.trace())


@EACH
def test_what_is_kept_is_what_was_tried_on_every_path(name: str) -> None:
    walker = trainer()
    after, run = tried(walker, CHANGES[name]).inside, kept(walker, CHANGES[name])
    branch, straight = walker.branch(run), trainer(AT, run)
    assert bits(after) == bits(branch.trace()) == bits(straight.trace())
    for step in (AT + 6, 3, AT, AT + 9, AT - 1):
        branch.goto(step)
        straight.goto(step)
        assert bits(branch.trace()) == bits(straight.trace())
    assert walker.step == AT


@EACH
def test_the_gradients_of_a_trial_agree_with_finite_differences(name: str) -> None:
    walker = trainer()
    error = walker.branch(kept(walker, CHANGES[name])).check()
    assert error is not None
    assert error < 1e-8


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*CHANGES, "step", "back", "undo"]), max_size=8))
def test_random_walks_of_trials_and_undos_come_back_to_the_same_bits(walk: list[str]) -> None:
    walker = trainer()
    before = bits(walker.trace())
    for move in walk:
        if move in CHANGES:
            tried(walker, tuple(change.model_copy(update={"at": walker.step}) for change in CHANGES[move]))
        else:
            walker.goto({"step": walker.step + 1, "back": max(0, walker.step - 5), "undo": walker.step}[move])
    walker.goto(AT)
    assert bits(walker.trace()) == before


def test_a_clamped_gate_says_so_in_the_trace() -> None:
    after = tried(trainer(), (clamped("f", 1.0, AT, unit=2, steps=(3, 5)),)).inside
    assert (after.value["f"][2:5, 1] == 1).all()
    assert after.holds["f"].fixed.sum() == 3
    assert not after.grad["zf"][2:5, 1].any()
    assert after.grad["zf"][:2, 1].any()
    assert not trainer().trace().holds


def test_an_ablated_unit_is_heard_by_nobody() -> None:
    after = tried(trainer(), ablated(4, AT)).inside
    assert not after.value["h"][:, 3].any()
    for name in ("zi.h'", "zf.h'", "y.h"):
        assert not after.grad[name][3].any()
        assert after.grad[name][2].any()


def test_a_cut_edge_stays_cut_when_it_is_kept() -> None:
    walker = trainer()
    branch = walker.branch(kept(walker, severed(2, 3, AT)))
    branch.goto(AT + 5)
    for name in ("zi.h'", "zf.h'", "zo.h'", "zg.h'"):
        assert branch.weight[name][1, 2] == 0
        assert np.count_nonzero(branch.weight[name]) == 24


def test_several_changes_at_once_and_a_string_of_ones_own() -> None:
    walker = trainer()
    after = tried(walker, (*CHANGES["gate open"], *CHANGES["forget bias"]), "(())").inside
    assert (after.probe, after.T) == (True, 4)
    assert (after.value["f"] == 1).all()
    assert (after.weight["zf.b"] == 3).all()
    assert derive.loss(after) != derive.loss(walker.trace("(())"))


def test_held_out_data_are_measured_with_what_is_held() -> None:
    walker = trainer(200)
    branch = walker.branch(kept(walker, (clamped("h", 0.0, 200),)))
    x = walker.task.batch(np.random.default_rng(0), 2).x
    assert not branch.answer.values(x)["h"].any()
    assert branch.measure()["loss"] > walker.measure()["loss"] + 0.1


def test_a_run_with_held_lines_learns_the_rest() -> None:
    run = RUN.model_copy(update={"edits": (clamped("f", 1.0, 0),), "length": 6})
    walker = trainer(150, run)
    assert np.mean(walker.losses[-10:]) < 0.7 * np.mean(walker.losses[:10])
    assert (walker.trace().value["f"] == 1).all()
    start = trainer(0, run)
    np.testing.assert_array_equal(walker.weight["zf.x"], start.weight["zf.x"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"line": "q", "set": 1.0}, 'no line is called "q"'),
        ({"line": "f", "unit": 6, "set": 1.0}, "Units go from 1 to 5"),
        ({"line": "f", "keeps": True}, "f is not carried"),
        ({"weight": "q.*", "set": 1.0}, 'no weight is called "q'),
        ({"key": "clip", "set": -1.0}, "It must stay above 0"),
        ({"key": "drop_inputs", "set": 0.5}, "lines that the net does not have"),
    ],
)
def test_what_cannot_be_is_told(change: dict[str, object], said: str) -> None:
    walker = trainer()
    with pytest.raises(RunError, match=said):
        tried(walker, (Edit.model_validate({"at": 0} | change),))


def test_a_number_that_breaks_in_a_trial_is_shown_and_not_raised() -> None:
    huge = Edit.model_validate({"at": AT, "weight": "y.h", "set": 1.7e308})
    seen = tried(trainer(), (huge, clamped("h", 1.0, AT)))
    assert seen.inside.broken


def test_a_run_goes_on_from_a_trainer_that_stands_where_it_differs() -> None:
    walker = trainer()
    run = kept(walker, CHANGES["gate open"])
    again = pickle.loads(pickle.dumps(run))
    assert continues(again, walker)
    assert not continues(RUN, walker)
    assert not continues(run.model_copy(update={"rate": 0.1}), walker)
    walker.goto(AT + 1)
    assert not continues(run, walker)


@EACH
def test_a_theatre_shows_the_step_as_it_is_beside_what_would_be_and_looks_at_it_once(name: str) -> None:
    walker, theatre = trainer(), Theatre()
    first = theatre.trial(walker, ())
    assert first.before is first.after
    second = theatre.trial(walker, CHANGES[name])
    assert second.before is first.before
    assert bits(second.before) == bits(trainer().trace())
    assert bits(second.after) == bits(tried(walker, CHANGES[name]).inside)
    assert second.run == kept(walker, CHANGES[name])
    assert bits(theatre.trial(walker, ()).after) == bits(trainer().trace()), "undone to the same bits"


def test_a_theatre_looks_again_at_another_step_run_or_string() -> None:
    walker, theatre = trainer(), Theatre()
    seen = [bits(theatre.trial(walker, ()).before)]
    walker.goto(AT + 1)
    seen.append(bits(theatre.trial(walker, ()).before))
    assert seen[1] == bits(trainer(AT + 1).trace())
    seen.append(bits(theatre.trial(walker, (), "(())").before))
    branch = walker.branch(kept(walker, CHANGES["gate open"]))
    seen.append(bits(theatre.trial(branch, ()).before))
    assert seen[3] == bits(branch.trace())
    assert len(set(seen)) == 4
