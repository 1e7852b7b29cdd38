"""Lines break where people would break them, and lose nothing."""

import pytest
from PySide6.QtGui import QFontMetricsF

from visualizer.paint import Look
from visualizer.wrap import wrapped

pytestmark = pytest.mark.usefixtures("fonts")

ZH = "这是一条很长的说明，长到一行放不下，于是折成几行，一个字也不省略。"
EN = "a long caption that does not fit one line is broken between its words"


@pytest.mark.parametrize("text", [ZH, EN, "𝔸🙂" * 30, "x" * 200])
@pytest.mark.parametrize("width", [120.0, 300.0])
def test_every_line_fits_and_no_letter_is_lost(text: str, width: int) -> None:
    font = Look().font(24)
    lines = wrapped(text, font, width)
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= width + 1 for line in lines)


def test_english_breaks_between_words() -> None:
    assert set(" ".join(wrapped(EN, Look().font(24), 200.0)).split()) == set(EN.split())


def test_chinese_never_begins_a_line_with_a_comma() -> None:
    for width in range(100, 400, 24):
        assert not any(line[0] in "，。" for line in wrapped(ZH, Look().font(24), float(width)))


def test_line_ends_are_kept_and_nothing_is_one_empty_line() -> None:
    assert wrapped("a\n\nb", Look().font(24), 300.0) == ("a", "", "b")
    assert wrapped("", Look().font(24), 300.0) == ("",)
