"""The grid of slides: nothing overlaps, everything can be reached."""

from hypothesis import given
from hypothesis import strategies as st

from visualizer.slide_grid import MARGIN, TOP, SlideGrid

grids = st.builds(SlideGrid, st.integers(1, 2000), st.floats(700, 2600), st.floats(500, 1500))


def test_a_full_window_shows_five_columns() -> None:
    grid = SlideGrid(27, 1920, 1080)
    assert grid.columns == 5
    assert grid.area(4, 0).right == 1920 - MARGIN


@given(grids, st.data())
def test_a_slide_that_is_shown_is_whole_and_can_be_clicked(grid: SlideGrid, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    offset = grid.shown(index, data.draw(st.floats(0, 1e5)))
    area = grid.area(index, offset)
    assert 0 <= offset <= grid.most
    assert area.y >= TOP - 1e-6
    assert index in grid.visible(offset)
    assert grid.at(area.x + 5, area.y + 5, offset) == index


@given(grids)
def test_only_those_in_sight_are_visible(grid: SlideGrid) -> None:
    rows = len(grid.visible(0)) / grid.columns
    assert rows <= grid.window / grid.pitch + 2


@given(grids, st.integers(-3, 3), st.integers(-3, 3), st.data())
def test_a_move_stays_in_the_deck(grid: SlideGrid, across: int, down: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    assert 0 <= grid.moved(index, across, down) < grid.count


def test_down_from_the_last_row_stays_and_right_from_the_last_slide_stays() -> None:
    grid = SlideGrid(7, 1920, 1080)
    assert (grid.moved(6, 0, 1), grid.moved(6, 1, 0), grid.moved(2, 0, -1), grid.moved(1, 0, 1)) == (6, 6, 2, 6)
