"""L1 and L2: their slope, whom they leave alone, and what training and traces make of them."""

import numpy as np
import pytest

from engine import derive
from engine.penalty import penalty, penalty_slope
from engine.run import Run
from engine.trainer import Trainer

PULLED = Run(task="brackets", length=12, hidden=5, batch=1, l1=0.01, l2=0.3)


def test_the_slope_agrees_with_finite_differences_and_no_bias_has_one() -> None:
    rng = np.random.default_rng(0)
    weight, way = ({"a.x": rng.normal(size=(3, 5)), "a.b": rng.normal(size=5)} for _ in range(2))
    slope, eps = penalty_slope(weight, 0.2, 0.7), 1e-5
    assert set(slope) == {"a.x"}
    up, down = (penalty({k: w + sign * eps * way[k] for k, w in weight.items()}, 0.2, 0.7) for sign in (1, -1))
    assert (up - down) / (2 * eps) == pytest.approx(float((slope["a.x"] * way["a.x"]).sum()), rel=1e-9)
    assert penalty_slope(weight, 0, 0) == {}


def test_the_trace_tells_the_penaltys_part_from_the_datas() -> None:
    found, plain = Trainer(PULLED).trace(), Trainer(PULLED.model_copy(update={"l1": 0.0, "l2": 0.0})).trace()
    pulled = derive.penalty(found)
    assert derive.penalty(plain) == {}
    for name, array in found.grad.items():
        np.testing.assert_allclose(array, plain.grad[name] + pulled.get(name, 0), rtol=0, atol=1e-15, err_msg=name)
    for name in found.weight:
        shares = derive.shares(found, name).sum(axis=0)
        np.testing.assert_allclose(shares + pulled.get(name, 0), found.grad[name], rtol=0, atol=1e-14)
    assert derive.gathered(found)[0] == pytest.approx(derive.grad_length(found))


def test_the_loss_that_is_shown_is_the_datas_and_the_gradient_check_knows_the_penalty() -> None:
    one, two = Trainer(PULLED), Trainer(PULLED.model_copy(update={"l1": 0.0, "l2": 0.0}))
    one.advance()
    two.advance()
    assert one.losses == two.losses
    error = one.check()
    assert error is not None
    assert error < 1e-7


def test_l2_under_plain_descent_is_torchs_weight_decay() -> None:
    torch = pytest.importorskip("torch")
    walker = Trainer(PULLED.model_copy(update={"l1": 0.0, "optimizer": "sgd", "clip": None}))
    before = walker.trace()
    for name, array in walker.weight.items():
        parameter = torch.nn.Parameter(torch.tensor(np.array(array)))
        data = before.grad[name] - derive.penalty(before).get(name, 0)
        parameter.grad = torch.tensor(data)
        torch.optim.SGD([parameter], lr=0.01, weight_decay=0.0 if name.endswith(".b") else 0.3).step()
        np.testing.assert_allclose(array + before.delta[name], parameter.detach().numpy(), rtol=0, atol=1e-15)


def test_l1_makes_weights_small() -> None:
    strong, none = (Trainer(PULLED.model_copy(update={"l1": l1, "l2": 0.0})) for l1 in (0.1, 0.0))
    strong.goto(60)
    none.goto(60)
    assert abs(strong.weight["zi.h'"]).sum() < 0.5 * abs(none.weight["zi.h'"]).sum()
