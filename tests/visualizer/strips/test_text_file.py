"""Texts as inputs: what the net knows goes in, and the first thing that it does not is named where it stands."""

from pathlib import Path

import pytest

from engine.tasks.task import LONGEST
from visualizer.strips.text_file import prose_of, sentence_of, signs_of, text_of
from visualizer.strips.unfit import Unfit


def file(folder: Path, text: str, code: str = "utf-8") -> Path:
    """A file with a text."""
    path = folder / "mine.txt"
    path.write_bytes(text.encode(code))
    return path


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_read_in_either_code(tmp_path: Path, code: str) -> None:
    assert text_of(file(tmp_path, "周三昆明：大雨。\r\n", code)) == "周三昆明：大雨。\n"


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(Unfit, match=r"a\.bin is no text"):
        text_of(path)


def test_signs_are_taken_without_white_space_and_a_strange_one_is_named(tmp_path: Path) -> None:
    assert signs_of(file(tmp_path, "( ( )\n)"), ("(", ")")) == ("(())", False)
    assert signs_of(file(tmp_path, "()" * LONGEST), ("(", ")")) == ("()" * (LONGEST // 2), True)
    with pytest.raises(Unfit, match=r'line 2, column 3: the net does not know "x"'):
        signs_of(file(tmp_path, "()\n( x)"), ("(", ")"))


def test_prose_keeps_its_spaces_and_lines_where_the_net_knows_them(tmp_path: Path) -> None:
    path = file(tmp_path, "ab b\na")
    assert prose_of(path, ("a", "b", "␣", "↵")) == ("ab b↵a", False)
    assert prose_of(path, ("a", "b", "␣")) == ("ab b a", False)
    with pytest.raises(Unfit, match=r'line 1, column 2: the net does not know "b"'):
        prose_of(path, ("a", "␣"))


def test_a_sentence_is_the_first_line_whose_unknown_word_is_named(tmp_path: Path) -> None:
    words = ("the", "film", "is")
    assert sentence_of(file(tmp_path, "\nthe film\nis"), words) == ("the film", True)
    with pytest.raises(Unfit, match="line 1: Word 3 of the input, 'fil', is not known"):
        sentence_of(file(tmp_path, "the film fil"), words)
    with pytest.raises(Unfit, match="is empty"):
        sentence_of(file(tmp_path, " \n"), words)
