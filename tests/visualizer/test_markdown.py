"""Markdown into blocks, and its limits."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from visualizer.blocks import (
    Blocks,
    Bullets,
    Code,
    Equation,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    paragraphs,
    plain,
)
from visualizer.errors import DeckError
from visualizer.markdown import DEEPEST, MOST_PICTURES, MOST_ROWS, Reading, read_blocks, read_notes


def read(text: str) -> Blocks:
    """The blocks of a text that is expected to be in order."""
    reading = Reading(Path("deck.md"))
    blocks = read_blocks(text, reading)
    assert not reading.warnings
    return blocks


def test_every_kind_of_block_is_known() -> None:
    text = "# a\n\nb\n\n* c\n\n> d\n\n```py\ne\n```\n\n$$\nf\n$$\n\n|g|\n|-|\n|h|\n\n---\n"
    kinds = [type(block) for block in read(text)]
    assert kinds == [Heading, Paragraph, Bullets, Quote, Code, Equation, Table, Rule]


def test_blocks_know_their_lines() -> None:
    blocks = read_blocks("# a\n\n* b\n* c", Reading(Path("deck.md"), first_line=100))
    assert isinstance(blocks[1], Bullets)
    assert [blocks[0].line, blocks[1].line, blocks[1].items[1].line] == [100, 102, 103]


def test_tabs_and_blanks_nest_alike() -> None:
    (outer,) = read("* a\n\t* b\n* c\n  * d\n\t  * e")
    assert isinstance(outer, Bullets)
    last = outer.items[1].blocks[1]
    assert isinstance(last, Bullets)
    assert isinstance(last.items[0].blocks[1], Bullets)
    assert paragraphs((outer,)) == ("a", "b", "c", "d", "e")


def test_ordered_lists_keep_their_first_number() -> None:
    (block,) = read("3. a\n4. b")
    assert isinstance(block, Bullets)
    assert block.start == 3


def test_a_table_knows_its_alignment() -> None:
    (block,) = read("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|")
    assert isinstance(block, Table)
    assert block.aligns == ("left", "center", "right")
    assert [plain(cell) for cell in block.rows[1]] == ["1", "2", "3"]


def test_a_picture_is_lifted_out_of_its_text() -> None:
    reading = Reading(Path("deck.md"))
    (block,) = read_blocks("* a\n![the cell](../x.png)", reading)
    assert isinstance(block, Bullets)
    text, picture = block.items[0].blocks
    assert isinstance(text, Paragraph)
    assert isinstance(picture, Picture)
    assert (picture.alt, picture.problem) == ("the cell", "outside")
    assert reading.warnings[0].startswith("deck.md:1: the picture “../x.png” lies outside")


def test_notes_are_plain_paragraphs() -> None:
    assert read_notes("One **two**.\n\n* three &amp; four", Reading(Path("deck.md"))) == ("One two.", "three & four")


def nested_list(depth: int) -> str:
    """Lists inside lists."""
    return "\n".join("  " * level + "* a" for level in range(depth))


def test_the_deepest_nesting_is_read_whole() -> None:
    assert len(paragraphs(read(nested_list(DEEPEST)))) == DEEPEST
    assert paragraphs(read("> " * DEEPEST + "a")) == ("a",)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: "> " * 500 + "a", "nested 17 deep"),
        (lambda: nested_list(DEEPEST + 1), "nested 17 deep"),
        (lambda: "|a|\n|-|\n" * 500, f"more than {MOST_ROWS} rows"),
        (lambda: "|a|\n|-|\n" + "|b|\n" * (MOST_ROWS + 1), f"more than {MOST_ROWS} rows"),
        (lambda: "|a|\n|-|\n" + "|b|\n" * 16_000, f"more than {MOST_ROWS} rows"),
        (lambda: "|" + "a|" * 100 + "\n|" + "-|" * 100, "columns"),
        (lambda: "a" * 10_000_000, "characters"),
        (lambda: nested_list(500), "characters"),
    ],
)
def test_what_is_far_too_much_is_refused_at_once(make: Callable[[], str], words: str) -> None:
    text = make()
    with pytest.raises(DeckError, match=words) as caught:
        read_blocks(text, Reading(Path("deck.md"), first_line=7))
    assert str(caught.value).startswith("deck.md:")
    assert re.match(r"deck\.md 第 \d+ 行：.+。最多.+。.+。$", caught.value.told.zh)


def test_the_longest_table_is_read() -> None:
    (block,) = read("|a|\n|-|\n" + "|b|\n" * MOST_ROWS)
    assert isinstance(block, Table)
    assert len(block.rows) == MOST_ROWS + 1


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a _b ", "<b>", "<!-- ", "`a ", "$a ", "&#x;", "a\n", "- a\n", "~~", "]("]
)
def test_hostile_text_is_read(piece: str) -> None:
    assert isinstance(read_blocks(piece * (19_000 // len(piece)), Reading(Path("deck.md"))), tuple)


def test_too_many_pictures_are_told() -> None:
    reading = Reading(Path("deck.md"))
    read_blocks("![a](b.png) " * (MOST_PICTURES + 1), reading)
    assert f"first {MOST_PICTURES} are shown" in reading.warnings[-1]
