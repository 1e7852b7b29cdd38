"""Every task that takes a length refuses one that is too short or too long, and takes the ones just inside."""

from dataclasses import fields

import pytest

from engine.errors import RunError
from engine.tasks import TASKS
from engine.tasks.lengths import fits
from engine.tasks.task import FARTHEST

TAKING = [name for name, kind in TASKS.items() if "length" in {field.name for field in fields(kind)}]


@pytest.mark.parametrize("length", [3, 7])
def test_the_bounds_themselves_fit(length: int) -> None:
    fits(length, 3, 5, most=7)


@pytest.mark.parametrize("length", [2, 8])
def test_beyond_them_it_says_what_happened_what_was_expected_and_what_to_do(length: int) -> None:
    with pytest.raises(RunError) as plain:
        fits(length, 3, 5, "is no word", most=7)
    assert str(plain.value) == f"length = {length} is no word. A length is from 3 to 7. Take 5."
    with pytest.raises(RunError, match=r"does not fit\. For tides, a length is from 3 to 7\."):
        fits(length, 3, 5, most=7, source="tides")


@pytest.mark.parametrize("length", [-1, 0, FARTHEST + 2])
@pytest.mark.parametrize("name", TAKING)
def test_every_task_refuses_what_is_no_length(name: str, length: int) -> None:
    with pytest.raises(RunError, match=rf"length = {length}\b"):
        TASKS[name](length=length)
