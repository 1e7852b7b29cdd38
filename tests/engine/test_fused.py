"""Torch's own layers with our weights; their agreement in every architecture is in test_torched.py."""

import numpy as np
import pytest

from engine.builtin import builtin
from engine.model import Model, Start, draw
from engine.outside import Outside
from engine.windows import Cut

torch = pytest.importorskip("torch")
fused = pytest.importorskip("engine.fused")


def made(cut: Cut | None = None, alive: object = None) -> tuple[object, object, dict[str, object]]:
    """A net, what it gives, and what its weights are told."""
    model, rng = Model("lstm", "softmax", 3, 4, 2), np.random.default_rng(0)
    net = fused.Fused(model, builtin(model), torch.zeros(1, dtype=torch.float64))
    weight = {name: torch.tensor(array) for name, array in draw(model, Start(), rng).items()}
    x, seed = torch.tensor(rng.normal(size=(6, 2, 3))), torch.tensor(rng.normal(size=(6, 2, 2)))
    value = net.forward(weight, x, Outside(alive=alive), cut)
    return net, value, net.backward(seed, cut)


def test_a_second_pass_does_not_add_to_the_first() -> None:
    net, _, told = made()
    first = {name: array.clone() for name, array in told.items()}
    weight = {name: torch.zeros_like(array) for name, array in first.items()}
    for _ in range(2):
        net.forward(weight, torch.ones(6, 2, 3, dtype=torch.float64), Outside())
        again = net.backward(torch.ones(6, 2, 2, dtype=torch.float64))
        assert again["y.b"].tolist() == [12, 12]
    assert set(again) == set(first)


def test_windows_that_reach_the_start_truncate_nothing() -> None:
    for name, array in made()[2].items():
        torch.testing.assert_close(made(Cut(2, 6))[2][name], array, rtol=0, atol=1e-12)
    assert (made(Cut(2, 2))[2]["zi.h'"] - made()[2]["zi.h'"]).abs().max() > 1e-3


def test_a_row_without_a_step_carries_its_start_out() -> None:
    alive = torch.ones(6, 2, dtype=torch.float64)
    alive[:, 1] = 0
    _, value, _ = made(alive=alive)
    assert value["c"].shape == (1, 2, 4)
    assert value["c"][0, 1].abs().max() == 0 < value["c"][0, 0].abs().max()
