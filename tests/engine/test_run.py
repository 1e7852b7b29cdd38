"""Runs: what they refuse, in words, and what names them."""

import pickle

import numpy as np
import pytest
from pydantic import ValidationError

from engine.cells import CELLS
from engine.edits import Edit, edited
from engine.run import Run, build, model


def told(**keys: object) -> str:
    """What is said when a run is refused."""
    with pytest.raises(ValidationError) as error:
        Run.model_validate({"task": "brackets"} | keys)
    return " ".join(each["msg"] for each in error.value.errors())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"task": "braket"}, 'Did you mean "brackets"?'),
        ({"cell": "lstn"}, f'"lstn" is not known. Known are {", ".join(CELLS)}. Did you mean "lstm"?'),
        ({"optimizer": "adams"}, 'Did you mean "adam"?'),
        ({"loss": "softmx"}, 'Did you mean "softmax"?'),
        ({"task": "hold", "loss": "softmax"}, "the task hold has no symbols to share among. Its loss is squared."),
        ({"task": "hold", "loss": "binary"}, "the task hold has no symbols to share among. Its loss is squared."),
        ({"loss": "ctc"}, "the task brackets has no labels to spell. Its loss is softmax."),
        ({"task": "stretch", "loss": "softmax"}, "has labels, but no targets for each step. Its loss is ctc."),
        ({"task": "hold", "kinds": 1}, "kinds is no option of the task hold. It takes length."),
        ({"kinds": 3}, "Input should be 1 or 2"),
        ({"length": "12"}, "valid integer"),
        ({"length": 7}, "even number from 2 to 400"),
        ({"task": "text", "text": "x.txt"}, 'There is no text "x.txt"'),
        ({"hiden": 3}, "Known are task, cell, hidden, "),
        ({"hiden": 3}, 'kinds, length, target, depth. Did you mean "hidden"?'),
        ({"hidden": 0}, "greater than or equal to 1"),
        ({"hidden": "8"}, "valid integer"),
        ({"rate": 0.0}, "greater than 0"),
        ({"rate": float("nan")}, "finite"),
        ({"batch": 1024, "hidden": 512, "length": 400}, "numbers in one line"),
        ({"edits": [{"at": 0, "weight": "zf.b"}]}, "Give one of set, scale and learns."),
        ({"edits": [{"at": 0, "weight": "qq.*", "set": 0.0}]}, 'no weight is called "qq.*". The weights are zi.x'),
        ({"edits": [{"at": 0, "weight": "zf.b", "set": 0.0, "unit": 9}]}, "unit 9 of zf.b does not exist."),
        ({"edits": [{"at": -1, "weight": "zf.b", "set": 0.0}]}, "greater than or equal to 0"),
    ],
)
def test_a_run_that_makes_no_sense_is_refused_in_words(keys: dict[str, object], said: str) -> None:
    assert said in told(**keys)


def test_a_run_is_a_name_equal_and_hashable_by_its_fields() -> None:
    one, two = Run(task="text", seed=3), Run(task="text", seed=3)
    assert one == two
    assert hash(one) == hash(two)
    assert one != Run(task="text", seed=4)
    assert pickle.loads(pickle.dumps(one)) == one


def test_options_reach_the_task_and_sizes_the_model() -> None:
    run = Run(task="brackets", kinds=2, length=10, hidden=3)
    task = build(run)
    assert (task.inputs, task.outputs) == (4, 5)
    assert model(run, task).width("y") == 5
    assert model(run, task).loss_name == "softmax"
    assert model(Run(task="brackets", loss="squared"), task).loss_name == "squared"


def test_an_edit_names_weights_by_a_pattern() -> None:
    run = Run(task="brackets")
    net = model(run, build(run))
    assert edited(Edit(at=0, weight="*.h'", set=0), net) == ["zi.h'", "zf.h'", "zo.h'", "zg.h'"]
    assert edited(Edit(at=0, weight="zf.b", set=0), net) == ["zf.b"]


def test_an_edit_changes_a_copy_and_only_its_unit() -> None:
    array = np.ones((3, 5))
    assert Edit(at=0, weight="*", unit=2, set=7).applied(array).tolist() == [[1, 7, 1, 1, 1]] * 3
    assert Edit(at=0, weight="*", scale=2).applied(array).tolist() == [[2] * 5] * 3
    assert Edit(at=0, weight="*", unit=5, scale=0).applied(np.ones(5)).tolist() == [1, 1, 1, 1, 0]
    assert (array == 1).all()


def test_a_file_can_say_that_nothing_is_clipped() -> None:
    assert Run.model_validate({"task": "brackets", "clip": "none"}).clip is None
    assert Run(task="brackets").clip == 1.0
    with pytest.raises(ValidationError, match="clip"):
        Run.model_validate({"task": "brackets", "clip": "never"})
