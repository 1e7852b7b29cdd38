"""A trainer is a pure function of (run, step): the same bits on every path, and looking changes nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import derive, trainer
from engine.arrays import Named
from engine.cells import CELLS
from engine.errors import Diverged, RunError
from engine.optim import OPTIMIZERS
from engine.run import Edit, Run
from engine.tasks import TASKS
from engine.tasks.task import Batch
from engine.trainer import Trainer

SMALL = Run(task="brackets", length=12, hidden=3, batch=5, edits=(Edit(at=30, weight="zf.*", scale=0.5),))
STRAIGHT: dict[int, bytes] = {}


def bits(found: Trainer) -> bytes:
    """All weights of the present step."""
    return b"".join(array.tobytes() for array in found.weight.values())


def straight(step: int) -> bytes:
    """The weights after training to a step without detours."""
    if step not in STRAIGHT:
        fresh = Trainer(SMALL)
        fresh.goto(step)
        STRAIGHT[step] = bits(fresh)
    return STRAIGHT[step]


@settings(max_examples=12)
@given(st.lists(st.integers(0, 90), min_size=1, max_size=7), st.booleans())
def test_a_step_has_the_same_bits_on_every_path(steps: list[int], look: bool) -> None:
    walker = Trainer(SMALL)
    for step in steps:
        walker.goto(step)
        if look:
            walker.trace()
            walker.trace("(())")
            walker.measure()
        assert bits(walker) == straight(step)
        assert len(walker.losses) == walker.step == step


KINDS = (
    *({"task": task} for task in TASKS),
    *({"cell": cell} for cell in CELLS),
    *({"optimizer": optimizer} for optimizer in OPTIMIZERS),
    {"layers": 3}, {"bidirectional": True}, {"k1": 3, "k2": 5}, {"cell": "mlp", "window": 4},
    {"task": "text", "length": 9, "stateful": True}, {"layers": 2, "drop_outputs": 0.3, "drop_recurrent": 0.2},
)  # fmt: skip


@pytest.mark.parametrize("keys", KINDS, ids=str)
def test_going_back_and_forth_repeats_for_every_kind_of_run(keys: dict[str, object]) -> None:
    run = Run.model_validate({"task": "brackets", "hidden": 3, "batch": 2, "dtype": "float32"} | keys)
    one, two = Trainer(run), Trainer(run)
    one.goto(6)
    two.goto(9)
    two.goto(6)
    assert bits(one) == bits(two)
    assert one.losses == two.losses


def test_where_a_run_has_been_it_goes_again_without_training(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = Trainer(SMALL)
    walker.goto(90)
    there, losses, done = bits(walker), list(walker.losses), []
    walker.goto(0)
    plain = Trainer.advance
    monkeypatch.setattr(Trainer, "advance", lambda self: done.append(self.step) or plain(self))
    walker.goto(90)
    assert done == list(range(75, 90)), "only from the last checkpoint on"
    assert (bits(walker), walker.losses, len(walker.lengths)) == (there, losses, 90)


def test_a_branch_goes_its_own_way_where_its_run_has_been_already() -> None:
    walker = Trainer(SMALL)
    walker.goto(90)
    walker.goto(60)
    run = SMALL.model_copy(update={"edits": (*SMALL.edits, Edit(at=60, key="rate", set=0.5))})
    branch, fresh = walker.branch(run), Trainer(run)
    for each in (branch, fresh):
        each.goto(90)
    assert bits(branch) == bits(fresh) != straight(90)
    assert branch.losses == fresh.losses
    walker.goto(90)
    assert bits(walker) == straight(90)


def test_losses_and_traces_repeat_too() -> None:
    walker = Trainer(SMALL)
    walker.goto(60)
    before, losses = walker.trace(), list(walker.losses)
    walker.goto(7)
    walker.goto(60)
    after = walker.trace()
    assert walker.losses == losses
    for name in before.grad:
        assert before.grad[name].tobytes() == after.grad[name].tobytes()


def test_what_the_trace_announces_is_what_the_update_does() -> None:
    walker = Trainer(SMALL)
    walker.goto(11)
    seen = walker.trace()
    walker.advance()
    for name, array in walker.weight.items():
        np.testing.assert_array_equal(array, seen.weight[name] + seen.delta[name])


def test_looking_at_a_string_of_ones_own_changes_nothing() -> None:
    walker = Trainer(SMALL)
    walker.goto(5)
    before = bits(walker)
    seen = walker.trace("(()())")
    assert (seen.probe, seen.rows, seen.T, "".join(seen.tokens)) == (True, 1, 6, "(()())")
    assert not any(array.any() for array in seen.delta.values())
    assert any(seen.grad[name].any() for name in seen.weight)
    assert bits(walker) == before
    walker.goto(9)
    assert bits(walker) == straight(9)


def test_a_trace_does_not_change_when_the_trainer_goes_on() -> None:
    walker = Trainer(SMALL)
    seen = walker.trace()
    before = {name: array.copy() for name, array in (seen.value | seen.grad).items()}
    walker.goto(3)
    for name, array in before.items():
        np.testing.assert_array_equal({**seen.value, **seen.grad}[name], array)
    with pytest.raises(ValueError, match="read-only"):
        walker.weight["y.b"][...] = 0


def test_gradients_are_of_the_batchs_mean() -> None:
    walker = Trainer(SMALL)
    batch = walker._batch()

    def copied(array: np.ndarray) -> np.ndarray:
        return np.concatenate([array, array], axis=1)

    double = Batch(copied(batch.x), copied(batch.targets), copied(batch.scored), batch.tokens * 2)
    one, two = walker._pass(batch), walker._pass(double, probe=True)
    assert one.loss == pytest.approx(two.loss, rel=1e-12)
    for name in walker.weight:
        np.testing.assert_allclose(one.grad[name], two.grad[name], rtol=0, atol=1e-14)


def test_clipping_shortens_the_step_but_not_the_gradient_shown() -> None:
    run = Run(task="text", length=12, hidden=3, optimizer="sgd", rate=1.0, clip=0.01)
    seen = Trainer(run).trace()
    assert derive.grad_length(seen) > 0.01
    steps = np.concatenate([array.ravel() for array in seen.delta.values()])
    assert np.linalg.norm(steps) == pytest.approx(0.01)


def test_an_edit_is_part_of_the_history_from_its_step_on() -> None:
    plain, changed = Trainer(SMALL.model_copy(update={"edits": ()})), Trainer(SMALL)
    for walker in (plain, changed):
        walker.goto(29)
    assert bits(plain) == bits(changed)
    for walker in (plain, changed):
        walker.goto(30)
    np.testing.assert_array_equal(changed.weight["zf.b"], 0.5 * plain.weight["zf.b"])
    np.testing.assert_array_equal(changed.weight["zi.b"], plain.weight["zi.b"])


def test_a_net_without_memory_stays_without() -> None:
    walker = Trainer(Run(task="text", length=12, cell="rnn", hidden=5, recurrent=False))
    walker.goto(5)
    assert not walker.weight["z.h'"].any()
    assert walker.weight["z.x"].any()
    same = walker.trace("that")
    np.testing.assert_array_equal(same.value["h"][0], same.value["h"][3])


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_with_a_memory_learns_to_count_brackets_and_the_one_without_does_not(cell: str) -> None:
    walker = Trainer(Run(task="brackets", kinds=1, length=12, cell=cell, rate=0.03))
    walker.goto(150)
    fallen = np.mean(walker.losses[-10:]) / np.mean(walker.losses[:10])
    assert fallen < 0.4 if walker.model.cell.carry else fallen > 0.5
    wrong = walker.check()
    assert wrong is not None
    assert wrong < 1e-8


@pytest.mark.parametrize("cell", CELLS)
def test_no_recurrent_matrix_of_any_cell_learns_when_it_is_cut(cell: str) -> None:
    walker = Trainer(Run(task="text", length=12, cell=cell, hidden=5, recurrent=False))
    walker.goto(2)
    held = {name for name, array in walker.weight.items() if not array.any()}
    assert held == set(CELLS[cell].recurrent)


def test_checkpoints_stay_few_however_long_the_training() -> None:
    walker = Trainer(Run(task="brackets", length=2, hidden=1, batch=1, cell="rnn"))
    walker.goto(trainer.SPACING * trainer.KEPT * 2 + 1)
    assert len(walker._checkpoints) <= trainer.KEPT
    assert 0 in walker._checkpoints
    walker.goto(walker.step - 1)
    assert walker.step == trainer.SPACING * trainer.KEPT * 2


def test_a_training_can_be_left_between_updates_and_makes_progress_all_the_same() -> None:
    walker = Trainer(SMALL)
    walker.goto(50, stop=lambda: True)
    assert walker.step == 1
    walker.goto(50, stop=lambda: walker.step >= 20)
    assert walker.step == 20
    assert bits(walker) == straight(20)


def test_there_is_no_step_before_the_first() -> None:
    with pytest.raises(RunError, match=r"There is no step -1\."):
        Trainer(SMALL).goto(-1)


def test_a_number_that_is_not_finite_is_told_with_its_place() -> None:
    edits = (Edit(at=2, weight="y.h", set=1e308), Edit(at=2, weight="z.b", set=30.0))
    walker = Trainer(Run(task="hold", length=5, cell="rnn", hidden=3, edits=edits), "wild")
    with pytest.raises(Diverged, match=r"Run wild diverged at update 2: a number in y at time step 1 of the forward"):
        walker.goto(5)
    assert walker.step == 2
    assert len(walker.losses) == 2


def test_a_gradient_that_overflows_is_told_with_its_place() -> None:
    edits = (
        Edit(at=0, weight="y.h", scale=1e200),
        Edit(at=0, weight="z.x", set=0.0),
        Edit(at=0, weight="z.b", set=0.0),
    )
    edits += (Edit(at=0, weight="y.b", set=1e150),)
    walker = Trainer(Run(task="hold", length=5, cell="rnn", hidden=3, edits=edits), "wild")
    with pytest.raises(Diverged, match="diverged at update 0: a number in h at time step 5 of the backward pass"):
        walker.goto(1)


def test_a_training_that_runs_away_is_noticed() -> None:
    walker = Trainer(Run(task="hold", length=5, cell="rnn", hidden=3, optimizer="sgd", rate=1e4, clip=None))
    with pytest.raises(Diverged):
        walker.goto(500)


def weights_after(seed: int) -> Named:
    """The weights of a short training."""
    walker = Trainer(SMALL.model_copy(update={"seed": seed}))
    walker.goto(1)
    return walker.weight


def test_another_seed_is_another_run() -> None:
    assert any((weights_after(1)[name] != array).any() for name, array in weights_after(2).items())


def test_the_answer_is_the_forward_pass_of_the_trace() -> None:
    walker = Trainer(SMALL)
    seen = walker.trace("(())")
    np.testing.assert_array_equal(walker.answer(seen.value["x"][:, None])[:, 0], seen.value["y"])
    assert walker.measure() == walker.measure()
