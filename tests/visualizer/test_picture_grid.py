"""A grid of pictures: no two overlap, and what is in the window is what is visible."""

from itertools import combinations

import pytest

from visualizer.gallery.card_grid import CardGrid
from visualizer.picture_grid import PictureGrid
from visualizer.slide_grid import SlideGrid


@pytest.mark.parametrize("grid", [kind(39, *size) for kind in (SlideGrid, CardGrid)
                                  for size in ((1920, 1080), (1280, 720), (800, 600))], ids=repr)  # fmt: skip
def test_pictures_and_words_do_not_overlap_and_those_in_the_window_are_visible(grid: PictureGrid) -> None:
    form = grid.form
    for offset in (0.0, grid.most / 3, grid.most):
        areas = {index: grid.area(index, offset) for index in range(grid.count)}
        for one, other in combinations(areas.values(), 2):
            assert other.x >= one.right or other.y >= one.bottom + form.words
        bottom = form.top + grid.window
        seen = {index for index, area in areas.items() if area.bottom + form.words > form.top and area.y < bottom}
        assert seen <= set(grid.visible(offset))
