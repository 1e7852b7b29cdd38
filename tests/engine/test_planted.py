"""The engine is broken in all classic ways, one at a time, and each time a test of the battery goes red."""

import numpy as np
import pytest

from engine.ops import TANH
from engine.softmax import log_softmax
from tests.engine.planted import BUGS, table
from tests.engine.planting import Bug, changed, instead, is_green, is_red

pytest.importorskip("torch")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_turns_its_check_red(bug: Bug) -> None:
    assert is_green(bug.check)
    assert is_red(bug)


def test_the_bugs_are_many_and_all_different() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 30
    assert table().count("\n") == len(BUGS) - 1


def test_what_was_planted_is_gone_afterwards() -> None:
    y, codes = np.array([1000.0, 0]), (log_softmax.__code__, TANH.pull.__code__)
    with pytest.MonkeyPatch.context() as patch:
        changed(log_softmax, ("xp.amax(y, axis=-1, keepdims=True)", "1000.5"))(patch)
        instead(TANH.pull, lambda dy, y, z: (dy,))(patch)
        assert TANH.pull(2.0, 0.5, 0.6) == (2.0,)
        assert log_softmax.__code__ is not codes[0]
    assert (log_softmax.__code__, TANH.pull.__code__) == codes
    np.testing.assert_array_equal(log_softmax(y), [0, -1000])


def test_a_change_that_no_longer_fits_the_source_is_told() -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(AssertionError, match="plant anew"):
        changed(log_softmax, ("what stood here once", ""))(patch)


def test_a_badly_planted_bug_is_no_find() -> None:
    check = next(bug.check for bug in BUGS if bug.name == "softmax without a shift")
    with pytest.raises(NameError):
        is_red(Bug("none", changed(log_softmax, ("xp.amax(y, axis=-1, keepdims=True)", "nobody")), check))
