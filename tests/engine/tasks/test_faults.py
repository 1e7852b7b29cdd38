"""Faults in a series: each does what it is called, and none is where it changes nothing."""

import numpy as np
import pytest

from engine.tasks.faults import FAULTS, planted

SERIES = np.sin(np.arange(30) * 0.7) * 2


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_lasts_as_long_as_it_should_and_leaves_the_rest_alone(name: str) -> None:
    faulty = FAULTS[name](SERIES, 10, 6)
    assert faulty.shape == SERIES.shape
    np.testing.assert_array_equal(np.delete(faulty, range(10, 16)), np.delete(SERIES, range(10, 16)))
    assert not np.allclose(faulty[10:16], SERIES[10:16])


def test_faults_do_what_they_are_called() -> None:
    assert set(FAULTS["stuck"](SERIES, 10, 6)[9:16]) == {SERIES[9]}
    np.testing.assert_allclose(FAULTS["faint"](SERIES, 10, 6)[10:16] * 4, SERIES[10:16])
    np.testing.assert_allclose(FAULTS["flipped"](SERIES, 10, 6)[10:16], -SERIES[10:16])
    np.testing.assert_allclose(FAULTS["hasty"](SERIES, 10, 6)[10:16], SERIES[10:21:2])
    assert FAULTS["hasty"](SERIES, 24, 6)[-1] == SERIES[-1]


def test_every_second_row_gets_one_fault_where_it_is_marked() -> None:
    series = np.random.default_rng(0).normal(size=(30, 40))
    faulty, marks = planted(np.random.default_rng(1), series, 8, 6)
    assert list(marks.sum(axis=0)) == [6, 0] * 20
    assert not marks[:8].any()
    np.testing.assert_array_equal(np.where(marks, series, faulty), series)
    assert (faulty != series).any(axis=0)[::2].all()
    assert len(set(marks.argmax(axis=0)[::2])) > 5


def test_no_fault_is_where_it_would_change_nothing() -> None:
    series = np.zeros((40, 60))
    series[20:26] = np.random.default_rng(0).normal(5, 1, (6, 60))
    faulty, _ = planted(np.random.default_rng(1), series, 8, 6)
    assert (np.abs(faulty - series).max(axis=0)[::2] > 0.5).all()
