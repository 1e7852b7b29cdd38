"""The gap is between what is seen and what is not, at the end."""

import numpy as np

from engine.trail import Trail


def test_the_gap_is_that_of_the_last_update() -> None:
    assert Trail(np.array([0, 10]), np.array([0.7, 0.1]), np.array([0.7, 0.5])).gap == 0.4
    assert Trail(*np.zeros((3, 0))).gap == 0.0


def test_the_highest_is_of_both() -> None:
    assert Trail(np.array([0, 10]), np.array([0.7, 0.1]), np.array([0.7, 0.9])).highest == 0.9
    assert Trail(*np.zeros((3, 0))).highest == 0.0
