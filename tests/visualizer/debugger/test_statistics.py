"""Statistics and histograms against plain counting."""

import numpy as np
import pytest

from engine.ops import SIGMOID, TANH
from visualizer.debugger.statistics import BINS, histogram, statistics
from visualizer.paint import Look


def test_statistics_are_those_of_the_finite_numbers_and_shares_of_all() -> None:
    array = np.array([[0.0, 1.0], [np.nan, -3.0], [0.0, np.inf], [2.0, 4.0]])
    told = statistics(array)
    finite = [0.0, 1.0, -3.0, 0.0, 2.0, 4.0]
    assert (told.least, told.most) == (-3.0, 4.0)
    assert told.mean == pytest.approx(np.mean(finite))
    assert told.spread == pytest.approx(np.std(finite))
    assert (told.zero, told.broken, told.saturated) == (0.25, 0.25, None)


def test_saturation_is_counted_at_both_ends_of_the_range() -> None:
    gate = np.array([0.01, 0.04, 0.5, 0.96, 0.94])
    assert statistics(gate, SIGMOID).saturated == pytest.approx(3 / 5)
    assert statistics(np.array([-0.95, 0.0, 0.5, 0.91]), TANH).saturated == pytest.approx(2 / 4)


def test_nothing_finite_is_said_and_not_computed() -> None:
    told = statistics(np.full(3, np.nan))
    assert told.broken == 1.0
    assert "100 %" in told.words(Look(lang="en"))[1]


@pytest.mark.parametrize("log", [False, True])
def test_every_number_falls_into_one_bin(log: bool) -> None:
    array = np.random.default_rng(0).normal(size=(40, 7))
    array[0, 0] = np.nan
    bars = histogram(array, log=log)
    assert len(bars.counts) == BINS
    assert bars.counts.sum() == array.size - 1
    assert bars.now(array[3]).sum() == 7
    assert (bars.now(array[3]) <= bars.counts).all()


def test_a_histogram_of_nothing_or_of_one_number_has_an_axis() -> None:
    for array in (np.zeros((0, 2)), np.full(5, 2.5)):
        bars = histogram(array, log=False)
        assert (np.diff(bars.edges) > 0).all()
        assert bars.counts.sum() == array.size


def test_where_nothing_is_finite_there_are_no_extremes() -> None:
    said = statistics(np.full((3, 2), np.inf))
    assert said.words(Look(lang="en"))[0] == "not one number is finite"
    assert said.words(Look(lang="zh"))[0] == "没有一个数是有限的"
    assert "max 0" in statistics(np.array([0.0, np.nan])).words(Look(lang="en"))[0]
