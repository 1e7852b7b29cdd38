"""A deck's file: each thing that can be wrong with it is one error of three sentences."""

import re
from pathlib import Path

import pytest

from visualizer.deck_text import LARGEST, find_deck, read_text
from visualizer.errors import DeckError


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"!SLIDE\n# a\n\0", ":3: there is a zero byte at position 11"),
        ("!SLIDE\n# 中文\n".encode("gb18030"), ":2: byte 9 is not UTF-8"),
        ("!SLIDE\n# 中文\n".encode("gb18030"), "iconv -f GB18030"),
        (b"a\n\xff\xff\xff", ":2: byte 2 is not UTF-8"),
        ("!SLIDE".encode("utf-16"), "UTF-16"),
        (b"a" * (LARGEST + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_is_not_a_deck_says_so(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes(raw)
    with pytest.raises(DeckError) as caught:
        read_text(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.told.zh.startswith(str(path))
    assert re.search("[\u4e00-\u9fff]{3}.*。$", caught.value.told.zh)


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(path) == "a\nb\nc\n"


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="there is no such file"):
        read_text(tmp_path / "none.md")


def test_a_folder_stands_for_its_only_deck(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="holds none"):
        find_deck(tmp_path)
    (tmp_path / "a.md").write_text("!SLIDE")
    assert find_deck(tmp_path) == tmp_path / "a.md"
    (tmp_path / "b.md").write_text("!SLIDE")
    with pytest.raises(DeckError, match=r"a\.md, b\.md"):
        find_deck(tmp_path)
