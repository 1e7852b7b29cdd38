"""The rivals compute what we compute: torch's LSTM with our weights gives our h and our gradients."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.passing import Inside, Shape

torch = pytest.importorskip("torch")
rivals = pytest.importorskip("engine.rivals")
kernels, layer = pytest.importorskip("engine.kernels"), pytest.importorskip("engine.layer")


def test_torchs_lstm_is_ours() -> None:
    rng, theirs = np.random.default_rng(0), torch.nn.LSTM(5, 5, dtype=torch.float64)
    weight = draw(Model("lstm", "softmax", 5, 5, 1), Start(), rng)
    x, seed = rng.normal(size=(7, 3, 5)), rng.normal(size=(7, 3, 5))
    order = ("zi", "zf", "zg", "zo")
    with torch.no_grad():
        for name, end in (("weight_ih_l0", "x"), ("weight_hh_l0", "h'"), ("bias_ih_l0", "b")):
            both = np.concatenate([weight[f"{gate}.{end}"] for gate in order], axis=-1)
            getattr(theirs, name).copy_(torch.tensor(both.T))
        theirs.bias_hh_l0.zero_()
    h, _ = theirs(torch.tensor(x))
    h.backward(torch.tensor(seed))
    ours = layer.Layer(kernels.kernels(CELLS["lstm"], "float64"), Shape(5, 5, 7, 3, "float64", ((0, 7),)))
    ours.forward([weight], x, Inside())
    ours.slope[...] = seed
    ours.backward()
    (taken,) = ours.taken()
    np.testing.assert_allclose(ours.seen(ours.value, "h"), h.detach().numpy(), rtol=0, atol=1e-12)
    both = np.concatenate([taken[f"{gate}.h'"] for gate in order], axis=1)
    np.testing.assert_allclose(both.T, theirs.weight_hh_l0.grad.numpy(), rtol=0, atol=1e-12)


def test_both_rivals_take_a_step() -> None:
    assert rivals.begin(torch.get_num_threads()) == torch.__version__
    for make in (rivals.fused, rivals.looped):
        step = make(3, 2, 4)
        step()
        step()
