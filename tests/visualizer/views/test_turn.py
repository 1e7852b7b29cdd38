"""From which step on a net answers that hears something out first, or sees it once."""

import pytest

from engine.run import Run
from engine.trainer import Trainer
from visualizer.views.turn import turn


@pytest.mark.parametrize(
    ("keys", "text", "first"),
    [
        ({"task": "translation", "decoder": True}, "le chat → the cat", 3 - 1),
        ({"task": "translation", "decoder": True}, "le chat", 3 - 1),
        ({"task": "captions"}, "R■b4", 1),
        ({"task": "captions", "fed": False}, "R■b4", 0),
        ({"task": "brackets"}, "(())", 0),
        ({"task": "digits", "by": "row"}, "#20", 0),
    ],
)
def test_it_is_the_first_step_that_is_asked(keys: dict[str, object], text: str, first: int) -> None:
    trace = Trainer(Run(cell="gru", hidden=3, **keys)).trace(text)  # type: ignore[arg-type]  # keys of a run
    assert turn(trace) == first
