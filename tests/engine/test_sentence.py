"""A sentence is an English string wherever one is wanted, and is Chinese where a room reads Chinese."""

import pickle

from engine.sentence import Sentence, at_line, joined, word

NO = Sentence("No.", "不。")


def test_a_sentence_is_its_english() -> None:
    assert NO == "No."
    assert f"{NO} Never." == "No. Never."


def test_a_sentence_is_told_in_the_language_of_the_room() -> None:
    assert (word(NO, "zh"), word(NO, "en"), word("plain", "zh")) == ("不。", "No.", "plain")
    assert type(NO.word("en")) is str


def test_a_sentence_crosses_a_pipe_with_both() -> None:
    there = pickle.loads(pickle.dumps(NO))
    assert (there, there.zh) == ("No.", "不。")


def test_sentences_are_joined_in_both_languages() -> None:
    both = joined([NO, Sentence("Yes.", "是。")])
    assert (both, both.zh) == ("No. Yes.", "不。是。")


def test_a_place_in_a_file_is_told_in_both_languages() -> None:
    at = at_line("echo.toml", 12, NO)
    assert (at, at.zh) == ("echo.toml:12: No.", "echo.toml 第 12 行：不。")
