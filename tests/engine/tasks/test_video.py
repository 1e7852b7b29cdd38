"""Films of a moving shape: no frame alone tells which way it goes."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.video import FRAMES, HIDDEN, SHAPES, SIDE, WAYS, Video

ARROWS = list(WAYS)
PIXELS = FRAMES.reshape(len(SHAPES), SIDE * SIDE, -1).sum(axis=-1)


def tracked(x: Array) -> Array:
    """Say the way by looking for the one shift that carries one frame to the next, two for a hidden one between."""
    said = np.zeros((*x.shape[:2], len(WAYS)))
    for row in range(x.shape[1]):
        before, way, waited = x[0, row], 4, 0
        for t in range(1, len(x)):
            frame = x[t, row]
            if not frame.any():
                waited += 1
            else:
                shifts = {arrow: moved(before, arrow) for arrow in ARROWS}
                if waited:
                    shifts = {arrow: moved(moved(before, ARROWS[way]), arrow) for arrow in ARROWS}
                way = next(at for at, arrow in enumerate(ARROWS) if np.array_equal(shifts[arrow], frame))
                before, waited = frame, 0
            said[t, row, way] = 1
    return said


def moved(frame: Array, arrow: str) -> Array:
    """A frame one step on, on the torus."""
    right, up = WAYS[arrow]
    return np.roll(frame.reshape(SIDE, SIDE), (up, right), axis=(0, 1)).ravel()


def test_whoever_compares_frames_is_always_right() -> None:
    measured = Video().measure(tracked, np.random.default_rng(0))
    assert measured["right"] == measured["right_hidden"] == measured["whole"] == 1


def test_no_frame_alone_tells_the_way() -> None:
    batch = Video(hides=False).batch(np.random.default_rng(0), 4000)
    ways = batch.targets[1:].reshape(-1, len(WAYS))
    signs = np.array([row[1:] for row in batch.tokens]).T.ravel()
    for sign in ("c3", "■h8", "┗a1"):
        share = ways[signs == sign].mean(axis=0)
        assert share.max() < 0.35


def test_each_shape_keeps_its_pixels_wherever_it_stands() -> None:
    assert [set(each) for each in PIXELS] == [{sum(line.count("#") for line in shape)} for shape in SHAPES.values()]


def test_a_hidden_frame_is_empty_and_goes_on_as_before() -> None:
    batch = Video().batch(np.random.default_rng(0), 400)
    met = 0
    for row, signs in enumerate(batch.tokens):
        for t, sign in enumerate(signs):
            assert batch.x[t, row].any() == (sign != HIDDEN)
            if sign == HIDDEN:
                assert t >= 2
                np.testing.assert_array_equal(batch.targets[t, row], batch.targets[t - 1, row])
                met += 1
    assert met > 300
    assert HIDDEN not in {sign for row in Video(hides=False).batch(np.random.default_rng(0), 99).tokens for sign in row}


def test_a_film_of_ones_own_is_labelled_by_its_squares() -> None:
    batch = Video().encode("■c3 ■d3 · ■f3, ■f2 ■h8 ■h1")
    said = [ARROWS[row.argmax()] if row.any() else "" for row in batch.targets[:, 0]]
    assert said == ["", "→", "→", "→", "↓", "", "↑"]
    assert batch.tokens == (("■c3", "■d3", "·", "■f3", "■f2", "■h8", "■h1"),)
    assert batch.x[0, 0].sum() == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("c3 c9", r"Character 5 of the input, '9', is not known"),
        ("c3 3c", r"Frame 2 of the input, '3c', is none\. A frame is written as c3 or ■c3"),
        ("c3 ■", r"Frame 2 of the input, '■', is none"),
        ("· c3", r"The first frame is empty\. A film begins with a place"),
        (" , ", r"The first frame is empty"),
    ],
)
def test_what_is_no_film_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Video().encode(text)


@pytest.mark.parametrize("length", [1, 401])
def test_a_length_that_is_no_film_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 2 to 400"):
        Video(length)
