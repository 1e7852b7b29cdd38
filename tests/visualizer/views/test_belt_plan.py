"""The plan of the belt: bands add up, whatever their signs, and always fit."""

import pytest
from PySide6.QtCore import QRectF

from visualizer.views.amounts import Amounts
from visualizer.views.belt_plan import gradient_pixels, pixels, plan, spans
from visualizer.views.view import Spill


def amounts(old: float, kept: float, new: float) -> Amounts:
    known = {"c'": old, "kept": kept, "new": new, "c": kept + new, "c>": 0.0, "g": new, "m": 0.5, "h": 0.2}
    return Amounts(known, {}, "", 1.0)


def thick(span: tuple[float, float]) -> float:
    return span[1] - span[0]


@pytest.mark.parametrize(("kept", "new"), [(1.0, 0.4), (1.0, -0.4), (-0.3, 0.8), (-0.3, -0.8), (0.0, 0.5)])
def test_the_new_memory_is_as_thick_as_its_number(kept: float, new: float) -> None:
    made = plan(QRectF(20, 60, 1720, 440), Spill())
    laid = spans(made, amounts(kept / 0.7, kept, new), 50.0, backwards=False)
    assert thick(laid.memory) == pytest.approx(50 * abs(kept + new))
    assert thick(laid.joint) == pytest.approx(50 * abs(new))
    assert laid.against is (kept * new < 0)


def test_the_scale_halves_until_the_largest_fits() -> None:
    made = plan(QRectF(20, 60, 1720, 440), Spill())
    assert pixels(made, 1.9) == made.unit
    assert pixels(made, 2.1) == made.unit / 2
    assert pixels(made, 9.0) == made.unit / 8


def test_the_largest_gradient_fits_and_can_be_seen() -> None:
    made = plan(QRectF(20, 60, 1720, 440), Spill())
    for size in (1.0, 3.0, 9.99):
        wide = gradient_pixels(made, amounts(0, size, 0)) * size
        assert 0.3 * made.unit < wide <= 1.61 * made.unit


@pytest.mark.parametrize("size", [(1760, 900), (1720, 440), (1200, 360), (520, 420)])
def test_everything_stays_in_its_area(size: tuple[int, int]) -> None:
    area = QRectF(20, 60, *size)
    made = plan(area, Spill())
    assert made.upper_gauge - 40 * made.scale >= area.top()
    assert made.lower_gauge + 50 * made.scale <= area.bottom() + 1
    assert made.upper + made.unit < made.lower
