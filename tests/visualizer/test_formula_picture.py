"""Formulas as Qt draws them."""

import pytest
from PySide6.QtGui import QColor, QImage

from tests.visualizer.test_formula import LECTURE
from visualizer.formula_picture import formula_image, formula_picture

pytestmark = pytest.mark.usefixtures("qapp")


def ink_rows(image: QImage) -> list[int]:
    """The rows with something on them."""
    return [y for y in range(image.height()) if any(image.pixelColor(x, y).alpha() > 60 for x in range(image.width()))]


@pytest.mark.parametrize("tex", [*LECTURE.values(), r"\root 3 \of x"])
def test_a_formula_fills_its_box(tex: str) -> None:
    rows = ink_rows(formula_image(tex, 40.0, "#0072B2"))
    height = formula_picture(tex, 40.0, "#0072B2").extent
    assert len(rows) > 0.5 * (height.ascent + height.descent)


def test_letters_stand_on_the_baseline() -> None:
    picture = formula_picture("x", 100.0, "#000000")
    rows = ink_rows(formula_image("x", 100.0, "#000000"))
    assert abs(max(rows) + 1 - picture.extent.ascent) < 4
    assert formula_picture("x_t", 100.0, "#000000").extent.descent > 10


def test_a_formula_has_its_colour_and_nothing_behind_it() -> None:
    image = formula_image(r"\blacksquare", 60.0, "#D55E00", ratio=2.0)
    assert image.devicePixelRatio() == 2.0
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {QColor("#D55E00").name()}
