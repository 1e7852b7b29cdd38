"""What goes through the pipe comes out the same."""

import pickle

import pytest

from engine.conditions import LossBelow
from engine.edits import Edit
from engine.messages import (
    Example,
    Exampled,
    Explore,
    Failed,
    Follow,
    Goto,
    Load,
    Measure,
    Measured,
    Said,
    Sample,
    Sampled,
    Say,
    Stop,
    Superseded,
    Try,
    Until,
    Watch,
)
from engine.run import Run
from engine.sample import Manner


@pytest.mark.parametrize(
    "message",
    [
        Load((Run(task="text", edits=(Edit(at=3, weight="*", scale=2.0),)),), ("a",), 7, "quite"),
        Goto(5),
        Until(LossBelow(0.5), 90, "quite"),
        Measure(),
        Measure("validation"),
        Sample("the ", 50, Manner(temperature=0.5, top=3)),
        Sampled(("q", "u")),
        Watch(("norm(h)", "clipped"), "quite"),
        Follow(("loss",), 3, 9),
        Try((Edit(at=3, weight="*", scale=2.0), Edit(at=3, line="f", set=1.0, steps=(2, 4)))),
        Say("quite"),
        Said(("q", ""), "quite"),
        Example(3),
        Exampled("quite"),
        Explore(("influence", "spectrum"), "quite"),
        Stop(),
        Measured(({"bits": 2.0},)),
        Superseded(),
        Failed("It broke.", "It should not.", "Mend it.", "line 1"),
    ],
    ids=lambda message: type(message).__name__,
)
def test_a_message_crosses_a_pipe_whole(message: object) -> None:
    assert pickle.loads(pickle.dumps(message)) == message
