"""What follows from a trace, against other ways to compute it."""

import numpy as np
import pytest

from engine import derive
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.losses import cross_entropy_slope
from engine.model import Model
from engine.outside import Outside
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)


def trace(cell: str = "lstm", rows: int = 1) -> Trace:
    """A trace some way into training."""
    trainer = Trainer(Run(task="brackets", kinds=2, length=12, cell=cell, hidden=5, batch=rows))
    trainer.goto(7)
    return trainer.trace()


@EVERY_CELL
def test_the_shares_of_the_time_steps_sum_to_the_whole_gradient(cell: str) -> None:
    found = trace(cell)
    for name in found.weight:
        shares = derive.shares(found, name)
        assert shares.shape == (found.T, *found.weight[name].shape)
        np.testing.assert_allclose(shares.sum(axis=0), found.grad[name], rtol=0, atol=1e-14, err_msg=name)


@EVERY_CELL
def test_the_length_of_a_share_needs_no_matrix(cell: str) -> None:
    found = trace(cell)
    whole = [np.concatenate([derive.shares(found, name)[t].ravel() for name in found.weight]) for t in range(found.T)]
    np.testing.assert_allclose(derive.share_lengths(found), [np.linalg.norm(share) for share in whole], rtol=1e-12)


@EVERY_CELL
def test_what_is_gathered_grows_from_the_last_share_to_the_whole_gradient(cell: str) -> None:
    found = trace(cell)
    gathered = derive.gathered(found)
    assert gathered[-1] == pytest.approx(derive.share_lengths(found)[-1])
    assert gathered[0] == pytest.approx(derive.grad_length(found))
    t = 5
    rest = [derive.shares(found, name)[t:].sum(axis=0).ravel() for name in found.weight]
    assert gathered[t] == pytest.approx(np.linalg.norm(np.concatenate(rest)))


def test_losses_sum_to_the_loss_and_one_row_is_the_batch() -> None:
    trainer = Trainer(Run(task="brackets", length=12, batch=1))
    found = trainer.trace()
    trainer.advance()
    assert derive.losses(found).shape == (12,)
    assert derive.losses(found).sum() == pytest.approx(derive.loss(found))
    assert derive.loss(found) == pytest.approx(trainer.losses[0], rel=1e-12)


def test_steps_that_are_not_scored_lose_nothing() -> None:
    found = Trainer(Run(task="hold", length=11)).trace()
    assert not derive.losses(found)[:-1].any()
    assert derive.loss(found) == pytest.approx(0.5 * float((found.value["y"][-1, 0] - found.targets[-1, 0]) ** 2))


def test_nothing_scored_at_all_is_a_loss_of_nothing() -> None:
    assert derive.loss(Trainer(Run(task="brackets")).trace(")(")) == 0


def test_answers_are_shares() -> None:
    np.testing.assert_allclose(derive.answers(trace()).sum(axis=1), 1)
    found = Trainer(Run(task="hold", length=11)).trace()
    assert derive.answers(found) is found.value["y"]


def test_a_carried_value_is_found_as_the_step_before_left_it() -> None:
    found = trace()
    np.testing.assert_array_equal(derive.before(found, "c")[1:], found.value["c"][:-1])
    assert not derive.before(found, "c")[0].any()
    assert derive.source(found, "h") is found.value["h"]
    np.testing.assert_array_equal(derive.source(found, "h'"), derive.before(found, "h"))


def test_lengths_are_those_of_numpy() -> None:
    found = trace()
    np.testing.assert_allclose(derive.grad_norms(found, "c"), np.linalg.norm(found.grad["c"], axis=1))
    every = np.concatenate([found.grad[name].ravel() for name in found.weight])
    assert derive.grad_length(found) == pytest.approx(np.linalg.norm(every))


def test_a_frame_has_the_bytes_of_its_numbers() -> None:
    found = trace("rnn")
    assert derive.frame_bytes(found) == 8 * (4 + 5 + 5 + 5 + 5)  # x, z, h, y and the h before


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu"])
def test_the_jacobian_is_what_a_small_push_does(cell: str) -> None:
    found, t, eps = trace(cell), 4, 1e-6
    model = Model(cell, "softmax", 4, 5, 5)
    x = found.value["x"][t : t + 1, None]
    start = found.value["h"][t - 1 : t]
    columns = []
    for unit in range(5):
        push = np.eye(5)[unit] * eps
        pushed = (Outside({"h": start + way * push}) for way in (1, -1))
        up, down = (forward(model, found.weight, x, outside)[0]["h"][0, 0] for outside in pushed)
        columns.append((up - down) / (2 * eps))
    np.testing.assert_allclose(derive.jacobian(found, t), np.array(columns).T, atol=1e-9)


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu"])
@pytest.mark.parametrize("dropped", [{}, {"drop_recurrent": 0.4}, {"drop_recurrent": 0.4, "drop_outputs": 0.3}])
def test_jacobians_carry_the_gradient_back(cell: str, dropped: dict[str, float]) -> None:
    found = Trainer(Run(task="hold", cell=cell, hidden=5, length=11, batch=1, **dropped)).trace()
    for t in range(1, 11):
        np.testing.assert_allclose(
            derive.jacobian(found, t).T @ found.grad["h"][t], found.grad["h"][t - 1], rtol=0, atol=1e-14
        )


def test_the_radius_is_the_largest_eigenvalue() -> None:
    assert derive.radius(np.diag([0.5, -2.0, 1.0])) == pytest.approx(2)


def test_a_trace_repeats_as_the_interpreter_computes_it() -> None:
    found = trace()
    model = Model("lstm", "softmax", 4, 5, 5)
    value, tape = forward(model, found.weight, found.value["x"][:, None])
    seed = cross_entropy_slope(value["y"], found.targets[:, None]) * found.scored[:, None, None] / found.scored.sum()
    grad = backward(model, found.weight, tape, seed)
    for name in found.weight:
        np.testing.assert_allclose(found.grad[name], grad[name], rtol=0, atol=1e-12)
