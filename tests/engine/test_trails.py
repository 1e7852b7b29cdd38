"""Trainers are measured on their way: the same numbers on every path, before a branch and after it."""

import numpy as np
import pytest

from engine.edits import Edit
from engine.errors import RunError
from engine.run import Run, build, examples
from engine.surgery import continues
from engine.trails import Trails
from engine.trainer import Trainer

RUN = Run.model_validate({"task": "votes", "length": 9, "hidden": 4, "batch": 4})


def measured(trainer: Trainer, step: int) -> tuple[float, float]:
    """Both losses, measured by another trainer at that step."""
    other = Trainer(trainer.run)
    other.goto(step)
    found = other.measure()
    return found["train_loss"], found["loss"]


def test_both_parts_are_measured_at_every_so_many_updates_as_one_would_measure_them_there() -> None:
    trainer, trails = Trainer(RUN), Trails()
    trails.follow(trainer, 25, 10)
    trail = trails.told(trainer, 10)
    assert trainer.step == 25
    assert trail.updates.tolist() == [0, 10, 20]
    for at, seen, unseen in zip(trail.updates, trail.seen, trail.unseen, strict=True):
        assert (seen, unseen) == measured(trainer, int(at))


def test_what_was_passed_unmeasured_is_measured_later_and_going_back_shows_less() -> None:
    trainer, trails = Trainer(RUN), Trails()
    trainer.goto(25)
    trails.follow(trainer, 30, 10)
    assert trails.told(trainer, 10).updates.tolist() == [0, 10, 20, 30]
    trails.follow(trainer, 12, 10)
    assert trails.told(trainer, 10).updates.tolist() == [0, 10]


def test_a_branch_has_the_history_of_its_stem_and_a_way_of_its_own() -> None:
    trainer, trails = Trainer(RUN), Trails()
    trails.follow(trainer, 20, 10)
    strict = RUN.model_copy(update={"edits": (Edit(at=20, key="l2", set=0.5),)})
    branch = trails.branched(trainer, trainer.branch(strict))
    for each in (trainer, branch):
        trails.follow(each, 40, 10)
    one, two = (trails.told(each, 10) for each in (trainer, branch))
    assert one.updates.tolist() == two.updates.tolist() == [0, 10, 20, 30, 40]
    assert (one.unseen[:3] == two.unseen[:3]).all()
    assert (one.unseen[3:] != two.unseen[3:]).all()
    assert (two.seen[-1], two.unseen[-1]) == measured(branch, 40)


def test_it_can_be_left_on_the_way_and_without_measures_it_only_goes() -> None:
    trainer, trails = Trainer(RUN), Trails()
    trails.follow(trainer, 1000, 10, lambda: True)
    assert trainer.step == 1
    trails.follow(trainer, 5, 0)
    assert (trainer.step, len(trails.told(trainer, 10).updates)) == (5, 1)


def test_a_task_without_a_training_part_says_so() -> None:
    with pytest.raises(RunError, match="does not measure the examples it learns from"):
        Trails().follow(Trainer(Run(task="hold", hidden=2)), 0, 10)


def test_more_examples_come_from_an_update_on_and_the_training_part_is_then_theirs() -> None:
    more = RUN.model_copy(update={"edits": (Edit(at=20, key="examples", set=400.0),)})
    assert [examples(more, step) for step in (0, 19, 20, 90)] == [40, 40, 400, 400]
    assert examples(RUN, 90) is None
    trainer, branch = Trainer(RUN), Trainer(more)
    for each in (trainer, branch):
        each.goto(20)
    assert continues(more, trainer)
    assert trainer.branch(more).losses == branch.losses == trainer.losses
    first = {tuple(row) for row in build(RUN).batch(np.random.default_rng(0), 400).tokens}
    later = {tuple(row) for row in branch.task.batch(np.random.default_rng(0), 400).tokens}
    assert len(first) <= 40 < len(later)
    assert branch.measure()["train_loss"] != trainer.measure()["train_loss"]


@pytest.mark.parametrize(("task", "count", "said"), [
    ("hold", 400.0, "draws new sequences without end"),
    ("votes", 1.0, "examples becomes 1.0 at update 3"),
    ("votes", 40.5, "examples becomes 40.5 at update 3"),
])  # fmt: skip
def test_examples_that_cannot_be_are_refused(task: str, count: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Run.model_validate({"task": task, "edits": [{"at": 3, "key": "examples", "set": count}]})
