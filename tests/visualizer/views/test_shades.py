"""Pictures of values and gradients: one pixel a number, on fixed scales."""

import pytest
from PySide6.QtGui import QColor

from engine.cells import CELLS
from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
from visualizer.theme import DARK, HEAT, LIGHT, ROLES
from visualizer.views.decades import Decades, decades
from visualizer.views.shades import gradient_picture, heat, mapped, shortened, value_picture


def test_a_picture_has_a_pixel_for_each_unit_and_step() -> None:
    trace = brackets()
    image = value_picture(trace, "i", Look())
    assert (image.width(), image.height()) == (trace.T, 8)
    scale = shortened(decades(trace.grad["i"]))
    assert gradient_picture(trace, "i", scale, Look()).size() == image.size()


def test_a_gate_goes_from_paper_to_its_own_colour() -> None:
    trace = brackets()
    share = trace.value["f"][3][2]
    red = value_picture(trace, "f", Look()).pixelColor(3, 2).red()
    low, high = QColor(LIGHT.paper).red(), QColor(ROLES["f"]).red()
    assert abs(red - (low + (high - low) * share)) < 2


def test_large_gradients_are_light_on_dark_and_dark_on_paper() -> None:
    assert QColor(*(int(part) for part in heat(Look(DARK))[-1])).name().upper() == HEAT[-1]
    assert QColor(*(int(part) for part in heat(Look(LIGHT))[-1])).name().upper() == HEAT[0]


def test_four_maps_at_most() -> None:
    assert all(1 <= len(mapped(brackets(cell))) <= 4 for cell in CELLS)
    assert shortened(Decades(-12, 0)).low == -5


@pytest.mark.parametrize(("cell", "wanted"), [
    ("lstm", ["c", "fc", "ifc", "ifoc"]), ("gru", ["h", "uh", "ruh", "runh"]), ("rnn", ["h", "h", "h", "h"])])
def test_the_memory_and_what_keeps_it_come_first(cell: str, wanted: list[str]) -> None:
    assert ["".join(mapped(brackets(cell), most)) for most in (1, 2, 3, 4)] == wanted
