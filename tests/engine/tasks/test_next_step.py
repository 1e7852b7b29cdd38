"""The next value of a series, against the plain answer that it stays as it is."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.next_step import NextStep, waves
from engine.tasks.series import recorded

MEASURED = pytest.mark.parametrize("source", ["sunspots", "elnino", "seattle"])


def test_the_target_of_a_step_is_the_input_of_the_next() -> None:
    batch = NextStep(length=20).batch(np.random.default_rng(0), 5)
    np.testing.assert_array_equal(batch.targets[:-1], batch.x[1:])
    assert batch.scored.all()


def test_made_waves_have_two_periods() -> None:
    series = waves(np.random.default_rng(0), 50, 512)
    power = np.abs(np.fft.rfft(series * np.hanning(512)[:, None], axis=0)) ** 2
    period = 512 / np.arange(1, 257)
    strong = power[1:]
    slow, fast = (strong[(period >= low) & (period <= high)].sum(axis=0) for low, high in ((8.5, 21.5), (3.9, 8.3)))
    assert ((slow + fast) / strong.sum(axis=0) > 0.97).all()
    assert (np.minimum(slow, fast) / strong.sum(axis=0) > 0.05).all()


def test_persistence_saves_nothing_and_an_oracle_all() -> None:
    task = NextStep()
    measured = task.measure(lambda x: x, np.random.default_rng(0))
    assert measured["saved"] == 0
    assert measured["error"] == measured["error_of_persistence"] > 0.1

    def shifted(x: Array) -> Array:
        return np.concatenate([x[1:], x[-1:]])

    assert task.measure(shifted, np.random.default_rng(0))["saved"] > 0.95


def test_what_is_read_before_the_warm_up_is_over_does_not_count() -> None:
    def late(x: Array) -> Array:
        said = np.concatenate([x[1:], x[-1:]])
        said[:8] = 1e6
        return said

    assert NextStep().measure(late, np.random.default_rng(0))["saved"] > 0.95


@MEASURED
def test_training_reads_the_first_part_and_measuring_the_others(source: str) -> None:
    task, series = NextStep(source), recorded(source)
    batch = task.batch(np.random.default_rng(0), 500)
    drawn = {float(token.replace("−", "-")) for row in batch.tokens for token in row}
    assert drawn <= set(series.training)
    heard: dict[str, Array] = {}
    for part in ("validation", "test"):

        def answer(x: Array, part: str = part) -> Array:
            heard[part] = x
            return x

        task.measure(answer, np.random.default_rng(0), part)
    for part, values in (("validation", series.validation), ("test", series.test)):
        raw = heard[part][:, :, 0] * series.scale.spread + series.scale.mean
        np.testing.assert_allclose(raw[:, 0], values[: len(raw)], atol=1e-9)
        np.testing.assert_allclose(raw[-1, -1], values[-2], atol=1e-9)


def test_numbers_of_ones_own_are_scaled_as_the_series_is() -> None:
    scale = recorded("sunspots").scale
    batch = NextStep("sunspots").encode("5, 11 16.5")
    np.testing.assert_allclose(batch.x[:, 0, 0] * scale.spread + scale.mean, [5, 11, 16.5])


@pytest.mark.parametrize(("source", "length"), [("waves", 8), ("waves", 401), ("sunspots", 52)])
def test_a_length_that_does_not_fit_is_refused(source: str, length: int) -> None:
    with pytest.raises(RunError, match=rf"length = {length} does not fit\. For {source}, a length is from 9 to \d+\."):
        NextStep(source, length)
