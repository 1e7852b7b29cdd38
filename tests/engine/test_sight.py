"""How inputs look: what is drawn is what a task's own text says, pixel by pixel, and a pen goes where it was led."""

import numpy as np
import pytest

from engine.run import Run
from engine.sight import Sight, pictures, sight_of, way
from engine.tasks import TASKS
from engine.tasks.captions import Captions
from engine.tasks.digits import INK, Digits
from engine.tasks.handwriting import Handwriting
from engine.tasks.hanzi import Hanzi
from engine.tasks.scans import Scans
from engine.tasks.video import Video
from engine.trainer import Trainer

DRAWN = ["00599000", "0g0000g0", "00000000", "12345678", "87654321", "gggggggg", "0000000g", "g0000000"]


def inked(lines: list[str]) -> list[list[float]]:
    """The ink of a drawing, read sign by sign."""
    return [[INK.index("·" if sign == "0" else sign) / 16 for sign in line] for line in lines]


@pytest.mark.parametrize("by", ["whole", "row", "column"])
def test_a_digit_is_seen_as_it_is_drawn_and_grows_by_what_came_in(by: str) -> None:
    task = Digits(by)  # type: ignore[arg-type]  parametrize gives plain strings
    given = ["".join(column) for column in zip(*DRAWN, strict=True)] if by == "column" else DRAWN
    x = task.encode(" ".join(given)).x[:, 0]
    seen = pictures(task.sight, x)[..., 0]
    assert seen.shape == (task.length, 8, 8)
    assert seen[-1].tolist() == inked(DRAWN)
    for t in range(task.length):
        rows = t + 1 if by == "row" else 8
        columns = t + 1 if by == "column" else 8
        assert np.array_equal(seen[t, :rows, :columns], seen[-1, :rows, :columns])
        assert not seen[t, rows:].any()
        assert not seen[t, :, columns:].any()


def test_a_line_of_writing_is_as_wide_as_it_has_steps() -> None:
    batch = Scans().encode("ab")
    seen = pictures(Scans().sight, batch.x[:, 0])[..., 0]
    assert seen.shape == (len(batch.x), 20, len(batch.x))
    np.testing.assert_array_equal(seen[-1], batch.x[:, 0].T)
    for t, each in enumerate(seen):
        np.testing.assert_array_equal(each[:, : t + 1], seen[-1, :, : t + 1])
        assert not each[:, t + 1 :].any()


def test_frames_of_a_film_stand_on_their_feet() -> None:
    seen = pictures(Video().sight, Video().encode("■c3 ■d3 ·").x[:, 0])[..., 0]
    assert [sorted(map(tuple, np.argwhere(frame).tolist())) for frame in seen] == [
        [(4, 2), (4, 3), (5, 2), (5, 3)], [(4, 3), (4, 4), (5, 3), (5, 4)], []
    ]  # fmt: skip  row 3 from below is the sixth from above


def test_a_picture_that_is_seen_once_stays_what_it_was_and_words_are_no_picture() -> None:
    seen = pictures(Captions().sight, Captions().encode("R■b4+g∪h5").x[:, 0])
    assert seen.shape[1:] == (12, 12, 3)
    assert all(np.array_equal(each, seen[0]) for each in seen)
    assert [seen[0, ..., channel].sum() for channel in range(3)] == [25, 7, 0]
    assert seen[0, 12 - 4, 1].tolist() == [1, 0, 0]


def test_in_a_window_over_time_the_newest_frame_is_seen() -> None:
    run = Run(task="video", cell="mlp", window=3, hidden=4)
    trace = Trainer(run).trace("■c3 ■d3 ■e3")
    alone = Trainer(run.model_copy(update={"window": 1})).trace("■c3 ■d3 ■e3")
    assert trace.sight is not None
    assert np.array_equal(pictures(trace.sight, trace.value["x"]), pictures(trace.sight, alone.value["x"]))


@pytest.mark.parametrize("task", [Handwriting(), Hanzi()])
def test_a_pen_goes_where_it_was_led(task: Handwriting | Hanzi) -> None:
    found = way(task.encode("0,0 1,0 1,1 / 0,1 0,0.5").x[:, 0])
    corners = (0, 0), (1, 0), (1, 1), (0, 1), (0, 0.5)
    scale = found.points[:, 0].max()
    for corner in corners:
        assert np.abs(found.points / scale - corner).sum(axis=1).min() < 1e-9
    assert found.up.sum() == 1
    lifted = int(found.up.argmax())
    assert np.allclose(found.points[lifted] / scale, (1, 1))
    assert np.allclose(found.points[lifted + 1] / scale, (0, 1))


def test_a_task_of_pictures_tells_its_trace_and_the_others_do_not() -> None:
    seeing = {name for name, task in TASKS.items() if isinstance(sight_of(task()), Sight)}
    assert seeing == {"digits", "video", "captions", "handwriting", "hanzi", "scans"}
    assert Trainer(Run(task="brackets", length=4)).trace().sight is None
    assert Trainer(Run(task="digits", cell="mlp")).trace().sight == Digits().sight


@pytest.mark.parametrize("name", ["digits", "video", "captions", "handwriting", "hanzi"])
def test_no_more_is_seen_than_goes_in(name: str) -> None:
    task = TASKS[name]()
    sight = sight_of(task)
    assert sight is not None
    assert sight.inputs <= task.inputs
    assert sight.once or sight.inputs == task.inputs
