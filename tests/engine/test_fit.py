"""What does not go together is told in words, all of it at once."""

import pytest
from pydantic import ValidationError

from engine.run import Run


def told(**keys: object) -> str:
    """What is said when a run is refused."""
    with pytest.raises(ValidationError) as error:
        Run.model_validate({"task": "brackets"} | keys)
    return " ".join(each["msg"] for each in error.value.errors())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"schedule": "cosin"}, 'Known are constant, step, cosine. Did you mean "cosine"?'),
        ({"init": "ortogonal"}, 'Did you mean "orthogonal"?'),
        ({"every": 5}, 'every goes with schedule = "step", not "constant".'),
        ({"decay": 0.5, "schedule": "cosine"}, 'decay goes with schedule = "step", not "cosine".'),
        ({"decay": 1.5, "schedule": "step"}, "less than or equal to 1"),
        ({"warm_up": -1}, "greater than or equal to 0"),
        ({"l1": -0.1}, "greater than or equal to 0"),
        ({"l2": float("inf")}, "finite"),
        ({"drop_inputs": 1.0}, "less than 1"),
        ({"clip_value": 0.0}, "greater than 0"),
        ({"edits": [{"at": 3, "key": "rate", "scale": 0.0}]}, "rate becomes 0.0 at update 3. It must stay above 0."),
        ({"edits": [{"at": 3, "key": "l1", "set": -1.0}]}, "l1 becomes -1.0 at update 3. It is 0 or more."),
        (
            {"edits": [{"at": 3, "key": "drop_outputs", "set": 1.0}]},
            "drop_outputs becomes 1.0 at update 3. It is 0 or more and below 1.",
        ),
        ({"edits": [{"at": 3, "key": "clip_value", "scale": 2.0}]}, "there is no clip_value to scale. Give it by set."),
        ({"edits": [{"at": 3, "key": "rat", "set": 2.0}]}, "Input should be 'rate'"),
        ({"edits": [{"at": 3, "key": "rate", "weight": "*", "set": 2.0}]}, "Give one of weight, line and key."),
        ({"edits": [{"at": 3, "key": "rate", "unit": 1, "set": 2.0}]}, "rate has no units and does not learn."),
        ({"edits": [{"at": 3, "line": "q", "set": 2.0}]}, 'no line is called "q". The lines are '),
        ({"edits": [{"at": 3, "line": "f", "unit": 99, "set": 2.0}]}, "unit 99 of f does not exist."),
        ({"edits": [{"at": 3, "line": "f", "keeps": True}]}, "Carried are h, c."),
        ({"edits": [{"at": 3, "line": "f", "source": 1, "set": 2.0}]}, "the line f has no sources"),
        ({"edits": [{"at": 3, "line": "f", "set": 2.0, "keeps": True}]}, "Give one of set and keeps."),
        ({"edits": [{"at": 3, "line": "f", "set": 2.0, "steps": [4, 3]}]}, "steps = [4, 3] is no stretch of time."),
        ({"edits": [{"at": 3, "weight": "*", "set": 2.0, "steps": [1, 3]}]}, "only lines have time steps"),
        ({"edits": [{"at": 3, "weight": "*", "learns": True, "set": 2.0}]}, "Give one of set, scale and learns."),
        ({"edits": [{"at": 3, "weight": "zf.x", "source": 3, "set": 2.0}]}, "Sources go from 1 to 2."),
        ({"edits": [{"at": 3, "weight": "zf.b", "source": 1, "set": 2.0}]}, 'no weight is called "zf.b"'),
        ({"cell": "mlp", "drop_recurrent": 0.5}, "the cell mlp hears no step before. Leave out drop_recurrent."),
        ({"drop_inputs": 0.5, "edits": [{"at": 3, "weight": "zf.x", "set": 2.0}]}, "The weights are zi.xd, zi.h'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(keys: dict[str, object], said: str) -> None:
    assert said in told(**keys)


def test_all_mistakes_are_told_at_once() -> None:
    said = told(every=3, batch=1024, hidden=512, length=40, edits=[{"at": 3, "weight": "qq", "set": 0.0}])
    for part in ("every goes with", "numbers in one line", 'no weight is called "qq"'):
        assert part in said
