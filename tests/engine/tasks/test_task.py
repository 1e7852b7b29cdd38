"""What every task promises, and how each refuses an input."""

from hashlib import sha256

import numpy as np
import pytest

from engine.errors import RunError
from engine.losses import LOSSES
from engine.run import Run
from engine.tasks import TASKS
from engine.tasks.handwriting import Handwriting
from engine.tasks.hanzi import Hanzi
from engine.tasks.speech import Speech
from engine.tasks.spoken import Spoken
from engine.tasks.task import Task, checked, drawn_apart, one_hot, part_of, shown, typed
from engine.trainer import Trainer

EVERY_TASK = pytest.mark.parametrize("task", [kind() for kind in TASKS.values()], ids=TASKS)
ROWS = 7
ROUGH = {Speech, Handwriting, Hanzi, Spoken}
"""Tasks whose signs draw what goes in, but do not tell every digit of it."""


@EVERY_TASK
def test_a_batch_has_the_shapes_it_promises(task: Task) -> None:
    batch = task.batch(np.random.default_rng(0), ROWS)
    steps = task.length
    assert batch.x.shape == (steps, ROWS, task.inputs)
    assert batch.targets.shape == (steps, ROWS, task.outputs)
    assert batch.scored.shape == (steps, ROWS)
    assert [len(row) for row in batch.tokens] == [steps] * ROWS
    assert set(np.unique(batch.scored)) <= {0, 1}
    assert batch.scored.any(axis=0).all()
    assert task.symbols == () or len(task.symbols) == task.outputs
    assert task.loss in LOSSES
    assert len(batch.labels) == (ROWS if task.loss == "ctc" else 0)


@EVERY_TASK
def test_the_same_stream_gives_the_same_batch_and_another_another(task: Task) -> None:
    one, two, other = (task.batch(np.random.default_rng(seed), ROWS) for seed in (1, 1, 2))
    assert one.x.tobytes() == two.x.tobytes()
    assert one.tokens == two.tokens
    assert one.x.tobytes() != other.x.tobytes()


@EVERY_TASK
def test_targets_of_symbols_are_shares_and_unscored_ones_are_nothing(task: Task) -> None:
    batch = task.batch(np.random.default_rng(0), ROWS)
    if batch.labels:
        assert not batch.targets.any()
    elif task.loss == "softmax":
        np.testing.assert_allclose(batch.targets.sum(axis=-1), batch.scored, atol=1e-12)


@EVERY_TASK
def test_a_batch_reads_back_as_the_users_own_string(task: Task) -> None:
    batch = task.batch(np.random.default_rng(0), 1)
    there = [bool(token) for token in batch.tokens[0]]  # padding is written as nothing
    read = tuple(filter(None, batch.tokens[0]))
    again = task.encode(typed(batch.tokens[0]))
    assert again.tokens == (read,)
    assert again.targets.shape == batch.targets[there].shape
    assert again.labels in {batch.labels, ((),)}  # of steps alone nobody knows what they spell
    if task.symbols and type(task) not in ROUGH:
        np.testing.assert_array_equal(again.x, batch.x[there])


@EVERY_TASK
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The input is empty."),
        ("ü", "Character 1 of the input, 'ü'"),
        ("☃" * 10_001, "The input has 10001 characters."),
    ],
)
def test_a_wrong_input_is_refused_in_three_sentences(task: Task, text: str, said: str) -> None:
    with pytest.raises(RunError) as told:
        task.encode(text)
    assert told.value.what.startswith(said)
    assert told.value.expected
    assert told.value.remedy


@EVERY_TASK
def test_measures_are_finite_numbers_and_always_the_same(task: Task) -> None:
    name = next(name for name, kind in TASKS.items() if isinstance(task, kind))
    net = Trainer(Run.model_validate({"task": name, "hidden": 3})).answer
    one, two = (task.measure(net, np.random.default_rng(5)) for _ in range(2))
    assert one == two
    assert all(isinstance(number, float) and np.isfinite(number) for number in one.values())


def test_the_position_of_the_first_unknown_character_is_told() -> None:
    with pytest.raises(RunError, match=r"Character 3 of the input, 'x', is not known.*Known are \( \)\. Replace"):
        checked("((x)y", "()")


def test_a_string_belongs_to_one_part_for_ever_and_one_in_ten_is_held_out() -> None:
    parts = [part_of(str(number)) for number in range(4000)]
    assert 160 < parts.count("test") < 240
    assert 160 < parts.count("validation") < 240
    assert (part_of("(())"), part_of("()()")) == (part_of("(())"), part_of("()()"))
    numbers = iter(range(4000))
    drawn = drawn_apart(5, lambda: str(next(numbers)), "test")
    assert drawn == [str(number) for number, part in enumerate(parts) if part == "test"][:5]


def test_signs_are_typed_close_together_and_words_apart() -> None:
    assert typed(("(", ")")) == "()"
    assert typed(("not", "a", "")) == "not a"
    assert typed(("0123", "")) == "0123"


def test_white_space_is_shown() -> None:
    assert [shown(letter) for letter in "\n a"] == ["↵", "␣", "a"]


def test_one_hot_rows() -> None:
    np.testing.assert_array_equal(one_hot(np.array([[2, 0]]), 3), [[[0, 0, 1], [1, 0, 0]]])


def test_the_text_is_the_one_that_was_counted() -> None:
    text = (pytest.importorskip("engine.tasks.text").DATA / "quiet-quarter.txt").read_bytes()
    assert sha256(text).hexdigest().startswith("e02bad61fde061ec")
