"""A planted NaN is reported exactly where it is: update, time step, pass, line and operation."""

import re

import numpy as np
import pytest

from engine.diverged import first_place
from engine.edits import Edit
from engine.errors import Diverged
from engine.passes import Pass
from engine.run import Run
from engine.tasks.task import Batch
from engine.trainer import Trainer


def trainer(**keys: object) -> Trainer:
    return Trainer(Run.model_validate({"task": "brackets", "length": 6, "hidden": 3, "batch": 2} | keys), "wild")


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("t", [0, 3, 5])
def test_a_planted_nan_is_named_wherever_it_is(cell: str, t: int) -> None:
    walker = trainer(cell=cell)
    for line in walker.model.lines:
        done = walker._passes.explained(walker.weight, walker._batch(), {})
        done.value[line.name][t, 1, 0] = np.nan
        said = first_place(walker.model, walker.weight, done)
        made = f"({line.op.name} of {', '.join(line.inputs)})"
        assert said == f"a number in {line.name} at time step {t + 1} of the forward pass {made}"


def test_the_first_of_many_is_named_in_the_order_of_the_beats() -> None:
    walker = trainer(cell="rnn")
    done = walker._passes.explained(walker.weight, walker._batch(), {})
    done.value["h"][3:] = np.inf
    done.value["y"][2] = np.nan
    done.grad["z"][5] = np.nan
    assert first_place(walker.model, walker.weight, done).startswith("a number in y at time step 3 of the forward")


def test_in_the_backward_pass_the_line_it_came_through_is_named() -> None:
    walker = trainer(cell="rnn")
    done = walker._passes.explained(walker.weight, walker._batch(), {})
    for name, t in (("y", 5), ("h", 5)):
        done.grad[name][t] = np.nan
    assert "y at time step 6 of the backward pass, which came through the loss" in place(walker, done)
    done.grad["y"][5] = 1e308
    assert "h at time step 6 of the backward pass, which came through a sum" in place(walker, done)
    wide = {**walker.weight, "y.h": walker.weight["y.h"] * 1e10}
    assert "came through affine of y" in first_place(walker.model, wide, done)


def place(walker: Trainer, done: Pass) -> str:
    return first_place(walker.model, walker.weight, done)


def test_a_weights_gradient_alone_is_named_too() -> None:
    walker = trainer(cell="rnn")
    done = walker._passes.explained(walker.weight, walker._batch(), {})
    done.grad["z.h'"] = done.grad["z.h'"] * np.nan
    assert "the gradient of z.h'" in place(walker, done)


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
    monkeypatch.setattr(walker._update, "delta", lambda *_: (np.full_like(walker._vector, np.inf), {}))
    with pytest.raises(Diverged, match="a number that the optimizer adds to the weights is not finite"):
        walker.advance()
    assert (walker.step, walker.losses) == (0, [])
    np.testing.assert_array_equal(walker.weight["y.b"], seen)
