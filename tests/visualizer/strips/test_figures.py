"""Figures are told apart by what touches, and stand on the grid wherever they were drawn."""

import numpy as np
import pytest

from visualizer.strips.figures import MOST, figures, on_grid

PICTURE = """
##..#...
#...#.##
##..#.#.
.#..###.
....#...
"""


def mask(text: str) -> np.ndarray:  # type: ignore[type-arg]  # of yes and no
    """A picture of signs as a mask."""
    return np.array([[sign == "#" for sign in line] for line in text.split()])


def test_what_touches_by_a_side_is_one_and_together_they_are_all() -> None:
    whole = mask(PICTURE)
    found = list(figures(whole))
    assert [int(figure.sum()) for figure in found] == [6, 10]
    assert (np.sum(found, axis=0) == whole).all()
    assert len(list(figures(mask("#./.#".replace("/", " "))))) == 2, "corners do not touch"
    assert list(figures(np.zeros((3, 3), bool))) == []


def test_noise_is_not_taken_apart_for_ever() -> None:
    noise = np.indices((60, 60)).sum(axis=0) % 2 == 0
    found = list(figures(noise))
    assert len(found) == MOST + 1
    assert (np.sum(found, axis=0) == noise).all()


def test_a_winding_figure_is_one() -> None:
    spiral = mask("####### ......# #####.# #...#.# #.###.# #.....# #######")
    assert len(list(figures(spiral))) == 1


@pytest.mark.parametrize("down", [-9, -4, 0, 5, 9])
@pytest.mark.parametrize("right", [-8, 0, 3, 9])
def test_a_square_between_pixels_is_set_on_them(down: int, right: int) -> None:
    fine, field = 20, np.zeros((120, 120), bool)
    field[40 + down : 80 + down, 40 + right : 100 + right] = True
    shares = on_grid(field, fine)
    wanted = np.zeros((6, 6))
    wanted[2:4, 2:5] = 1
    np.testing.assert_allclose(shares, wanted, atol=1e-9)


def test_what_stands_on_the_grid_is_not_moved() -> None:
    field = np.zeros((120, 120), bool)
    field[:20, 100:] = True
    shares = on_grid(field, 20)
    assert shares[0, 5] == pytest.approx(1)
    assert shares.sum() == pytest.approx(1)
