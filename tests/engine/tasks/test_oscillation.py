"""Normal and abnormal oscillations, and the alarm that tells them apart."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.oscillation import Oscillation, alarm, oscillations
from engine.tasks.series import recorded


def test_an_oscillation_repeats_itself_after_its_period() -> None:
    series = oscillations(np.random.default_rng(0), 40, 400)
    power = np.abs(np.fft.rfft(series * np.hanning(400)[:, None], axis=0)) ** 2
    period = 400 / power[1:].argmax(axis=0).clip(1)
    assert period.min() > 9.5
    assert period.max() < 16.7
    assert np.ptp(period) > 3


def test_the_alarm_is_the_largest_error_over_three_steps_after_the_warm_up() -> None:
    said, wanted = np.zeros((20, 2, 1)), np.zeros((20, 2, 1))
    said[:7] = 100
    said[12:14, 0] = 3
    said[19, 1] = 2
    np.testing.assert_allclose(alarm(said, wanted), [(9 + 9) / 3, 4 / 3])


def test_whoever_can_forecast_the_normal_finds_the_faults() -> None:
    def forecast(past: Array) -> Array:
        """Fit a wave and its overtone to (t, B), at each of some periods; the best fit goes on, (B,)."""
        times, fits = np.arange(len(past) + 1), []
        for period in np.linspace(10, 16, 13):
            turn = 2 * np.pi * times / period
            waves = np.stack([np.sin(turn), np.cos(turn), np.sin(2 * turn), np.cos(2 * turn)], axis=1)
            weights, *_ = np.linalg.lstsq(waves[:-1], past, rcond=None)
            fits.append((((waves[:-1] @ weights - past) ** 2).sum(axis=0), waves[-1] @ weights))
        off, said = (np.array(each) for each in zip(*fits, strict=True))
        return said[off.argmin(axis=0), np.arange(past.shape[1])]

    def oracle(x: Array) -> Array:
        said = np.zeros_like(x)
        for t in range(7, len(x)):
            said[t, :, 0] = forecast(x[: t + 1, :, 0])
        return said

    measured = Oscillation(length=24).measure(oracle, np.random.default_rng(0))
    assert measured["auc"] > 0.9
    assert measured["auc"] > measured["auc_of_persistence"] + 0.1


def test_a_net_that_says_nothing_sounds_no_better_alarm_than_the_series_size() -> None:
    measured = Oscillation().measure(lambda x: np.zeros((*x.shape[:2], 1)), np.random.default_rng(0))
    assert 0.3 < measured["auc"] < 0.7


@pytest.mark.parametrize("source", ["sunspots", "ecg"])
def test_the_parts_of_a_real_series_share_nothing(source: str) -> None:
    task, series = Oscillation(source), recorded(source)
    heard: list[Array] = []
    task.measure(lambda x: (heard.append(x), x)[1], np.random.default_rng(0))
    normal = heard[0][:, 1::2, 0] * series.scale.spread + series.scale.mean
    assert {round(float(value), 1) for value in normal.ravel()} <= set(series.test)
    rows = task.batch(np.random.default_rng(0), 200).tokens
    drawn = {float(token.replace("−", "-")) for row in rows for token in row}
    assert drawn <= set(series.training)


@pytest.mark.parametrize(("source", "length"), [("made", 18), ("made", 401), ("ecg", 77)])
def test_a_length_that_does_not_fit_is_refused(source: str, length: int) -> None:
    with pytest.raises(RunError, match=rf"length = {length} does not fit\. For {source}, a length is from 19 to \d+\."):
        Oscillation(source, length)
