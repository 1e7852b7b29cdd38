"""What holds for every table, so that a new cell is right by construction or told why not."""

import pytest

from engine.cells import CELLS, HEAD, Cell
from engine.ops import AFFINE, OPS

EVERY_CELL = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


@EVERY_CELL
def test_every_input_of_a_line_is_known_by_then(cell: Cell) -> None:
    known = {"x", *(f"{name}'" for name in cell.carry)}
    for line in (*cell.lines, HEAD):
        assert set(line.inputs) <= known, line.name
        assert line.name not in known
        known.add(line.name)


@EVERY_CELL
def test_what_is_carried_is_a_line_and_is_read(cell: Cell) -> None:
    read = {name for line in cell.lines for name in line.inputs}
    assert set(cell.carry) <= {line.name for line in cell.lines}
    assert {f"{name}'" for name in cell.carry} <= read


@EVERY_CELL
def test_every_line_is_said_in_both_languages_and_wears_a_colour(cell: Cell) -> None:
    for line in cell.lines:
        assert line.says
        assert line.zh
        assert line.role in {"i", "f", "o", "g", "c", "h"}


@EVERY_CELL
def test_names_are_unique_and_only_affine_lines_have_weights(cell: Cell) -> None:
    names = [line.name for line in cell.lines]
    assert len(set(names)) == len(names)
    for line in cell.lines:
        assert bool(line.weights) == (line.op is AFFINE)
        assert line.op in OPS.values()


def test_weights_are_named_by_their_line_and_its_input() -> None:
    assert CELLS["lstm"].lines[0].weights == ("zi.x", "zi.h'", "zi.b")
