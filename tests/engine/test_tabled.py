"""The table on tensors is the interpreter on tensors; its agreement with NumPy's is in test_torched.py."""

import numpy as np
import pytest

from engine.arrays import placed
from engine.bptt import forward
from engine.model import Model, Start, draw
from engine.outside import NOTHING

torch = pytest.importorskip("torch")
tabled = pytest.importorskip("engine.tabled")


def test_a_backward_pass_may_be_done_twice() -> None:
    model, rng = Model("lstm-peephole", "softmax", 3, 4, 2), np.random.default_rng(0)
    weight = draw(model, Start(), rng)
    there = {name: placed(array, "cpu") for name, array in weight.items()}
    x, seed = rng.normal(size=(5, 2, 3)), placed(rng.normal(size=(5, 2, 2)), "cpu")
    passes = tabled.Tabled(model, None, 0, recorded=False)
    value = passes.forward(there, placed(x, "cpu"), NOTHING)
    np.testing.assert_allclose(value["c"].numpy(), forward(model, weight, x)[0]["c"], rtol=0, atol=1e-14)
    first, again = passes.backward(seed), passes.backward(seed)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert first["pi.c'"].abs().max() > 0
