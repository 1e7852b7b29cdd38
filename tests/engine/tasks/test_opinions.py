"""What phrases mean, word by word."""

import numpy as np
import pytest

from engine.tasks.opinions import GRAMMARS, opinions, phrase

EVERY_LANGUAGE = pytest.mark.parametrize("language", GRAMMARS)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "the film is good", "0 0 0 +"),
        ("en", "the film is not good", "0 0 0 0 -"),
        ("en", "i do not think the film is never boring", "0 0 0 0 0 0 0 0 -"),
        ("en", "nobody says the food was not bad", "0 0 0 0 0 0 -"),
        ("en", "the film is not bad but the music is boring", "0 0 0 0 + + + + + -"),
        ("en", "we do not like the story and i love this book", "0 0 0 - - - - - + + +"),
        ("zh", "这部 电影 一点 也 不 无聊", "0 0 0 0 0 +"),
        ("zh", "我 不 觉得 音乐 不 太 好听", "0 0 0 0 0 0 +"),
        ("zh", "没人 说 饭菜 很 精彩 但是 我 喜欢 音乐", "0 0 0 0 - - - + +"),
    ],
)
def test_a_negation_turns_what_follows_in_its_clause(language: str, text: str, meant: str) -> None:
    said = opinions(tuple(text.split()), GRAMMARS[language].kinds)
    assert " ".join("0+-"[each] for each in said) == meant


@EVERY_LANGUAGE
def test_praise_and_blame_are_about_as_common_and_so_is_a_word_of_either(language: str) -> None:
    grammar, rng = GRAMMARS[language], np.random.default_rng(0)
    drawn = [phrase(grammar, rng) for _ in range(4000)]
    last = [opinions(words, grammar.kinds)[-1] for words in drawn]
    assert set(last) == {1, -1}
    assert abs(np.mean(last)) < 0.1
    for word in (grammar.good[0], grammar.bad[0]):
        with_it = [meant for words, meant in zip(drawn, last, strict=True) if words.count(word) == 1]
        assert abs(np.mean(with_it)) < 0.5, f"{word} alone gives the answer away"


@EVERY_LANGUAGE
def test_every_word_has_one_kind_and_every_slot_is_filled(language: str) -> None:
    grammar = GRAMMARS[language]
    every = [*grammar.good, *grammar.bad, *grammar.negations, *grammar.joins]
    assert len(set(every)) == len(every)
    assert set(every) <= set(grammar.kinds)
    assert {slot for frame in grammar.frames for slot in frame.split()} <= set(grammar.slots)
    assert len(grammar.good) == len(grammar.bad)
