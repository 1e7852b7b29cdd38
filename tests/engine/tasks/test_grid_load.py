"""A load with seasons, and the plain answers to beat."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.grid_load import GridLoad, loads


def test_days_repeat_and_evenings_are_high() -> None:
    series = loads(np.random.default_rng(0), 300, 24 * 14)
    centred = series - series.mean(axis=0)
    power = np.abs(np.fft.rfft(centred, axis=0)) ** 2
    assert (power[[14, 28]].sum(axis=0) / power[1:].sum(axis=0)).mean() > 0.5
    assert power[14].mean() > 20 * power[[13, 15, 17]].mean()


def test_the_load_never_jumps() -> None:
    step = np.abs(np.diff(loads(np.random.default_rng(0), 300, 24 * 7), axis=0))
    assert step.max() < 14
    assert np.quantile(step, 0.99) < 7


def test_both_plain_answers_are_measured_and_the_better_one_is_the_baseline() -> None:
    task = GridLoad(length=72)

    def yesterday(x: Array) -> Array:
        said = np.zeros_like(x)
        said[23:] = x[:-23]
        return said

    for answer, name in ((lambda x: x, "error_of_persistence"), (yesterday, "error_of_season")):
        measured = task.measure(answer, np.random.default_rng(0))
        assert measured["error"] == pytest.approx(measured[name], rel=1e-12)
        baseline = min(measured["error_of_persistence"], measured["error_of_season"])
        assert measured["saved"] == pytest.approx(1 - measured["error"] / baseline)


def test_the_season_of_sea_temperatures_is_a_year() -> None:
    def last_year(x: Array) -> Array:
        said = np.zeros_like(x)
        said[11:] = x[:-11]
        return said

    measured = GridLoad("elnino", 36).measure(last_year, np.random.default_rng(0))
    assert measured["error"] == pytest.approx(measured["error_of_season"], rel=1e-12)


@pytest.mark.parametrize(("source", "length"), [("load", 24), ("load", 401), ("elnino", 12), ("elnino", 109)])
def test_a_length_that_does_not_fit_is_refused(source: str, length: int) -> None:
    with pytest.raises(RunError, match=rf"length = {length} does not fit\. For {source}, a length is from"):
        GridLoad(source, length)
