"""The numbers that break a careless softmax."""

import numpy as np
import pytest

from engine.softmax import log_softmax, softmax


def test_huge_scores_do_not_overflow() -> None:
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(log_softmax(np.array([1000.0, 0, -1000])), [0, -1000, -2000])
        assert log_softmax(np.array([0, -110], np.float32))[1] == -110


@pytest.mark.parametrize("shift", [1e4, -1e4])
def test_a_shift_of_all_scores_changes_nothing(shift: float) -> None:
    y = np.array([0.5, -2, 3])
    np.testing.assert_allclose(softmax(y + shift), softmax(y), atol=1e-12)
