"""Phrases of opinion, held out by their hash, scored after every word."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.opinions import GRAMMARS
from engine.tasks.sentiment import Sentiment
from engine.tasks.task import part_of

ENGLISH = GRAMMARS["en"]
PRAISE = "好看 精彩 好听 温暖 有趣 真诚 聪明 动人 喜欢 热爱 欣赏 推荐"
BLAME = "难看 无聊 难听 冰冷 乏味 虚假 愚蠢 拖沓 讨厌 痛恨 后悔 嫌弃"
TURNS, JOINS = "不 并不 没人", "但是 而且"
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "zh"])


@EVERY_LANGUAGE
def test_no_held_out_phrase_is_ever_drawn_for_training(language: str) -> None:
    task = Sentiment(language)
    drawn = [tuple(filter(None, row)) for row in task.batch(np.random.default_rng(0), 3000).tokens]
    assert {part_of(" ".join(words)) for words in drawn} == {None}
    heard: dict[str, Array] = {}
    for part in ("validation", "test"):

        def answer(x: Array, _alive: Array, part: str = part) -> Array:
            heard[part] = x
            return np.zeros((*x.shape[:2], 2))

        task.measure(answer, np.random.default_rng(0), part)
    rows = {part: {x[:, row].tobytes() for row in range(x.shape[1])} for part, x in heard.items()}
    assert not rows["validation"] & rows["test"]
    assert len(rows["test"]) > 200


def test_each_word_is_scored_up_to_the_last_and_before_any_opinion_both_are_as_likely() -> None:
    batch = Sentiment().encode("the film was not at all good")
    np.testing.assert_array_equal(batch.targets[:, 0, 1], [0.5] * 6 + [0])
    np.testing.assert_array_equal(batch.targets[:, 0].sum(axis=-1), 1)
    assert batch.scored.all()
    padded = Sentiment().batch(np.random.default_rng(0), 40)
    lengths = [sum(map(bool, row)) for row in padded.tokens]
    np.testing.assert_array_equal(padded.scored.sum(axis=0), lengths)
    np.testing.assert_array_equal(padded.alive, padded.scored)
    assert len(set(lengths)) > 5


def test_chinese_needs_no_spaces_and_english_no_capitals() -> None:
    assert Sentiment("zh").encode("这部电影一点也不无聊").tokens == (("这部", "电影", "一点", "也", "不", "无聊"),)
    assert Sentiment().encode("The FILM is good").tokens == (("the", "film", "is", "good"),)
    with pytest.raises(RunError, match="Word 3 of the input, 'iss', is not known"):
        Sentiment().encode("the film iss good")


def test_who_counts_words_of_praise_is_fooled_by_negation() -> None:
    task = Sentiment()

    def counting(x: Array, _alive: Array) -> Array:
        worth = np.zeros(task.inputs)
        for sign, words in ((1, ENGLISH.good), (-1, ENGLISH.bad)):
            for word in words:
                worth[task.encode(word).x[0, 0].argmax()] = sign
        total = np.cumsum(x @ worth, axis=0)
        return np.stack([-total, total], axis=-1)

    assert task.measure(counting, np.random.default_rng(0))["right"] < 0.75


def test_an_oracle_of_the_targets_is_right_everywhere() -> None:
    task = Sentiment("zh")

    def oracle(x: Array, _alive: Array) -> Array:
        said = np.zeros((*x.shape[:2], 2))
        turns, joins, praise, blame = (
            [task.encode(word).x[0, 0].argmax() for word in words.split()] for words in (TURNS, JOINS, PRAISE, BLAME)
        )
        for row in range(x.shape[1]):
            odd, meant = False, 0
            for t in range(len(x)):
                word = x[t, row].argmax() if x[t, row].any() else -1
                odd = (not odd if word in turns else odd) and word not in joins
                if word in praise or word in blame:
                    meant = 1 if (word in praise) != odd else -1
                said[t, row] = (-meant, meant)
        return said

    measured = task.measure(oracle, np.random.default_rng(0))
    assert measured["right"] == measured["right_words"] == 1


def test_a_length_that_is_too_short_for_phrases_is_refused() -> None:
    with pytest.raises(RunError, match="A length is from 18 to 400"):
        Sentiment(length=17)
