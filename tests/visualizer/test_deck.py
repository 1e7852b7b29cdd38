"""Decks in Showoff's syntax."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visualizer.blocks import Picture, is_arrow, walk
from visualizer.deck import MOST_SLIDES, Deck, parse_deck, read_deck, sibling
from visualizer.errors import DeckError

LECTURE = Path(__file__).with_name("lecture.md")


@pytest.fixture(scope="module")
def deck() -> Deck:
    return read_deck(LECTURE)


def parse(text: str) -> Deck:
    """Read a deck that lies nowhere."""
    return parse_deck(text, Path("deck.md"))


def test_every_slide_of_a_lecture_is_read(deck: Deck) -> None:
    titles = [slide.title for slide in deck.slides]
    assert titles[:3] == ["Text before the first slide is a slide of its own.", "今天讲什么", "今天讲什么"]
    assert titles[-1] == "谢谢"
    assert len(titles) == 13


def test_slides_know_their_lines(deck: Deck) -> None:
    lines = LECTURE.read_text("utf-8").split("\n")
    assert all("!SLIDE" in lines[slide.line - 1] for slide in deck.slides[1:])


def test_classes_are_words(deck: Deck) -> None:
    assert deck.slides[1].classes == {"center", "subsection"}
    assert deck.slides[6].classes == {"incremental", "transition=fade"}


def test_an_incremental_slide_has_as_many_steps_as_bullets(deck: Deck) -> None:
    assert deck.slides[6].steps == 3
    assert deck.slides[1].steps == 0


def test_notes_are_not_shown(deck: Deck) -> None:
    assert deck.slides[6].notes == ("先停三秒，再按一下。", "第二句话。")
    assert deck.slides[7].notes == ("看黄色这一列。第 7 帧刚弹出。", "问一句：为什么是后进先出？")


def test_a_scene_is_raw_text_with_its_place(deck: Deck) -> None:
    scene = deck.slides[7].scenes
    assert scene is not None
    assert scene.preset == "brackets"
    assert scene.text == 'step = 240\nviews = ["unrolled", "stack"]\n'
    assert LECTURE.read_text("utf-8").split("\n")[scene.line - 1] == "~~~SCENE:brackets~~~"


def test_the_arrow_of_a_table_of_contents_is_seen(deck: Deck) -> None:
    bullets = deck.slides[2].blocks[1]
    assert [is_arrow(item) for item in getattr(bullets, "items", ())] == [False, True, False]


def test_pictures_outside_the_folder_are_told_with_their_line(deck: Deck) -> None:
    pictures = [block for slide in deck.slides for block in walk(slide.blocks) if isinstance(block, Picture)]
    assert [picture.problem for picture in pictures] == ["outside", "outside"]
    assert len(deck.warnings) == 2
    assert f"lecture.md:{pictures[0].line}: the picture “../resources/cell.png” lies outside" in deck.warnings[0]


@pytest.mark.parametrize("text", ["", "\n \n\t\n"])
def test_an_empty_deck_is_an_error(text: str) -> None:
    with pytest.raises(DeckError, match="deck is empty"):
        parse(text)


def test_a_slide_without_a_heading_is_called_by_its_first_words() -> None:
    assert parse("!SLIDE\n\n* a\n* b").slides[0].title == "a"
    assert not parse("!SLIDE").slides[0].title


def test_both_kinds_of_slide_lines_split_and_words_like_them_do_not() -> None:
    assert len(parse("!SLIDE a\n<!SLIDE b>\n!SLIDE[bg=x.png] c\n!SLIDES are many").slides) == 3


def test_there_are_not_more_slides_than_fit() -> None:
    with pytest.raises(DeckError, match=rf"deck\.md:{MOST_SLIDES + 2}: .* 2,001 slides"):
        parse("!SLIDE\n" * (MOST_SLIDES + 1))


def test_the_other_language_is_the_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "rnn.zh.md").write_text("!SLIDE")
    assert sibling(tmp_path / "rnn.zh.md", "en") is None
    (tmp_path / "rnn.en.md").write_text("!SLIDE")
    assert sibling(tmp_path / "rnn.zh.md", "en") == tmp_path / "rnn.en.md"
    assert sibling(tmp_path / "rnn.en.md", "zh") == tmp_path / "rnn.zh.md"
    assert sibling(tmp_path / "rnn.md", "en") is None


PIECES = st.sampled_from(
    [
        "!SLIDE",
        "<!SLIDE incremental>",
        "# a",
        "* b",
        "  * c",
        "\t* d",
        "> e",
        "|f|g|",
        "|-|-|",
        "$x_t$",
        "$$",
        "$",
        "```",
        "~~~SECTION:notes~~~",
        "~~~ENDSECTION~~~",
        "~~~SCENE:x~~~",
        "~~~ENDSCENE~~~",
        "~~~",
        ".notes h",
        "<img src=x>",
        "![i](../j.png)",
        "&rArr;",
        "<!--",
        "-->",
        "<b",
        "1. k",
        "---",
        "",
        " ",
        "中文",
        "\\frac{",
        "**",
        "`",
        "\x00",
        "\ud800",
    ]
)


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("\n".join), st.lists(PIECES).map(" ".join)))
def test_any_text_is_a_deck_or_one_error(text: str) -> None:
    found: Deck | None = None
    with contextlib.suppress(DeckError):
        found = parse(text)
    assert found is None or found.slides
