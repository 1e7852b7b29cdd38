"""What tasks take: every one says it, and what a track says of an output is what the task put in."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.tasks import TASKS
from engine.tasks.network import Network
from engine.tasks.next_step import NextStep
from engine.tasks.patients import Patients
from engine.tasks.takes import Curved, Painted, Track, Typed, Worded
from engine.tasks.task import Task


@pytest.mark.parametrize("kind", TASKS.values(), ids=TASKS)
def test_signs_and_words_that_can_be_picked_are_read(kind: type[Task]) -> None:
    takes = kind().takes
    if isinstance(takes, Typed | Worded):
        picked = takes.signs if isinstance(takes, Typed) else takes.words
        between = "" if isinstance(takes, Typed) else " "
        if picked:
            assert len(kind().encode(between.join(picked[:8])).tokens[0]) >= len(picked[:8])


@pytest.mark.parametrize("kind", [kind for kind in TASKS.values() if isinstance(kind().takes, Painted)])
def test_a_picture_that_nobody_painted_is_read(kind: type[Task]) -> None:
    takes = kind().takes
    assert isinstance(takes, Painted)
    batch = kind().encode(takes.levels[takes.blank] * takes.columns * takes.rows)
    assert batch.x.size == takes.columns * takes.rows


def raw(task: Task, column: int) -> tuple[Array, Array]:
    """What a task put in at each step of a series of its own, and what is read off the same by its track."""
    batch = task.batch(np.random.default_rng(4), 1)
    takes = task.takes
    assert isinstance(takes, Curved)
    signs = [token.replace("−", "-") for token in batch.tokens[0]]
    parts = [sign.split(takes.between) if takes.between else [sign] for sign in signs]
    written = np.array([float(part[column]) for part in parts]).round(2)
    return written, takes.tracks[column].answer(batch.x[:, 0, column])


@pytest.mark.parametrize(("task", "column"), [
    (NextStep(), 0), (NextStep("sunspots"), 0), (Network(), 0), (Network(), 1), (Patients(), 0),
])  # fmt: skip
def test_an_output_stands_for_what_would_have_been_written(task: Task, column: int) -> None:
    written, said = raw(task, column)
    np.testing.assert_allclose(said, written, atol=0.51 if column or not isinstance(task, NextStep) else 0.006)


def test_what_is_counted_is_never_less_than_nothing_nor_endless() -> None:
    track = Track("包", "packets", 1, 10, counted=True)
    assert track.answer(np.array([-9.0, 1.0, 1e6])).tolist() == [0, 9, 1e9 - 1]
