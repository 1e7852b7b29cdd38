"""A grammar as people write it: what it means, and where each mistake is."""

import pytest

from engine.errors import TextError
from engine.tasks.notation import read_rules


def test_names_stand_left_of_arrows_and_the_first_begins() -> None:
    rules = read_rules("S -> NP VP\nNP -> the N\nN → cat | dog\n | old N\nVP ::= sleeps\n# nothing\n\n")
    assert rules.start == "S"
    assert rules.ways["N"] == (("cat",), ("dog",), ("old", "N"))
    assert rules.signs == ("the", "cat", "dog", "old", "sleeps")


def test_where_all_names_are_letters_signs_need_no_spaces_and_epsilon_is_nothing() -> None:
    assert read_rules("S -> aSb | ab").ways == {"S": (("a", "S", "b"), ("a", "b"))}
    assert read_rules("S -> (S)S | ε").ways["S"] == (("(", "S", ")", "S"), ())
    assert read_rules("S -> (S)S | ε").signs == ("(", ")")
    assert read_rules("S -> the N | N\nN -> cat | dog").signs == ("the", "cat", "dog")


def test_in_quotes_anything_is_a_sign() -> None:
    rules = read_rules("S -> '|' S \"->\" | 'S' | \"\"")
    assert rules.signs == ("|", "->", "S")
    assert rules.ways["S"][2] == ()


@pytest.mark.parametrize(("text", "line", "column", "said"), [
    ("", 1, 1, "there is no rule"),
    ("S -> a S b | c\nT = b", 2, 6, "there is no arrow"),
    ("S -> a |\n", 1, 9, "a way is empty"),
    ("S -> a | | b", 1, 10, "a way is empty"),
    ("S ->", 1, 5, "a way is empty"),
    ("-> a", 1, 1, "no name stands before the arrow"),
    ("S -> a b\n  A B -> b", 2, 3, '"A B" is not one name'),
    ("| a", 1, 3, "no name stands before this |"),
    ("S -> b 'a", 1, 8, "a quotation is opened by '"),
    ("S -> a S", 1, 1, "S never comes to an end"),
    ("S -> a A | b\nA -> B\nB -> A", 2, 1, "A never comes to an end"),
    ("S -> a | b S\nX -> b", 2, 1, "X is never reached from S"),
    ("S -> a", 1, 1, "the strings have 1 different signs"),
])
def test_a_mistake_is_told_with_line_column_and_what_to_do(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(TextError) as told:
        read_rules(text)
    assert (told.value.line, told.value.column) == (line, column)
    assert said in told.value.what
    assert told.value.expected
    assert told.value.remedy
