"""Patients measured at irregular times."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.patients import GAPS, Patients, patients


def test_a_raised_rate_goes_back_the_further_the_longer_one_waits() -> None:
    rates, gaps = patients(np.random.default_rng(0), 4000, 12)
    own = np.median(rates, axis=0)
    raised = (rates[:-1] - own) > 18
    left = (rates[1:] - own)[raised] / (rates[:-1] - own)[raised]
    short, long = left[gaps[raised] == 1].mean(), left[gaps[raised] == 12].mean()
    assert short > 0.85
    assert long < 0.5


def test_gaps_are_those_of_the_table() -> None:
    _, gaps = patients(np.random.default_rng(0), 300, 12)
    assert set(gaps.ravel()) == set(map(float, GAPS))


def test_what_goes_in_is_what_is_written() -> None:
    batch = Patients().batch(np.random.default_rng(0), 3)
    for row, signs in enumerate(batch.tokens):
        pairs = np.array([[float(part) for part in sign.split("@")] for sign in signs])
        np.testing.assert_allclose(batch.x[:, row], (pairs - (80, 0)) / (15, 6))
    np.testing.assert_array_equal(batch.targets[:-1, :, 0], batch.x[1:, :, 0])


def test_without_hours_all_waits_look_alike() -> None:
    task = Patients(hours=False)
    batch = task.batch(np.random.default_rng(0), 3)
    assert set(batch.x[..., 1].ravel()) == {np.mean(GAPS) / 6}
    np.testing.assert_array_equal(batch.targets, Patients().batch(np.random.default_rng(0), 3).targets)


def test_the_last_value_saves_nothing_and_a_formula_that_knows_the_hours_something() -> None:
    task = Patients()
    assert task.measure(lambda x: x[..., :1], np.random.default_rng(0))["saved"] == 0

    def formula(x: Array) -> Array:
        own = np.cumsum(x[..., :1], axis=0) / np.arange(1, len(x) + 1)[:, None, None]
        return own + (x[..., :1] - own) * np.exp(-x[..., 1:] * 6 / 10)

    assert 0.05 < task.measure(formula, np.random.default_rng(0))["saved"] < 0.6


def test_measurements_of_ones_own() -> None:
    batch = Patients().encode("82@4 90@12, 75@1")
    assert batch.tokens == (("82@4", "90@12", "75@1"),)
    assert list(batch.scored[:, 0]) == [1, 1, 0]
    np.testing.assert_allclose(batch.targets[:, 0, 0], [10 / 15, -5 / 15, 0])
    with pytest.raises(RunError, match="A time step takes 2: heart rate, hours until the next"):
        Patients().encode("82@4 90")


@pytest.mark.parametrize("length", [6, 401])
def test_a_length_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 7 to 400"):
        Patients(length)
