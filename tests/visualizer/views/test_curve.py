"""A long curve cut down keeps its extremes and its middle."""

import numpy as np

from visualizer.views.curve import BINS, cut, heights, running_median


def test_no_extreme_is_lost() -> None:
    losses = np.random.default_rng(1).gamma(2, 0.1, 98_765)
    curve = cut(losses)
    assert len(curve.at) <= BINS + 1
    assert curve.low.min() == losses.min()
    assert curve.high.max() == losses.max()


def test_a_short_curve_is_kept_whole() -> None:
    losses = np.array([3.0, 2.0, 2.5, 1.0])
    curve = cut(losses)
    assert curve.at.tolist() == [0, 1, 2, 3]
    assert curve.low.tolist() == curve.high.tolist() == losses.tolist()


def test_a_spike_does_not_move_the_median() -> None:
    values = np.ones(50)
    values[20] = 100
    assert running_median(values).max() == 1


def test_the_axis_is_logarithmic_when_losses_span_decades() -> None:
    assert not heights(np.array([1.0, 0.3, 0.2])).log
    wide = heights(np.geomspace(1, 1e-3, 50))
    assert wide.log
    assert wide.ticks()[-1] >= 1
    assert 0 <= float(wide.share(np.array(0.01))) <= 1


def test_no_losses_have_an_axis_too() -> None:
    assert heights(np.zeros(0)).ticks() == [0.0, 1.0]
