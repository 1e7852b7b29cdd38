"""What truncation left out, against a pass that left nothing out."""

import numpy as np
import pytest

from engine.truncation import truncation
from tests.engine.replayed import replay
from tests.engine.traces import made


def test_a_pass_that_is_not_truncated_has_nothing_to_tell() -> None:
    assert truncation(made("gru")) is None


@pytest.mark.parametrize("keys", [{"k1": 3}, {"k1": 2, "k2": 4}, {"layers": 2, "k1": 4}], ids=str)
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_kept_and_left_out_are_together_what_autograd_says(cell: str, keys: dict[str, int]) -> None:
    trace = made(cell, **keys)
    found, again = truncation(trace), replay(trace)
    assert found
    for name in trace.cell.carry:
        whole = again.grads(sum(again.losses), name)
        np.testing.assert_allclose(trace.grad[name] + trace.discarded[name], whole, rtol=1e-8, atol=1e-14)
        np.testing.assert_allclose(found.kept[name], np.linalg.norm(trace.grad[name], axis=1), rtol=1e-12)
        np.testing.assert_allclose(found.left[name], np.linalg.norm(trace.discarded[name], axis=1), rtol=1e-12)
        assert found.left[name][: -keys["k1"]].any()
        assert not found.left[name][-1]


def test_share_and_angle_are_those_of_the_whole_gradient() -> None:
    trace = made("gru", k1=3, updates=0)
    found = truncation(trace)
    assert found
    full = np.concatenate([made("gru", updates=0).grad[name].ravel() for name in trace.weight])
    kept = np.concatenate([trace.grad[name].ravel() for name in trace.weight])
    assert found.share == pytest.approx(np.linalg.norm(full - kept) / np.linalg.norm(full))
    cosine = full @ kept / (np.linalg.norm(full) * np.linalg.norm(kept))
    assert found.angle == pytest.approx(np.degrees(np.arccos(cosine)))


def test_windows_that_reach_all_the_way_leave_nothing_out() -> None:
    found = truncation(made("gru", k1=3, k2=99))
    assert found
    assert found.share == 0
    assert found.angle == pytest.approx(0, abs=1e-5)
