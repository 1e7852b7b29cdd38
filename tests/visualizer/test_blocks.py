"""The tree of a slide, and what is read off it."""

from visualizer.blocks import (
    Bullets,
    Code,
    Formula,
    Item,
    Paragraph,
    Quote,
    Words,
    bullet_count,
    is_arrow,
    paragraphs,
    plain,
)


def item(*spans: Words | Formula) -> Item:
    """A bullet with one line."""
    return Item((Paragraph(spans, 1),), 1)


def test_plain_text_has_no_styles() -> None:
    assert plain((Words("a "), Words("bold", strong=True), Words(" "), Formula("x_t"))) == "a bold $x_t$"


def test_paragraphs_are_found_at_every_depth() -> None:
    inner = Bullets((item(Words("deep")),), None, 1)
    outer = Bullets((Item((Paragraph((Words("top"),), 1), inner), 1),), None, 1)
    assert paragraphs((outer, Quote((Code("x = 1", "", 1),), 1))) == ("top", "deep", "x = 1")


def test_only_top_level_bullets_are_counted() -> None:
    inner = Bullets((item(Words("a")), item(Words("b"))), None, 1)
    outer = Bullets((Item((inner,), 1), item(Words("c"))), None, 1)
    assert bullet_count((outer, outer)) == 4


def test_an_arrow_marks_where_we_are_only_if_it_is_bold_and_first() -> None:
    assert is_arrow(item(Words("⇒", strong=True), Words(" here")))
    assert not is_arrow(item(Words("⇒"), Words(" here")))
    assert not is_arrow(item(Words("here "), Words("⇒", strong=True)))
    assert not is_arrow(Item((), 1))
