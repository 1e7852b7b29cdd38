"""The grid of cards: nothing overlaps, the choice is seen whole, the ends hold."""

import pytest

from visualizer.gallery.card_grid import FOOT, HEAD, WORDS, CardGrid

EVERY = pytest.mark.parametrize("grid", [
    CardGrid(1, 1920, 1080), CardGrid(39, 1920, 1080), CardGrid(39, 1920, 2100), CardGrid(7, 2600, 1080),
    CardGrid(3, 300, 500),
], ids=repr)


@EVERY
def test_every_card_can_be_seen_whole_and_clicked(grid: CardGrid) -> None:
    for index in range(grid.count):
        offset = grid.shown(index, 0.0)
        area = grid.area(index, offset)
        assert area.y >= HEAD
        assert area.bottom + WORDS <= max(grid.height - FOOT + 2, HEAD + grid.pitch)
        assert index in grid.visible(offset)
        assert grid.at(area.x + 5, area.y + 5, offset) == index
        assert area.right <= grid.width


@EVERY
def test_moves_stay_inside(grid: CardGrid) -> None:
    for index in range(grid.count):
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1), (0, 9)):
            assert 0 <= grid.moved(index, *way) < grid.count
    assert grid.moved(grid.count - 1, 1, 0) == grid.count - 1


def test_down_from_above_an_unfinished_row_goes_to_its_end() -> None:
    grid = CardGrid(6, 1920, 1080)
    assert grid.columns == 4
    assert (grid.moved(3, 0, 1), grid.moved(5, 0, 1), grid.moved(1, 0, 1)) == (5, 5, 5)


def test_between_cards_there_is_none() -> None:
    grid = CardGrid(8, 1920, 1080)
    area = grid.area(0, 0.0)
    assert grid.at(area.right + 10, area.y + 5, 0.0) is None
    assert grid.at(area.x + 5, HEAD - 20, 0.0) is None
