"""Pictures of any pixels: written and read back, seen as shapes are seen, and known as shapes if they are some."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.raster import Raster, is_raster, rastered
from engine.tasks.shapes import SIDE, Shape, drawn, pixels, read

EMPTY = "/".join(["_" * SIDE] * SIDE)


def seen(shapes: tuple[Shape, ...]) -> Raster:
    """Shapes as pixels."""
    field = pixels(shapes).reshape(SIDE, SIDE, 3)[::-1]
    return Raster(tuple("".join("rgb"[cell.argmax()] if cell.any() else "_" for cell in row) for row in field))


@pytest.mark.parametrize("seed", range(30))
def test_shapes_as_pixels_are_seen_alike_and_known_again(seed: int) -> None:
    shapes = drawn(np.random.default_rng(seed))
    raster = seen(shapes)
    assert rastered(str(raster)) == raster
    np.testing.assert_array_equal(raster.pixels, pixels(shapes))
    assert set(raster.shapes) == set(shapes)


def test_one_shape_is_one_and_a_pixel_more_or_less_is_none() -> None:
    one = seen(read("R■b4"))
    assert [str(shape) for shape in one.shapes] == ["R■b4"]
    text = str(one)
    for wrong in (text.replace("_", "g", 1), text.replace("r", "_", 1), text.replace("r", "b", 1), EMPTY):
        assert rastered(wrong).shapes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EMPTY[:-1], "Row 12 of the picture"),
        (EMPTY.replace("_", "", 1), "Row 1 of the picture"),
        (EMPTY + "/" + "_" * SIDE, "has 13 rows"),
        ("____________/____________", "has 2 rows"),
    ],
)
def test_what_is_no_picture_is_told(text: str, said: str) -> None:
    assert is_raster(text)
    with pytest.raises(RunError, match=said):
        rastered(text)


def test_shapes_are_not_taken_for_pixels() -> None:
    assert not is_raster("R■b4+g∪h5")
    assert not is_raster("and/or")
