"""Collected examples: parts that share nothing, and their numbers."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.examples import Examples, numbered, parted


def test_parts_share_nothing_and_are_the_same_every_time() -> None:
    validation, test = parted(100, 15, 30)
    empty = np.zeros((1, 100, 1))
    classes = np.zeros(100, int)
    known = Examples(empty, classes, classes, (), validation, test)
    assert len(set(validation)) == 15
    assert len(set(test)) == 30
    assert sorted([*known.training, *validation, *test]) == list(range(100))
    np.testing.assert_array_equal(known.part("test"), test)
    np.testing.assert_array_equal(known.part("validation"), validation)
    np.testing.assert_array_equal(parted(100, 15, 30)[1], test)


def test_an_example_is_named_by_its_number_in_the_part() -> None:
    places = np.array([7, 9, 30])
    assert numbered(" # 2 ", places) == 9
    assert numbered("#3", places) == 30
    assert numbered("2", places) is None
    assert numbered("#2 3", places) is None


@pytest.mark.parametrize("text", ["#0", "#4", "#999999999"])
def test_a_number_that_no_example_has_is_refused(text: str) -> None:
    with pytest.raises(RunError, match=r"There is no example \d+\. The test part has 3, from #1 on\."):
        numbered(text, np.array([7, 9, 30]))
