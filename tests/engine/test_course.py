"""When a training ends, and that looking at it changes no bit."""

from functools import partial

import pytest

from engine.course import Ended, Goal, Rule, follow
from engine.errors import RunError
from engine.run import Run
from engine.trainer import Trainer

SMALL = Run(task="brackets", length=12, hidden=3, batch=5, drop_inputs=0.1)


def course(rule: Rule, *losses: float) -> Ended:
    """Follow a rule through looks with these losses."""
    left, been = list(losses), []
    ended = follow(rule, been.append, lambda: {"loss": left.pop(0), "right": 0.5})
    assert been == [step for step, _ in ended.looks]
    return ended


def test_it_ends_when_the_updates_are_done_and_looks_at_the_end_too() -> None:
    ended = course(Rule(25, every=10), 3, 1, 2)
    assert (ended.why, ended.step, ended.best) == ("updates", 25, 20)
    assert [step for step, _ in ended.looks] == [10, 20, 25]
    assert [step for step, _ in course(Rule(0), 3).looks] == [0]
    assert [step for step, _ in course(Rule(5), 3).looks] == [5]


def test_it_ends_when_the_criterion_is_met() -> None:
    ended = course(Rule(100, every=10, goals=(Goal("loss", at_most=0.5),)), 3, 1, 0.5, 0.1)
    assert (ended.why, ended.step, ended.best) == ("goal", 30, 30)
    assert course(Rule(100, every=10, goals=(Goal("right", at_least=0.5),)), 3).step == 10
    assert not Goal("loss", at_most=0.5).met({"loss": float("nan")})


def test_several_criteria_are_met_at_once() -> None:
    goals = (Goal("loss", at_most=0.5), Goal("right", at_least=0.6))
    assert course(Rule(30, every=10, goals=goals), 3, 0.4, 0.5).why == "updates"
    assert course(Rule(30, every=10, goals=(goals[0], Goal("right", at_least=0.4))), 3, 0.4, 0.5).step == 20


def test_it_ends_when_patience_runs_out_and_knows_the_best() -> None:
    ended = course(Rule(1000, every=10, patience=2), 3, 1, 2, 0.5, 0.7, 0.6)
    assert (ended.why, ended.step, ended.best) == ("patience", 60, 40)
    assert course(Rule(1000, every=10, patience=1, watch="right"), 3, 2).step == 20


def test_a_measure_that_is_not_there_is_told() -> None:
    with pytest.raises(RunError, match=r'Nothing called "los" is measured here\. .* Did you mean "loss"\?'):
        course(Rule(10, goals=(Goal("los", at_most=1),)), 1)


def test_looking_changes_no_bit_of_the_run() -> None:
    looked, straight = Trainer(SMALL), Trainer(SMALL)
    ended = follow(Rule(30, every=4), looked.goto, partial(looked.measure, "validation"))
    straight.goto(30)
    assert len(ended.looks) == 8
    assert looked.losses == straight.losses
    for name, array in straight.weight.items():
        assert array.tobytes() == looked.weight[name].tobytes()
