"""Windows of text, what is kept away from training, and the control: u after q."""

from itertools import pairwise

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import Task
from engine.tasks.text import DATA, Text

RAW = (DATA / "quiet-quarter.txt").read_text("utf-8")


def letters(task: Task, rows: Array) -> str:
    """The characters of one-hot rows (T, V)."""
    return "".join(task.symbols[place] for place in rows.argmax(axis=-1)).replace("␣", " ").replace("↵", "\n")


def test_a_window_is_a_piece_of_the_text_and_its_targets_the_next_characters() -> None:
    task = Text(length=13)
    batch = task.batch(np.random.default_rng(0), 5)
    for row in range(5):
        window = letters(task, batch.x[:, row])
        assert letters(task, batch.targets[:, row])[:-1] == window[1:]
        assert window + letters(task, batch.targets[-1:, row]) in RAW
        assert "".join(batch.tokens[row]).replace("␣", " ").replace("↵", "\n") == window


def test_training_never_sees_the_last_tenth() -> None:
    task = Text(length=7)
    allowed = RAW[: len(RAW) * 9 // 10]
    batch = task.batch(np.random.default_rng(0), 3000)
    for row in range(0, 3000, 10):
        assert letters(task, batch.x[:, row]) + letters(task, batch.targets[-1:, row]) in allowed


def test_a_string_of_ones_own_is_not_scored_at_its_end() -> None:
    batch = Text().encode("a q␣\n")
    assert batch.tokens == (("a", "␣", "q", "␣", "↵"),)
    assert list(batch.scored[:, 0]) == [1, 1, 1, 1, 0]
    assert not batch.targets[-1].any()


def test_u_after_q_is_counted_as_documented() -> None:
    measured = Text().measure(lambda x: np.zeros((*x.shape[:2], 60)), np.random.default_rng(0))
    assert measured["counted_u_given_q"] == pytest.approx(482 / 488)
    assert measured["p_u_given_q"] == pytest.approx(1 / 60)
    assert measured["bits"] == pytest.approx(np.log2(60))


def test_a_bigram_count_answers_u_after_q_as_often_as_counted() -> None:
    task = Text()
    place = {letter: index for index, letter in enumerate(sorted(set(RAW)))}
    counts = np.full((60, 60), 1e-9)
    for one, two in pairwise(RAW):
        counts[place[one], place[two]] += 1
    table = np.log(counts / counts.sum(axis=1, keepdims=True))
    measured = task.measure(lambda x: table[x.argmax(axis=-1)], np.random.default_rng(0))
    assert measured["p_u_given_q"] == pytest.approx(482 / 488, abs=1e-6)
    assert 2.5 < measured["bits"] < 4


def test_an_unknown_text_is_refused_with_a_guess() -> None:
    with pytest.raises(RunError, match=r'There is no text "quiet-quarter".*Did you mean "quiet-quarter.txt"\?'):
        Text(text="quiet-quarter")
    with pytest.raises(RunError, match="There is no text"):
        Text(text="../../pyproject.toml")


@pytest.mark.parametrize("length", [1, 2001])
def test_a_window_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 2 to 2000"):
        Text(length=length)


def test_training_validation_and_test_are_three_pieces_of_the_text() -> None:
    task, heard = Text(), dict[str, str]()
    for part in ("validation", "test"):

        def answer(x: Array, part: str = part) -> Array:
            heard.setdefault(part, letters(task, x.transpose(1, 0, 2)[:, :32].reshape(-1, task.inputs)))
            return np.zeros((*x.shape[:2], task.outputs))

        measured = task.measure(answer, np.random.default_rng(0), part)
        assert measured["bits"] == pytest.approx(np.log2(task.outputs))
    places = {part: RAW.index(text) for part, text in heard.items()}
    assert places["validation"] == task.border
    assert places["test"] >= task.border + len(heard["validation"])
    assert places["test"] + len(heard["test"]) <= len(RAW)
