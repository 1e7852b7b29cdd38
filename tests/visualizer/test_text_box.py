"""Paragraphs set in lines."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from visualizer.blocks import Break, Formula, Words
from visualizer.fonts import font, load_fonts
from visualizer.text_box import ENDLESS, Manner, TextBox, plain_box, text_box

pytestmark = pytest.mark.usefixtures("qapp")


def manner(**given: object) -> Manner:
    """The manner of a bullet of the mock-up."""
    return replace(Manner(load_fonts(), 38, 58.0, "#1B1E23"), **given)  # type: ignore[arg-type]  # a test's shorthand


def lines(box: TextBox) -> list[str]:
    """The text of every line; a formula is a box."""
    text = box.layout.text()
    starts = [box.layout.lineAt(number) for number in range(box.layout.lineCount())]
    return [text[line.textStart() : line.textStart() + line.textLength()].strip() for line in starts]


def test_lines_end_at_a_pause_as_in_the_mock_up() -> None:
    for first, second in (("往回走，一帧一帧弹出，", "算出每一步的误差"), ("栈空了，梯度才算齐，", "权重更新一次")):
        assert lines(plain_box(first + second, manner(), 488)) == [first, second]


def test_a_medium_paragraph_breaks_as_a_regular_one_does() -> None:
    text = "往回走，一帧一帧弹出，算出每一步的误差"
    regular, medium = (plain_box(text, manner(medium=weight), 488) for weight in (False, True))
    assert lines(regular) == lines(medium)
    assert medium.height == regular.height == 116


def drawn(box: TextBox) -> QImage:
    """The paragraph as a third of its size, black on white."""
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(1 / 3, 1 / 3)
    box.draw(painter, 20, 20)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """How dark a picture is."""
    return sum(255 - image.pixelColor(x, y).lightness() for x in range(200) for y in range(60))


def test_medium_words_are_darker_and_look_the_same_whatever_was_written_before() -> None:
    regular, medium = (plain_box("There and back", manner(medium=weight), 488) for weight in (False, True))
    first = drawn(medium)
    assert ink(first) > 1.05 * ink(drawn(regular))
    for size in range(9, 60):
        scratch = QImage(300, 80, QImage.Format.Format_RGB32)
        painter = QPainter(scratch)
        painter.setFont(font(load_fonts().sans, size))
        painter.drawText(5, 60, "There and back")
        painter.end()
        assert drawn(medium) == first, size


def test_only_the_strong_words_of_a_paragraph_are_heavy() -> None:
    plain = text_box((Words("weak "), Words("strong")), manner(), 488)
    mixed = text_box((Words("weak "), Words("strong", strong=True)), manner(), 488)
    edge = round((20 + plain_box("weak ", manner(), 488).width) / 3) - 1
    one, other = drawn(plain), drawn(mixed)
    assert one.copy(0, 0, edge, 60) == other.copy(0, 0, edge, 60)
    assert ink(other) > ink(one)


def test_no_line_holds_a_lonely_letter() -> None:
    for count in range(13, 26):
        found = lines(plain_box("学" * count, manner(), 488))
        assert min(map(len, found)) >= 3


def test_no_line_is_wider_than_its_room() -> None:
    for text in ("word " * 40, "不分行的一段很长的中文" * 9, "unbreakable" * 20):
        assert plain_box(text, manner(), 400).width <= 400.5


def test_a_formula_stands_in_a_hole_of_its_width() -> None:
    box = text_box((Words("令 "), Formula(r"c_t = f_t \odot c_{t-1}"), Words(" 为")), manner(), ENDLESS)
    ((picture, place),) = box.formulas
    before, after = (plain_box(text, manner(), ENDLESS).width for text in ("令 ", "为"))
    assert before <= place.x() <= before + 8
    assert box.width > before + picture.extent.width + after
    assert place.y() == pytest.approx(manner().rise)


def test_a_tall_formula_pushes_its_line_apart() -> None:
    flat, tall = (
        text_box((Formula(tex),), manner(), ENDLESS).height for tex in ("x", r"\frac{\frac{a}{b}}{\frac{c}{d}}")
    )
    assert flat == 58
    assert tall > 70


def test_a_formula_too_wide_is_made_smaller() -> None:
    box = text_box((Formula("+".join("abcdefghijklmnopqrstuvw")),), manner(), 300)
    assert box.formulas[0][0].extent.width <= 300


def test_a_break_is_a_break_and_letters_beyond_16_bits_count_right() -> None:
    box = text_box((Words("a😀"), Break(), Words("b"), Formula("x")), manner(), ENDLESS)
    assert len(box.tops) == 2
    assert len(box.formulas) == 1


def test_a_formula_that_cannot_be_drawn_is_its_source() -> None:
    box = text_box((Formula(r"\frac{a"),), manner(), ENDLESS)
    assert box.layout.text() == r"$\frac{a$"


def test_emphasis_changes_the_face_not_the_height() -> None:
    box = text_box((Words("强调 text", emphasis=True), Words("code", code=True)), manner(), ENDLESS)
    assert box.height == 58


def test_centred_lines_stand_in_the_middle() -> None:
    box = plain_box("中", manner(centred=True), 400)
    assert box.layout.lineAt(0).x() == pytest.approx(181, abs=1)
