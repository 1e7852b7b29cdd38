"""Words that people type, in two languages."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.words import Words, read

WORDS = Words(("buy", "buyer", "a"), ("买", "买家", "一"))


def test_words_of_either_language_are_read_with_or_without_spaces() -> None:
    np.testing.assert_array_equal(WORDS.read("buy, Buyer a"), [0, 1, 2])
    np.testing.assert_array_equal(WORDS.read("买家买 一，buy"), [1, 0, 2, 0])


def test_the_longest_word_that_fits_is_taken_and_latin_words_end_where_letters_do() -> None:
    assert list(read("ab abc", {"a": 0, "ab": 1, "abc": 2})) == [1, 2]
    with pytest.raises(RunError, match=r"Word 1 of the input, 'abb', is not known"):
        read("abb", {"a": 0, "ab": 1, "abc": 2})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("buy ü", "Character 5 of the input, 'ü', is not known to this task."),
        ("foo bar", "Word 1 of the input, 'foo', is not known to this task."),
        ("buy bu a", "Word 2 of the input, 'bu', is not known to this task."),
        ("买 家", "Word 2 of the input, '家', is not known to this task."),
        (" , ", "The input has 0 words."),
        ("a " * 401, "The input has 401 words."),
    ],
)
def test_a_word_that_is_not_known_is_told_by_its_place(text: str, said: str) -> None:
    with pytest.raises(RunError) as told:
        WORDS.read(text)
    assert told.value.what == said
    assert told.value.expected
    assert told.value.remedy


def test_a_guess_is_made_for_a_word_that_is_nearly_known() -> None:
    with pytest.raises(RunError, match='Did you mean "buyer"'):
        WORDS.read("buyerr")


def test_the_same_place_has_a_name_in_each_language() -> None:
    assert WORDS.named("en")[1] == "buyer"
    assert WORDS.named("zh")[1] == "买家"
