"""Numbers as people write them, colours as they are meant, strokes where they are asked for."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from visualizer import paint
from visualizer.paint import CENTRE, LEFT, RIGHT, Look, number
from visualizer.theme import DARK, LIGHT, THEMES, Theme

pytestmark = pytest.mark.usefixtures("fonts")
EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
PLAIN = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")


def read(text: str) -> float:
    """The value that a written number has."""
    return float(text.translate(PLAIN).replace("×10", "e"))


def drawn(strokes: Callable[[QPainter], object], wide: int = 200, high: int = 100) -> np.ndarray:
    """Where strokes leave ink on an empty sheet, (rows, columns)."""
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    strokes(painter)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(high, wide) != 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1.00"), (-1.5, "−1.50"), (0.123456, "0.123"), (-0.00123456, "−0.00123"),
        (12.345, "12.3"), (1234.5678, "1235"), (98_765.0, "98765"), (123_456.0, "1.23×10⁵"), (0.0001, "0.000100"),
        (0.00001234, "1.23×10⁻⁵"), (-1e300, "−1.00×10³⁰⁰"), (5e-324, "4.94×10⁻³²⁴"), (1e-40, "1.00×10⁻⁴⁰"),
        (float("nan"), "NaN"), (float("inf"), "∞"), (float("-inf"), "−∞"), (np.float32(0.5), "0.500"),
        (9.996, "10.0"), (0.99999, "1.00"), (99_999.7, "1.00×10⁵"), (0.000099999, "0.000100"),
    ],
)  # fmt: skip
def test_numbers_are_short_with_a_true_minus(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-1e308, 1e308).filter(bool))
def test_any_number_keeps_three_significant_digits(value: float) -> None:
    text = number(value)
    mantissa = text.partition("×")[0].translate(PLAIN).lstrip("-").lstrip("0.").replace(".", "")
    assert len(mantissa) == 3 or (len(mantissa) in {4, 5} and "." not in text)
    assert abs(read(text) - value) <= 0.00501 * abs(value) + 5e-324
    assert "-" not in text


@pytest.mark.parametrize(("digits", "text"), [(1, "0.3"), (2, "0.27"), (4, "0.2718")])
def test_other_digits_can_be_asked_for(digits: int, text: str) -> None:
    assert number(0.271828, digits) == text


def test_indices_are_small_and_keep_their_sign() -> None:
    assert paint.superscript(-1234567890) == "⁻¹²³⁴⁵⁶⁷⁸⁹⁰"
    assert paint.subscript(-1234567890) == "₋₁₂₃₄₅₆₇₈₉₀"


def test_a_mix_goes_from_one_colour_to_the_other() -> None:
    assert [paint.mix("#000000", "#FF8040", share) for share in (0, 0.5, 1)] == ["#000000", "#804020", "#FF8040"]


def test_a_ramp_keeps_its_ends_and_cannot_be_written_to() -> None:
    colours = paint.ramp("#102030", "#FFEEDD")
    assert colours.shape == (256, 3)
    assert colours[0].tolist() == [0x10, 0x20, 0x30]
    assert colours[-1].tolist() == [0xFF, 0xEE, 0xDD]
    assert (np.diff(colours, axis=0) > 0).all()
    with pytest.raises(ValueError, match="read-only"):
        colours[0] = 0


@EACH_THEME
def test_nothing_is_paper_between_the_signs(theme: Theme) -> None:
    colours = paint.diverging(theme)
    assert colours.shape == (511, 3)
    assert [tuple(colours[place]) for place in (0, 255, 510)] == [
        paint.rgb(name) for name in (theme.negative, theme.paper, theme.positive)
    ]


@EACH_THEME
def test_a_picture_shows_each_value_once_and_what_is_not_a_number_in_no_colour_of_the_map(theme: Theme) -> None:
    shares = np.array([[0.0, 0.5, 1.0], [-3.0, 7.0, np.nan], [np.inf, -np.inf, 0.25]])
    colours = paint.diverging(theme)
    image = paint.picture(shares, colours)
    assert (image.width(), image.height()) == (3, 3)
    seen = [[image.pixelColor(x, y).getRgb()[:3] for x in range(3)] for y in range(3)]
    low, middle, high = (paint.rgb(name) for name in (theme.negative, theme.paper, theme.positive))
    assert seen[0] == [low, middle, high]
    assert seen[1][:2] == [low, high]
    grey = {seen[1][2], seen[2][0], seen[2][1]}
    assert len(grey) == 1
    (nan,) = grey
    assert np.abs(colours - np.array(nan)).sum(axis=1).min() > 30
    assert abs(nan[0] - middle[0]) > 60


@pytest.mark.parametrize(("align", "low", "high"), [(LEFT, 100, 160), (CENTRE, 70, 130), (RIGHT, 40, 100)])
def test_a_text_stands_left_of_right_of_or_across_its_x(align: float, low: int, high: int) -> None:
    font = Look().font(20)
    wide = paint.text_width(font.toString(), "hhhh")
    ink = drawn(lambda painter: paint.write(painter, 100, 50, "hhhh", font, "#000000", align))
    columns, rows = (np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1))
    assert low - 1 <= columns.min() < columns.max() <= high + 1
    assert columns.max() - columns.min() == pytest.approx(wide, abs=5)
    assert rows.max() in {48, 49, 50}


def test_an_arrow_ends_at_its_head_and_grows() -> None:
    def pointed(painter: QPainter) -> None:
        paint.arrow(painter, QPointF(20, 50), QPointF(150, 50), "#000000")

    ink = drawn(pointed)
    assert np.flatnonzero(ink.any(axis=0)).max() in {148, 149, 150}
    way = [QPointF(20, 20), QPointF(120, 20), QPointF(120, 80)]
    lengths = [
        drawn(lambda painter, part=part: paint.path_arrow(painter, way, "#000000", 2, 8, part)).sum()
        for part in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert lengths[0] == 0
    assert lengths == sorted(set(lengths))
    whole = drawn(lambda painter: paint.path_arrow(painter, way, "#000000", 2, 8))
    assert np.flatnonzero(whole.any(axis=1)).max() in {78, 79, 80}


def test_a_path_without_length_leaves_nothing_and_does_no_harm() -> None:
    here = QPointF(50, 50)
    assert not drawn(lambda painter: paint.path_arrow(painter, [here, here], "#000000", 2, 8)).any()
    assert drawn(lambda painter: paint.arrow(painter, here, here, "#000000")).sum() < 400


def test_a_box_is_filled_or_edged_and_a_rule_is_straight() -> None:
    rect = QRectF(20, 20, 100, 60)
    filled = drawn(lambda painter: paint.box(painter, rect, "#123456"))
    edged = drawn(lambda painter: paint.box(painter, rect, None, "#123456"))
    dashed = drawn(lambda painter: paint.box(painter, rect, None, "#123456", dashed=True))
    assert filled[50, 70]
    assert not edged[50, 70]
    assert 0 < dashed.sum() < edged.sum()
    ruled = drawn(lambda painter: paint.rule(painter, 10, 40, 190, 40, "#123456"))
    assert np.flatnonzero(ruled.any(axis=1)).size <= 2
    assert ruled.any(axis=0).sum() in range(178, 183)


def test_motion_starts_and_ends_gently() -> None:
    eased = [paint.ease(part) for part in np.linspace(0, 1, 21)]
    assert (eased[0], eased[10], eased[20]) == (0, 0.5, 1)
    assert eased == sorted(eased)
    assert eased[1] < 0.05 * 0.5
    assert 1 - eased[19] < 0.05 * 0.5


def test_a_look_speaks_the_language_of_the_room_and_has_two_typefaces() -> None:
    assert (Look(LIGHT, "zh").word("门", "gate"), Look(DARK, "en").word("门", "gate")) == ("门", "gate")
    plain, medium, maths = Look().font(20), Look().font(20, medium=True), Look().font(20, maths=True)
    assert plain.weight() < medium.weight()
    assert maths.italic()
    assert maths.family() != plain.family()
    assert paint.text_width(medium.toString(), "wide") > paint.text_width(plain.toString(), "wi") > 0


def test_a_colour_may_be_seen_through() -> None:
    assert paint.colour("#102030", 0.5).alpha() in {127, 128}
    assert paint.colour("#102030") == QColor(0x10, 0x20, 0x30)


@pytest.mark.parametrize("medium", [False, True])
def test_exponents_are_digits_that_can_be_read_raised_and_measured_as_drawn(medium: bool) -> None:
    font = Look().font(60, medium=medium)
    key = font.toString()
    raised = drawn(lambda painter: paint.write(painter, 10, 70, "⁻²", font, "#000000"))
    plain = drawn(lambda painter: paint.write(painter, 10, 70, "−2", font, "#000000"))
    tall, full = (np.ptp(np.flatnonzero(ink.any(axis=1))) for ink in (raised, plain))
    assert tall / full == pytest.approx(paint.RAISED_SIZE, abs=0.05)
    assert np.flatnonzero(raised.any(axis=1)).max() == pytest.approx(70 - paint.RAISED_BY * 60, abs=2)
    both = paint.text_width(key, "10⁻²")
    assert both == pytest.approx(paint.text_width(key, "10") + paint.text_width(key, "⁻²"))
    assert paint.text_width(key, "⁻²") == pytest.approx(paint.RAISED_SIZE * paint.text_width(key, "−2"), rel=0.03)
    written = drawn(lambda painter: paint.write(painter, 190, 70, "10⁻²", font, "#000000", RIGHT))
    assert np.flatnonzero(written.any(axis=0)).max() <= 191


def test_a_text_goes_on_after_an_exponent() -> None:
    key = Look().font(20).toString()
    parts = [paint.text_width(key, part) for part in ("10", "²", " B")]
    assert paint.text_width(key, "10² B") == pytest.approx(sum(parts))
    assert paint.text_width(key, "") == 0


@pytest.mark.parametrize("text", ["0.123", "−12.5", "1000", "−0.00001", "7"])
def test_a_plain_number_is_as_wide_as_qt_says(text: str) -> None:
    for size in (13, 18, 29):
        font = Look().font(size)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        assert paint.text_width(font.toString(), text) == pytest.approx(wide, abs=0.05)
