"""The keys of a run that belong to its task."""

import pytest
from pydantic import ValidationError

from engine.options import FLAT, checked, gathered
from engine.run import Run, build
from engine.tasks import TASKS

OWN = ("task", "seed")


def told(task: str | None, **given: object) -> dict[str, str]:
    """What is said of each key."""
    with pytest.raises(ValidationError) as error:
        checked(task, given, OWN)
    return {str(each["loc"][0]): each["msg"] for each in error.value.errors()}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_may_be_told_every_one_of_its_fields_and_no_other(name: str) -> None:
    defaults = {key: getattr(TASKS[name](), key) for key in TASKS[name].__dataclass_fields__}
    assert dict(checked(name, defaults, OWN)) == defaults
    assert build(Run.model_validate({"task": name} | defaults)) == TASKS[name]()
    assert list(told(name, **defaults, hiden=1)) == ["hiden"]


def test_what_is_not_the_runs_own_is_an_option_and_what_is_none_was_not_given() -> None:
    assert gathered({"seed": 3, "kinds": 2, "text": None, "x": None}, OWN) == {
        "seed": 3,
        FLAT: {"kinds": 2, "x": None},
    }
    assert gathered({FLAT: 3}, (*OWN, FLAT)) == {FLAT: {FLAT: 3}}


def test_the_order_in_which_options_are_given_names_no_other_run() -> None:
    one, two = (Run.model_validate({"task": "brackets"} | keys) for keys in (
        {"kinds": 2, "length": 12}, {"length": 12, "kinds": 2},
    ))  # fmt: skip
    assert one == two
    assert hash(one) == hash(two)
    assert one != Run.model_validate({"task": "brackets", "kinds": 1, "length": 12})


def test_every_mistake_is_told_at_once_and_where() -> None:
    said = told("brackets", kinds=3, length=1.5, text="x", seeed=3)
    assert said["kinds"] == "Input should be 1 or 2"
    assert said["length"].startswith("Input should be a valid integer")
    assert said["text"] == "text is no option of the task brackets. It takes kinds, length, target, depth."
    known = "task, seed, kinds, length, target, depth"
    assert said["seeed"] == f'"seeed" is not known. Known are {known}. Did you mean "seed"?'


def test_of_an_unknown_task_only_what_no_task_knows_is_told() -> None:
    assert list(told(None, kinds=3, text=4, nothing=5)) == ["nothing"]
