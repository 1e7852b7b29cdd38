"""Names are set with italic letters and low digits, at the width they take."""

import pytest

from visualizer.paint import Look
from visualizer.views.symbol import symbol

pytestmark = pytest.mark.usefixtures("fonts")


def test_digits_of_a_time_step_are_small_and_low() -> None:
    letter, step = symbol(Look(), "c_12", 40).runs
    assert letter[3].italic()
    assert not step[3].italic()
    assert step[2] == "12"
    assert step[1] > 0
    assert step[3].pixelSize() < letter[3].pixelSize()


def test_a_letter_can_be_low_too() -> None:
    letter, gate = symbol(Look(), "p_i", 40).runs
    assert (letter[2], gate[2]) == ("p", "i")
    assert gate[1] > 0


def test_a_function_and_a_number_are_upright() -> None:
    assert not any(run[3].italic() for name in ("tanh(", "relu(") for run in symbol(Look(), name, 40).runs)
    assert not any(run[3].italic() for run in symbol(Look(), "−0.679", 40).runs)


def test_a_mathematical_face_has_italics_of_its_own() -> None:
    runs = symbol(Look(serif="STIX Two Math"), "h", 40).runs
    assert [run[2] for run in runs] == ["ℎ"]
    assert not runs[0][3].italic()


def test_a_longer_name_is_wider() -> None:
    assert symbol(Look(), "∂zi_8", 40).width > symbol(Look(), "∂zi", 40).width > 0
