"""What goes through the pipe comes out the same."""

import pickle

import pytest

from engine.messages import Failed, Goto, Load, Measure, Measured, Stop, Superseded
from engine.run import Edit, Run


@pytest.mark.parametrize(
    "message",
    [
        Load((Run(task="text", edits=(Edit(at=3, weight="*", scale=2.0),)),), ("a",), 7, "quite"),
        Goto(5),
        Measure(),
        Stop(),
        Measured(({"bits": 2.0},)),
        Superseded(),
        Failed("It broke.", "It should not.", "Mend it.", "line 1"),
    ],
    ids=lambda message: type(message).__name__,
)
def test_a_message_crosses_a_pipe_whole(message: object) -> None:
    assert pickle.loads(pickle.dumps(message)) == message
