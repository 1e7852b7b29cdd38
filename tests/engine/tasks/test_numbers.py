"""Numbers that people type, and what is said of those that cannot be used."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.numbers import numbers, written


def test_numbers_are_separated_by_whatever_people_use() -> None:
    np.testing.assert_array_equal(numbers("1, 2.5;−3\n4")[:, 0], [1, 2.5, -3, 4])
    np.testing.assert_array_equal(numbers("82@4 90@12", ("rate", "hours")), [[82, 4], [90, 12]])
    np.testing.assert_array_equal(numbers("120/95,130/-1", ("out", "in")), [[120, 95], [130, -1]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 2x", "Character 4 of the input, 'x', is not known to this task."),
        ("1 2.3.4", "Number 2 of the input, '2.3.4', cannot be used."),
        ("1 99999999", "Number 2 of the input, '99999999', cannot be used."),
        ("7 --", "Number 2 of the input, '--', cannot be used."),
        (" , ", "The input has 0 numbers."),
        ("1 " * 401, "The input has 401 time steps."),
    ],
)
def test_a_number_that_is_none_is_told_by_its_place(text: str, said: str) -> None:
    with pytest.raises(RunError) as told:
        numbers(text)
    assert told.value.what == said
    assert told.value.expected
    assert told.value.remedy


def test_an_incomplete_step_is_told_by_what_it_lacks() -> None:
    with pytest.raises(RunError, match=r"The input has 3 numbers\. A time step takes 2: rate, hours\."):
        numbers("1 2 3", ("rate", "hours"))


def test_what_is_written_reads_back() -> None:
    values = np.array([[1.25, -0.5], [100.0, 3.0]])
    assert written(values, 2) == (("1.25", "100.00"), ("−0.50", "3.00"))
    for row, signs in enumerate(written(values, 2)):
        np.testing.assert_array_equal(numbers(" ".join(signs))[:, 0], values[:, row])
