"""A planted NaN is found exactly where it is: update, time step, pass, line, row and unit."""

import re
from dataclasses import replace

import numpy as np
import pytest

from engine.beats import Beats, Phase
from engine.diverged import Fault, first_fault, telling
from engine.edits import Edit
from engine.errors import Diverged
from engine.outside import NOTHING
from engine.passes import Pass
from engine.run import Run
from engine.tasks.task import Batch
from engine.trainer import Trainer


def trainer(**keys: object) -> Trainer:
    return Trainer(Run.model_validate({"task": "brackets", "length": 6, "hidden": 3, "batch": 2} | keys), "wild")


def passed(walker: Trainer) -> Pass:
    return walker._passes.explained(walker.weight, walker._batch(), NOTHING)


def found(walker: Trainer, done: Pass) -> Fault | None:
    return first_fault(Beats(walker.model.names, len(done.value["y"])), done, walker.weight)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("t", [0, 3, 5])
def test_a_planted_nan_is_found_wherever_it_is(cell: str, t: int) -> None:
    walker = trainer(cell=cell)
    for line in walker.model.lines:
        for phase in (Phase.FORWARD, Phase.BACKWARD):
            done = passed(walker)
            (done.value if phase is Phase.FORWARD else done.grad)[line.name][t, 1, 1] = np.nan
            assert found(walker, done) == Fault(phase, t, line.name, 1, 1)


def test_all_that_is_finite_has_no_fault() -> None:
    walker = trainer()
    assert found(walker, passed(walker)) is None


def test_the_first_of_many_is_found_in_the_order_of_the_beats() -> None:
    walker = trainer(cell="rnn")
    done = passed(walker)
    done.value["h"][3:] = np.inf
    done.value["y"][2] = np.nan
    done.grad["z"][5] = np.nan
    assert found(walker, done) == Fault(Phase.FORWARD, 2, "y", 0, 0)
    done.value["x"][2, 1, 1] = np.nan
    assert found(walker, done) == Fault(Phase.FORWARD, 2, "x", 1, 1)


def test_the_last_steps_gradient_comes_first_and_the_loss_before_it() -> None:
    walker = trainer(cell="rnn")
    done = passed(walker)
    done.grad["z"][2:5] = np.nan
    done.grad["h"][3] = np.inf
    assert found(walker, done) == Fault(Phase.BACKWARD, 4, "z", 0, 0)
    broken = replace(done, loss=float("inf"))
    assert found(walker, broken) == Fault(Phase.LOSS)


def test_a_weights_gradient_alone_is_found_too() -> None:
    walker = trainer(cell="rnn")
    done = passed(walker)
    done.grad["z.h'"] = done.grad["z.h'"].copy()
    done.grad["z.h'"][2, 1] = np.nan
    assert found(walker, done) == Fault(Phase.BACKWARD, name="z.h'", unit=1, source=2)
    done = passed(walker)
    done.grad["y.b"] = np.array([0.0, np.inf, 1.0])
    assert found(walker, done) == Fault(Phase.BACKWARD, name="y.b", unit=1)


def test_what_tells_most_is_what_is_no_number_else_what_is_largest() -> None:
    assert telling(np.array([1.0, -3.0, 2.0])) == 1
    assert telling(np.array([1e9, -3.0, np.nan, np.inf])) == 2


def test_an_input_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = trainer()
    batch = walker._batch()
    x = batch.x.copy()
    x[2, 1, 0] = np.nan
    monkeypatch.setattr(walker, "_batch", lambda: Batch(x, batch.targets, batch.scored, batch.tokens))
    with pytest.raises(Diverged, match=r"in x at time step 3 of the forward pass \(it comes from outside\)"):
        walker.advance()


def test_a_run_can_be_replayed_up_to_where_it_diverged() -> None:
    edits = [Edit(at=5, weight="y.h", set=1.7e308), Edit(at=5, weight="z.b", set=30.0)]
    run = {"cell": "rnn", "optimizer": "sgd", "edits": edits}
    walker, straight = trainer(**run), trainer(**run)
    with pytest.raises(Diverged, match=r"Run wild diverged at update 5: .* \(affine of h\) is not finite\.") as told:
        walker.goto(9)
    assert walker.step == 5
    assert re.search("update 5 is still there", told.value.remedy)
    straight.goto(4)
    seen = straight.trace()
    for step in (4, 0, 4):
        walker.goto(step)
        assert (walker.step, len(walker.losses)) == (step, step)
    for name, array in walker.trace().grad.items():
        assert array.tobytes() == seen.grad[name].tobytes()
    with pytest.raises(Diverged, match="at update 5"):
        walker.goto(9)


def test_an_update_that_is_no_number_is_refused_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = trainer(dtype="float32", optimizer="sgd", rate=1e6, clip=None)
    seen = walker.weight["y.b"].copy()
    monkeypatch.setattr(walker._update, "moved", lambda *_: (np.full_like(walker._vector, np.inf), {}))
    with pytest.raises(Diverged, match="a number that the optimizer adds to the weights is not finite"):
        walker.advance()
    assert (walker.step, walker.losses) == (0, [])
    np.testing.assert_array_equal(walker.weight["y.b"], seen)
