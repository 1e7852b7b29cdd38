"""Errors keep their three sentences, also through a pipe."""

import pickle

import pytest

from engine.errors import Diverged, EngineError, RunError, TextError, WatchError, meant, sentences
from engine.sentence import Sentence


@pytest.mark.parametrize("kind", [EngineError, RunError, Diverged])
def test_an_error_crosses_a_pipe_whole(kind: type[EngineError]) -> None:
    error = pickle.loads(pickle.dumps(kind("It broke.", "It should not.", "Mend it.")))
    assert type(error) is kind
    assert (error.what, error.expected, error.remedy) == ("It broke.", "It should not.", "Mend it.")
    assert str(error) == "It broke. It should not. Mend it."


def test_an_error_crosses_a_pipe_with_its_chinese_and_what_its_kind_knows() -> None:
    zh = ("坏了。", "不该坏。", "修好它。")
    watch = pickle.loads(pickle.dumps(WatchError("No.", at=3, zh=zh)))
    text = pickle.loads(pickle.dumps(TextError("it is short", "Long.", "Write.", line=2, column=5, zh=zh)))
    assert (watch.at, watch.zh, str(watch)) == (3, zh, "No.")
    assert (text.line, text.column, text.zh[0]) == (2, 5, "第 2 行第 5 列：坏了。")
    assert str(text) == "Line 2, column 5: it is short. Long. Write."


def test_an_error_is_told_in_the_language_of_the_room() -> None:
    error = RunError("It broke.", "It should not.", zh=("坏了。", "不该坏。", ""))
    assert sentences(error, "zh") == ("坏了。", "不该坏。", "")
    assert sentences(error, "en") == ("It broke.", "It should not.", "")
    assert (error.whole, error.whole.zh) == ("It broke. It should not.", "坏了。不该坏。")


def test_several_mistakes_are_lines_of_one_error() -> None:
    error = RunError.of([Sentence("a: no.", "甲：不行。"), Sentence("b: no.", "乙：不行。")])
    assert (str(error), error.zh) == ("a: no.\nb: no.", ("甲：不行。\n乙：不行。", "", ""))


def test_a_guess_is_made_only_if_something_is_close() -> None:
    assert meant("lstn", ["rnn", "lstm"]) == 'Did you mean "lstm"?'
    assert meant("lstn", ["rnn", "lstm"]).zh == "是不是“lstm”？"
    assert not meant("banana", ["rnn", "lstm"])
