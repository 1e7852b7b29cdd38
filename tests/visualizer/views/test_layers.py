"""Every line of a table gets a place of its own, to the right of what it needs."""

import pytest

from engine.cells import CELLS, HEAD, Cell
from visualizer.views.layers import arranged, depths

EACH = pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)


@EACH
def test_a_line_stands_right_of_its_inputs(cell: Cell) -> None:
    lines = (*cell.lines, HEAD)
    depth = depths(lines)
    assert all(depth[source] < depth[line.name] for line in lines for source in line.inputs if source in depth)


@EACH
def test_no_two_lines_share_a_place(cell: Cell) -> None:
    lines = (*cell.lines, HEAD)
    layers = arranged(lines)
    assert set(layers.place) == {line.name for line in lines}
    places = [place for place in layers.place.values()]  # noqa: C416  a list keeps doubles
    for n, (column, row) in enumerate(places):
        assert 0 <= row <= layers.rows - 1 + 1e-9
        assert all(other != column or abs(row - beside) > 0.99 for other, beside in places[:n])


@EACH
def test_a_long_wire_bends_once_in_each_column_it_passes(cell: Cell) -> None:
    layers = arranged((*cell.lines, HEAD))
    for (source, user), bends in layers.bends.items():
        first, last = layers.place[source][0], layers.place[user][0]
        assert [column for column, _ in bends] == list(range(first + 1, last))
