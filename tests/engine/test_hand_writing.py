"""How numbers, weights and formulas are written."""

import pytest

from engine.cells import CELLS
from engine.hand_writing import Formula, Piece, Slot, printed, weight_name
from engine.origin import Address

H = Slot(Address("value", "h", 1, (0,)), "h", "−0.5000")


@pytest.mark.parametrize(("value", "text", "short"), [
    (0.5, "0.5000", "0.5"), (-1.0, "−1.0000", "−1"), (0.0, "0.0000", "0"), (-1e-12, "0.0000", "0"),
    (0.12345, "0.1235", "0.1235"), (100.0, "100.0000", "100"), (-2.25, "−2.2500", "−2.25"),
])  # fmt: skip
def test_numbers_have_four_digits_and_exact_ones_may_be_short(value: float, text: str, short: str) -> None:
    assert printed(value) == text
    assert printed(value, short=True) == short


@pytest.mark.parametrize("cell", CELLS)
def test_no_two_weights_of_a_cell_have_one_name(cell: str) -> None:
    lines = (*CELLS[cell].lines, CELLS[cell].head)
    names = [weight_name(line, name) for line in lines for name in line.weights]
    assert len({*names}) == len(names)


def test_a_weight_says_what_it_weighs_and_for_which_line() -> None:
    lines = (*CELLS["lstm"].lines, CELLS["lstm"].head)
    named = {name: weight_name(line, name) for line in lines for name in line.weights}
    assert (named["zi.x"], named["zi.h'"], named["zi.b"]) == ("W_i", "U_i", "b_i")
    assert (named["y.h"], named["y.b"]) == ("V", "b_y")
    assert weight_name(CELLS["rnn"].lines[0], "z.h'") == "U"


def test_a_slot_is_called_by_its_side_and_its_step() -> None:
    assert H.name == "h_2"
    assert Slot(Address("grad", "h", 1, (0,)), "h", "").name == "∂h_2"
    assert Slot(Address("target", "y", 0, (0,)), "y", "").name == "q_1"
    assert Slot(Address("grad", "zi.x", None, (0, 0)), "W_i", "").name == "∂W_i"
    assert [Slot(Address("loss", "y", t), "", "").name for t in (2, None)] == ["ℓ_3", "L"]


def test_a_minus_inside_a_formula_stands_in_brackets() -> None:
    first, second, third = Piece("{0}", H), Piece("{0}", H, inner=True), Piece("(1 − {0}²)", H)
    formula = Formula((first, Piece(" + "), second, Piece(" × "), third), 0)
    assert formula.names == "h_2 + h_2 × (1 − h_2²)"
    assert formula.numbers == "−0.5000 + (−0.5000) × (1 − (−0.5000)²)"
    assert formula.slots == (H, H, H)
