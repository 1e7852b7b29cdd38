"""What can be computed together, cell by cell."""

import pytest

from engine.cells import CELLS, Cell
from engine.plan import plan


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_every_line_is_in_exactly_one_part(cell: Cell) -> None:
    found = plan(cell)
    assert sorted(line.name for line in (*found.early, *found.gates, *found.rest)) == sorted(
        line.name for line in cell.lines
    )
    assert sorted(name for block in found.blocks for name in block) == sorted(x.name for x in cell.lines)


def test_the_gates_of_an_lstm_stand_in_the_order_of_their_lines() -> None:
    found = plan(CELLS["lstm"])
    assert [line.name for line in found.early] == ["zi", "zf", "zo", "zg"]
    assert [line.name for line in found.gates] == ["i", "f", "o", "g"]
    assert found.shared == {"kept": "c", "new": "c"}


def test_the_affine_lines_of_a_gru_stand_so_that_those_of_x_and_those_of_h_are_neighbours() -> None:
    assert [line.name for line in plan(CELLS["gru"]).early] == ["zx", "zr", "zu", "zn"]
