"""The triangle's pixels: clear where a loss cannot reach, brighter where it reaches more."""

import numpy as np
import pytest

from engine.influence import influence
from tests.engine.traces import made
from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT
from visualizer.views.decades import decades
from visualizer.views.triangle_picture import reached, triangle_picture


def pixels(name: str, look: Look) -> np.ndarray:
    found = influence(brackets())
    image = triangle_picture(found, name, decades(found.sizes[name]), look)
    assert (image.width(), image.height()) == (12, 12)
    return np.array([[image.pixelColor(x, y).getRgb() for x in range(12)] for y in range(12)], dtype=float)


@pytest.mark.parametrize("name", ["h", "c"])
def test_only_the_lower_half_is_painted(name: str) -> None:
    alpha = pixels(name, Look())[..., 3]
    np.testing.assert_array_equal(alpha, np.tril(np.full((12, 12), 255.0)))


def test_what_is_large_is_light_on_dark_and_dark_on_paper() -> None:
    sizes = influence(brackets()).sizes["c"]
    low, high = (np.unravel_index(pick(np.where(np.tril(sizes) > 0, sizes, fill)), sizes.shape)
                 for pick, fill in ((np.argmin, np.inf), (np.argmax, 0.0)))
    for theme, more in ((DARK, 1), (LIGHT, -1)):
        light = pixels("c", Look(theme))[..., :3].sum(axis=2)
        assert more * light[high] > more * light[low]


def test_a_loss_that_does_not_count_has_no_row() -> None:
    found = influence(made("gru", "hold"))
    there = reached(found, "h")
    assert not there[:-1].any()
    assert there[-1].all()
