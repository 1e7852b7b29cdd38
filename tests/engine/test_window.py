"""The last k inputs side by side."""

import numpy as np
import pytest

from engine.window import windowed

X = np.arange(1.0, 9.0).reshape(4, 1, 2)


def test_the_oldest_comes_first_and_before_the_first_there_is_nothing() -> None:
    assert windowed(X, 3)[:, 0].tolist() == [
        [0, 0, 0, 0, 1, 2], [0, 0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8],
    ]  # fmt: skip


def test_a_window_of_one_is_the_input_itself() -> None:
    assert windowed(X, 1) is X


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_reading_in_two_parts_is_reading_at_once(cut: int) -> None:
    parts = windowed(X[:cut], 3), windowed(X[cut:], 3, X[:cut])
    np.testing.assert_array_equal(np.concatenate(parts), windowed(X, 3))
