"""Flukes are flukes: p-values that have been corrected for the search come true as often as they say."""

import numpy as np
import pytest

from engine.roles.chance import corrected, correlations, shuffled


def test_correlations_are_those_of_numpy_and_what_stands_still_has_none() -> None:
    rng = np.random.default_rng(1)
    units, targets = rng.normal(size=(50, 4)), rng.normal(size=(50, 3))
    wanted = np.corrcoef(units.T, targets.T)[:4, 4:]
    assert correlations(units, targets) == pytest.approx(wanted, abs=1e-12)
    units[:, 2] = 7.0
    assert not correlations(units, targets)[2].any()


def test_a_search_through_noise_finds_something_as_often_as_it_says() -> None:
    rng = np.random.default_rng(2)
    smallest = []
    for _ in range(400):
        found = rng.normal(0, 0.1, (6, 3)) * (1, 2, 4)  # chance gets farther with one probe than with another
        chance = np.abs(rng.normal(0, 0.1, (39, 6, 3)) * (1, 2, 4)).max(axis=1)
        smallest.append(corrected(found, chance).min())
    assert np.mean(np.array(smallest) <= 0.05) == pytest.approx(0.05, abs=0.03)
    assert np.mean(np.array(smallest) <= 0.5) == pytest.approx(0.5, abs=0.08)


def test_what_stands_out_of_one_probe_is_not_drowned_by_another_that_is_easy() -> None:
    rng = np.random.default_rng(3)
    chance = np.abs(rng.normal((0.1, 0.9), 0.02, (99, 2)))
    p = corrected(np.array([[0.4, 0.9]]), chance)
    assert p[0, 0] == 0.01
    assert p[0, 1] > 0.1


def test_targets_are_dealt_out_to_other_sequences_whole() -> None:
    targets = np.random.default_rng(0).integers(9, size=(6, 9, 1)).astype(float)
    moved = shuffled(targets, np.random.default_rng(1))
    assert sorted(map(tuple, moved[..., 0].T)) == sorted(map(tuple, targets[..., 0].T))
    assert (moved != targets).any()


def test_what_is_the_same_in_all_sequences_is_begun_elsewhere_in_each() -> None:
    targets = np.repeat(np.arange(6.0)[:, None, None], 5, axis=1)
    moved = shuffled(targets, np.random.default_rng(1))[..., 0]
    turned = {tuple(np.roll(np.arange(6.0), shift)) for shift in range(6)}
    assert set(map(tuple, moved.T)) <= turned
    assert len(set(map(tuple, moved.T))) > 1
