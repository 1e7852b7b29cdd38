"""Conditions are names: equal by what they say, and they cross a pipe."""

import pickle

import pytest

from engine.conditions import (
    GradientAbove,
    LossAbove,
    LossBelow,
    MeasureAtLeast,
    NotFinite,
    Watchpoint,
    Watchpoints,
)

EVERY = [LossBelow(0.5), LossAbove(2.0), GradientAbove(10.0), NotFinite(), MeasureAtLeast("legal", 0.9, 20)]
EVERY += [Watchpoints((Watchpoint("clipped"), Watchpoint("loss > 3", passes=2)), done=7)]


@pytest.mark.parametrize("condition", EVERY, ids=lambda condition: type(condition).__name__)
def test_a_condition_crosses_a_pipe_whole(condition: object) -> None:
    assert pickle.loads(pickle.dumps(condition)) == condition
    assert sum(condition == other for other in EVERY) == 1
