"""A text on the colours of a unit's numbers."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT
from visualizer.views.painted_text import SMALLEST, PaintedText

PLACE = QRectF(10, 20, 400, 200)


def text(tokens: str, numbers: list[float], look: Look | None = None) -> PaintedText:
    """A text in the place of these tests."""
    return PaintedText(tuple(tokens), np.array(numbers, float), look or Look(), PLACE)


@pytest.mark.parametrize("count", [1, 7, 40, 400])
def test_every_sign_has_a_place_of_its_own_and_is_found_there(count: int) -> None:
    made = text("x" * count, [0.0] * count)
    assert [made.t(made.box(t).center()) for t in range(count)] == list(range(count))
    assert made.t(QPointF(9, 30)) is None
    assert made.t(QPointF(11, 10)) is None
    assert made.t(made.box(count - 1).center() + QPointF(0, made.cell[1])) is None


def test_few_signs_are_larger_and_all_fit_unless_they_were_too_small_to_read() -> None:
    sizes = [text("x" * count, [0.0] * count).size for count in (5, 60, 150)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 1
    assert text("x" * 60, [0.0] * 60).tall <= PLACE.height()
    assert text("x" * 400, [0.0] * 400).size == SMALLEST


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_colours_go_from_one_sign_through_paper_to_the_other_on_a_scale_of_the_text(theme: object) -> None:
    assert theme in {LIGHT, DARK}
    made = text("abc", [-3.0, 0.0, 3.0], Look(theme=LIGHT if theme is LIGHT else DARK))
    assert made.fills[0] == made.look.theme.negative
    assert made.fills[1] == made.look.theme.paper
    assert made.fills[2] == made.look.theme.positive
    assert made.most == 3.0


def test_numbers_that_are_none_have_the_colour_of_nothing() -> None:
    made = text("ab", [float("nan"), 1.0])
    assert made.fills[0] == LIGHT.paper
