"""The diagram has a box for every line, and no two boxes overlap."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from engine.cells import CELLS
from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
from visualizer.views.diagram import SIGNS, Diagram
from visualizer.views.view import Spill


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("size", [(1760, 470), (520, 430)])
def test_every_line_has_a_box_of_its_own(cell: str, size: tuple[int, int]) -> None:
    trace = brackets(cell)
    area = QRectF(20, 60, *size)
    made = Diagram(trace, 0, area, Spill(), Look())
    assert set(made.boxes) == {line.name for line in trace.lines}
    assert {line.op.name for line in trace.lines} <= set(SIGNS)
    boxes = list(made.boxes.values())
    assert all(area.contains(box) for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("size", [(1760, 800), (1760, 380)])
def test_wires_of_two_rails_go_down_apart_and_leave_room_for_the_names(cell: str, size: tuple[int, int]) -> None:
    trace = brackets(cell)
    made = Diagram(trace, 0, QRectF(20, 60, *size), Spill(), Look())
    downs = {
        (name, round(made._drop_x(line.name, y))): line.name
        for name, y in made.rails.items() for line in trace.lines if f"{name}'" in line.inputs
    }
    assert len({x for _, x in downs}) == len(downs)
    if len(made.rails) > 1:
        assert min(x for _, x in downs) > made.inner[0] + 110 * made.scale
        tops = sorted([*made.rails.values(), made.under_rails])
        assert all(low + 30 * made.scale < high for low, high in pairwise(tops))
