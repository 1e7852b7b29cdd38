"""Our nets are torch's own, cuDNN's order of gates and all: layers, directions, states, lengths, truncation."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.autograd import loss
from tests.engine.problem import ARCHITECTURES, Architecture, Problem, problem
from tests.engine.torch_nets import KINDS, TorchNet, ours

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def drawn(monkeypatch: pytest.MonkeyPatch, kind: str, architecture: Architecture) -> Problem:
    """A problem of squared error whose rows are padded at their ends only, as torch has it."""
    monkeypatch.setitem(ARCHITECTURES, "torch's", architecture)
    given = problem(kind, "torch's", "squared")
    if not architecture.padded:
        return given
    there = np.ones(given.batch.scored.shape)
    there[3:, 1] = there[4:, 2] = 0
    batch = replace(given.batch, alive=there, scored=there)
    return replace(given, batch=batch, outside=replace(given.outside, alive=there))


def agree(monkeypatch: pytest.MonkeyPatch, kind: str, layers: int = 1, *, both: bool = False) -> None:
    """Hold states, what is carried out, and all gradients against torch's net."""
    built = Architecture({"layers": layers, "bidirectional": both}, padded=True, started=True)
    given = drawn(monkeypatch, kind, built)
    net = TorchNet(given)
    states, last = net.packed()
    loss(net.torch, given, net.outputs(states)).backward()
    _, value, grad = given.passes()
    tops = given.model.cell.head.inputs
    mine = np.concatenate([value[name] for name in tops], axis=-1)
    np.testing.assert_allclose(mine * given.there, states.detach().numpy(), rtol=0, atol=1e-12)
    for name, array in net.ended(last).items():
        end = 0 if name.endswith("_r") else -1
        np.testing.assert_allclose(value[name][end], array, rtol=0, atol=1e-12, err_msg=name)
    same(ours(given, grad), net.gradients())


def same(mine: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> None:
    assert set(mine) == set(theirs)
    for name, array in theirs.items():
        assert np.abs(array).max() > 1e-9, name
        np.testing.assert_allclose(mine[name], array, rtol=0, atol=1e-10, err_msg=name)


@pytest.mark.parametrize("both", [False, True], ids=["one way", "both ways"])
@pytest.mark.parametrize("layers", [1, 2, 3, 4])
@EVERY_KIND
def test_a_net_is_torchs_own(monkeypatch: pytest.MonkeyPatch, kind: str, layers: int, both: bool) -> None:
    agree(monkeypatch, kind, layers, both=both)


@pytest.mark.parametrize("k", [1, 2, 3, 6, 9])
@EVERY_KIND
def test_truncation_with_k1_k2_is_a_loop_that_detaches(monkeypatch: pytest.MonkeyPatch, kind: str, k: int) -> None:
    given = drawn(monkeypatch, kind, Architecture({"layers": 2}, steps=6, started=True, cut=(k, k)))
    net = TorchNet(given)
    loss(net.torch, given, net.detached(k)).backward()
    same(ours(given, given.passes()[2]), net.gradients())


@pytest.mark.parametrize("cut", [(1, 3), (2, 2), (2, 3), (2, 5), (3, 4), (1, 9)], ids=str)
@EVERY_KIND
def test_truncation_with_k1_below_k2_is_each_window_from_a_kept_state(
    monkeypatch: pytest.MonkeyPatch, kind: str, cut: tuple[int, int]
) -> None:
    given = drawn(monkeypatch, kind, Architecture({"layers": 2}, steps=7, started=True, cut=cut))
    net = TorchNet(given)
    loss(net.torch, given, net.truncated()).backward()
    same(ours(given, given.passes()[2]), net.gradients())
