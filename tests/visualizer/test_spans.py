"""The inside of a line, through the reader of Markdown."""

from pathlib import Path

import pytest

from visualizer.blocks import Break, Formula, Paragraph, Picture, Spans, Words
from visualizer.markdown import Reading, read_blocks


def spans(text: str) -> tuple[Spans, list[str]]:
    """The spans of the first paragraph, and the warnings."""
    reading = Reading(Path("deck.md"))
    block = read_blocks(text, reading)[0]
    assert isinstance(block, Paragraph)
    return block.spans, reading.warnings


def test_styles_nest() -> None:
    found, _ = spans("a **b *c*** `d`")
    assert found == (
        Words("a "),
        Words("b ", strong=True),
        Words("c", strong=True, emphasis=True),
        Words(" "),
        Words("d", code=True),
    )


def test_entities_and_breaks_are_understood_and_other_tags_vanish() -> None:
    found, _ = spans("&rArr; <b>x</b><br>y<script>z</script>")
    assert found == (Words("⇒ x"), Break(), Words("yz"))


def test_a_line_end_between_chinese_letters_is_no_blank() -> None:
    assert spans("向前\n走")[0] == (Words("向前走"),)
    assert spans("go\non")[0] == (Words("go on"),)


def test_an_empty_code_span_is_nothing() -> None:
    assert spans("标签 ``")[0] == (Words("标签"),)


def test_a_formula_stands_in_the_line() -> None:
    assert spans("令 $c_t$ 为")[0] == (Words("令 "), Formula("c_t"), Words(" 为"))


@pytest.mark.parametrize("tex", ["忘", r"\frac{a", r"\nonesuch x"])
def test_a_formula_that_cannot_be_drawn_is_shown_and_told(tex: str) -> None:
    found, warnings = spans(f"a ${tex}$")
    assert found == (Words("a "), Words(f"${tex}$", code=True))
    assert warnings[0].startswith("deck.md:1: The formula")


def test_a_formula_that_never_closes_is_told_and_a_price_is_not() -> None:
    assert "never closed" in spans(r"so $c_t = f_t \odot c")[1][0]
    assert not spans("it costs $5, or $6")[1]


def test_a_picture_knows_its_size_and_place() -> None:
    reading = Reading(Path("deck.md"))
    (picture,) = read_blocks('<img src="a.png" width=820 height="580px" align="center">', reading)
    assert isinstance(picture, Picture)
    assert (picture.src, picture.width, picture.height, picture.align) == ("a.png", 820, 580, "center")
