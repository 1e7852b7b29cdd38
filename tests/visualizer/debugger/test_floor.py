"""The parts of the desk fill the window and never lie on one another."""

import pytest

from visualizer.debugger.floor import floor
from visualizer.layout import Area


def parts(width: float, height: float, rows: int) -> list[Area]:
    """All rectangles."""
    plan = floor(width, height, rows)
    return [plan.place, plan.source, plan.origin, plan.stage, plan.inspector, plan.watches, plan.bar]


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1440, 1080), (1920, 1600)])
@pytest.mark.parametrize("rows", [1, 4, 16, 60])
def test_parts_fill_the_window_without_overlap(width: float, height: float, rows: int) -> None:
    every = parts(width, height, rows)
    for place, a in enumerate(every):
        assert a.x >= 0
        assert a.y >= 0
        assert a.right <= width + 0.5
        assert a.bottom <= height + 0.5
        for b in every[place + 1 :]:
            assert min(a.right, b.right) - max(a.x, b.x) < 0.5 or min(a.bottom, b.bottom) - max(a.y, b.y) < 0.5
    assert sum(a.width * a.height for a in every) == pytest.approx(width * height)
