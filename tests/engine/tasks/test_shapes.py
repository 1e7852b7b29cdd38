"""Pictures of shapes: what stands where, how it is written, and what a sentence says of it."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.shapes import CHANNELS, COLOURS, NAMES, SIDE, Shape, caption, drawn, pixels, read, vocabulary, written

BOX = np.arange(SIDE)


def seen(picture: np.ndarray) -> tuple[int, int, int, int, str]:
    """Leftmost, rightmost, lowest, highest pixel, and the colour of a picture of one shape."""
    field = picture.reshape(SIDE, SIDE, CHANNELS)
    rows, columns = np.nonzero(field.any(axis=-1))
    (colour,) = {tuple(field[row, column].astype(int)) for row, column in zip(rows, columns, strict=True)}
    name = next(name for name, parts in COLOURS.items() if parts == colour)
    return columns.min(), columns.max(), rows.min(), rows.max(), name


def test_the_sentence_is_what_the_pixels_show() -> None:
    rng = np.random.default_rng(0)
    for _ in range(400):
        one, two = drawn(rng)
        left, right, low, high, colour = seen(pixels([one]))
        left2, right2, low2, high2, colour2 = seen(pixels([two]))
        words = " ".join(caption((one, two), "en"))
        assert right < left2 if " left of " in words else low > high2
        sizes = ("big" if right - left == 4 else "small", "big" if right2 - left2 == 4 else "small")
        assert words.startswith(f"a {sizes[0]} {NAMES['en'][colour]} ")
        assert f" a {sizes[1]} {NAMES['en'][colour2]} " in words
        assert {high - low, right - left} <= {2, 4}
        assert (high2 - low2) == (right2 - left2)


def test_no_two_shapes_look_alike_and_each_fills_its_box() -> None:
    pictures = {
        pixels([Shape(sign, colour, big, 3, 4)]).tobytes() for sign in "■∪✚◣" for colour in COLOURS for big in (0, 1)
    }
    assert len(pictures) == 4 * len(COLOURS) * 2
    for sign in "■∪✚◣":
        left, right, low, high, _ = seen(pixels([Shape(sign, "r", True, 3, 4)]))
        assert (left, right, low, high) == (3, 7, 4, 8)


def test_the_order_of_what_is_written_does_not_matter() -> None:
    one, two = read("R■b4+g∪h5")
    assert caption((one, two), "en") == caption((two, one), "en")
    assert " ".join(caption((two, one), "en")) == "a big red square left of a small green cup"
    assert " ".join(caption((two, one), "zh")) == "大 红 方块 在 小 绿 杯子 左边"
    assert caption(read("b◣c9"), "en") == ("a", "small", "blue", "wedge")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_vocabulary_is_what_captions_are_made_of(language: str) -> None:
    rng = np.random.default_rng(1)
    said = {word for _ in range(500) for word in caption(drawn(rng), language)}
    assert said == set(vocabulary(language))


def test_a_picture_reads_back_as_it_is_written() -> None:
    rng = np.random.default_rng(2)
    for _ in range(100):
        shapes = drawn(rng)
        assert read(written(shapes)) == shapes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("r■a1+r■d1+r■g1", "The picture has 3 shapes"),
        ("r■", "Shape 1 of the picture, 'r■', is none"),
        ("r■a1+", "Shape 2 of the picture, '', is none"),
        ("R■j1", "Shape 1 of the picture, 'R■j1', does not fit"),
        ("r■a0", "does not fit"),
    ],
)
def test_what_is_no_picture_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        read(text)
