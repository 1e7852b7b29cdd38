"""Series that were measured: their parts, their scale, and the next step as label."""

import numpy as np
import pytest

from engine.tasks.series import RECORDS, Scale, ahead, own, parted, recorded
from engine.tasks.text import DATA


@pytest.mark.parametrize("name", RECORDS)
def test_the_parts_follow_one_another_and_are_the_whole_file(name: str) -> None:
    series = recorded(name)
    lines = (DATA / f"{name}.csv").read_text("ascii").splitlines()
    whole = [float(line.split(",")[1]) for line in lines]
    assert [*series.training, *series.validation, *series.test] == whole
    assert len(series.training) > len(series.validation) > 40
    assert len(series.test) > 40


def test_the_scale_looks_at_the_training_part_alone() -> None:
    values = np.random.default_rng(0).normal(5, 3, 100)
    changed = values.copy()
    changed[70:] *= 1000
    one, two = (parted(each, 0.7, 0.85, 1) for each in (values, changed))
    assert one.scale == two.scale
    np.testing.assert_array_equal(one.training, two.training)
    scaled = one.scale.into(one.training)
    assert scaled.mean() == pytest.approx(0, abs=1e-12)
    assert scaled.std() == pytest.approx(1)


def test_a_constant_series_has_a_scale() -> None:
    assert parted(np.full(10, 7.0), 0.5, 0.8, 0).scale == Scale(7.0, 1.0, 0)


@pytest.mark.parametrize("part", [None, "validation", "test"])
def test_windows_lie_within_their_part(part: str) -> None:
    series = parted(np.arange(100.0), 0.7, 0.85, 0)
    low, high = {None: (0, 69), "validation": (70, 84), "test": (85, 99)}[part]
    drawn = series.windows(np.random.default_rng(0), 300, 5, part)
    assert (np.diff(drawn, axis=0) == 1).all()
    assert (drawn.min(), drawn.max()) == (low, high)


def test_every_window_of_a_part_is_there_once() -> None:
    series = parted(np.arange(100.0), 0.7, 0.85, 0)
    every = series.every(6, "test")
    assert every.shape == (6, 10)
    assert list(every[0]) == list(range(85, 95))


def test_each_step_is_to_say_the_next_and_goes_in_as_it_is_written() -> None:
    raw = np.array([[1.04], [2.0], [-3.0], [4.0]])
    batch = ahead(raw, Scale(1.0, 2.0, 1))
    assert batch.tokens == (("1.0", "2.0", "−3.0"),)
    np.testing.assert_allclose(batch.x[:, 0, 0], [0, 0.5, -2])
    np.testing.assert_allclose(batch.targets[:, 0, 0], [0.5, -2, 1.5])
    assert batch.scored.all()


def test_the_end_of_a_series_of_ones_own_has_no_answer() -> None:
    batch = own("1 2 -3", Scale(1.0, 2.0, 1))
    assert batch.tokens == (("1.0", "2.0", "−3.0"),)
    np.testing.assert_allclose(batch.targets[:, 0, 0], [0.5, -2, 0])
    assert list(batch.scored[:, 0]) == [1, 1, 0]
