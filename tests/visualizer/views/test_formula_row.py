"""A formula in pieces: signs are set as one writes them, and it fits its place."""

import pytest
from PySide6.QtCore import QRectF

from visualizer.paint import Look
from visualizer.views.formula_row import SHOWN, fitted, written
from visualizer.views.symbol import symbol
from visualizer.views.terms import Factor, Formula, Term

pytestmark = pytest.mark.usefixtures("fonts")


def total(*values: float) -> Formula:
    terms = tuple(Term((Factor(f"a_{n}", value),)) for n, value in enumerate(values))
    return Formula(Factor("s", sum(values)), terms)


def text(formula: Formula, shift: int = 0) -> str:
    return " ".join(piece.text for piece in written(formula, shift))


def test_a_negative_summand_is_taken_away() -> None:
    assert text(total(1.5, -0.25)) == "s = a_0 + a_1 = 1.50 − 0.250 = 1.25"


def test_a_negative_factor_stands_in_brackets() -> None:
    formula = Formula(Factor("s", -3.0), (Term((Factor("a", 1.5), Factor("b", -2.0))),))
    assert text(formula) == "s = a × b = 1.50 × (−2.00) = −3.00"


def test_a_copy_is_not_written_twice() -> None:
    assert text(total(2.5)) == "s = a_0 = 2.50"


def test_many_terms_are_shortened() -> None:
    assert text(total(*range(1, SHOWN + 4))).count("⋯") == 2
    assert "⋯" not in text(total(*range(1, SHOWN + 1)))


def test_gradients_are_shown_larger_by_a_power_of_ten() -> None:
    formula = Formula(Factor("∂a", 0.002, slope=True), (Term((Factor("f", 0.5), Factor("∂b", 0.004, slope=True))),))
    assert text(formula, 3) == "∂a = f × ∂b = 0.500 × 4.00 = 2.00"


@pytest.mark.parametrize("width", [1760, 900, 520])
def test_it_fits_its_place(width: int) -> None:
    look = Look()
    row = fitted(total(0.125, 0.25, -0.5, 1.5), 0, look, QRectF(0, 0, width, 76))
    ends = [piece.x + symbol(look, piece.text, row.size).width for piece in row.pieces]
    assert min(piece.x for piece in row.pieces) >= 0
    assert max(ends) <= width
