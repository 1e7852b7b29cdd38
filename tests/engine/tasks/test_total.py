"""The running total: what goes in, what is wanted, and how answers are measured."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.total import STEPS, Total


def test_the_answer_at_each_step_is_the_sum_so_far() -> None:
    batch = Total(length=6).batch(np.random.default_rng(0), 3)
    assert batch.x.shape == batch.targets.shape == (6, 3, 1)
    assert set(batch.x.ravel()) <= set(STEPS)
    for row in range(3):
        for t in range(6):
            assert batch.targets[t, row, 0] == sum(batch.x[: t + 1, row, 0])
    assert (batch.scored == 1).all()


def test_numbers_of_the_users_own_are_summed_too() -> None:
    batch = Total().encode("1 −0.5, 2.25")
    assert batch.targets.ravel().tolist() == [1, 0.5, 2.75]
    assert batch.tokens == (("1", "−0.5", "2.25"),)


def test_right_is_within_a_quarter() -> None:
    for off, share in ((0.24, 1.0), (-0.26, 0.0)):
        def nearly(x: Array, off: float = off) -> Array:
            return x.cumsum(axis=0) + off

        measured = Total().measure(nearly, np.random.default_rng(0))
        assert measured["right"] == share
        assert measured["error"] == pytest.approx(abs(off))


def test_no_steps_are_refused() -> None:
    with pytest.raises(RunError, match="leaves nothing to add"):
        Total(length=0)
