"""The diagram has a box for every line, and no two boxes overlap."""

import pytest
from PySide6.QtCore import QRectF

from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
from visualizer.views.diagram import Diagram
from visualizer.views.view import Spill


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("size", [(1760, 470), (520, 430)])
def test_every_line_has_a_box_of_its_own(cell: str, size: tuple[int, int]) -> None:
    trace = brackets(cell)
    area = QRectF(20, 60, *size)
    made = Diagram(trace, 0, area, Spill(), Look())
    assert set(made.boxes) == {line.name for line in trace.lines}
    boxes = list(made.boxes.values())
    assert all(area.contains(box) for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])
