"""The caret stands under the character, also of wide letters and in long texts."""

import pickle

from engine.sentence import Sentence
from engine.watch.mistake import mistake, unknown

NO, YES = Sentence("no.", "不。"), Sentence("Yes.", "是。")


def test_the_caret_stands_under_the_piece() -> None:
    error = mistake("norm(qq) > 1", (5, 7), NO, YES, Sentence("Do.", "做。"))
    assert str(error) == "    norm(qq) > 1\n         ^^\nCharacter 6 of the watch: no. Yes. Do."
    assert error.at == 5


def test_a_wide_letter_takes_two_columns() -> None:
    lines = str(mistake("中+h", (2, 3), NO)).splitlines()
    assert lines[1] == "       ^"
    assert str(mistake("中", (0, 1), NO)).splitlines()[1] == "    ^^"


def test_of_a_long_text_what_is_around_is_shown() -> None:
    _, caret, _ = (lines := str(mistake("a" * 150 + "b" + "c" * 150, (150, 151), NO)).splitlines())
    assert lines[0][caret.index("^")] == "b"
    assert len(lines[0]) < 120


def test_the_end_has_a_place_too() -> None:
    assert str(mistake("", (0, 0), NO)).splitlines()[:2] == ["    ", "    ^"]


def test_a_name_is_guessed_and_the_error_crosses_a_pipe() -> None:
    error = unknown("norn(h)", (0, 4), "function", ["norm", "min"], YES)
    assert error.remedy == 'Did you mean "norm"?'
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.at) == (str(error), 0)


def test_the_caret_stands_there_in_chinese_too() -> None:
    error = mistake("norm(qq) > 1", (5, 7), NO, YES)
    assert error.zh == ("    norm(qq) > 1\n         ^^\n监视表达式第 6 个字符：不。", "是。", "")
