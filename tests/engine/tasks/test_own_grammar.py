"""A grammar of the user's own: its parts share nothing, and a string is scored as far as it keeps the rules."""

import numpy as np
import pytest

from engine.errors import RunError, TextError
from engine.tasks.notation import read_rules
from engine.tasks.own_grammar import OwnGrammar
from engine.tasks.parse import END, follows
from engine.tasks.reber import Reber, ways

WORDS = "S -> the N V | the N V the N\nN -> cat | dog | old N\nV -> sees | hears"
REBER = """
Z -> left A leftmost | right A rightmost
left -> 'B' 'T'
leftmost -> 'T' 'E'
right -> 'B' 'P'
rightmost -> 'P' 'E'
A -> 'B' F
F -> 'T' G | 'P' H
G -> 'S' G | 'X' I
H -> 'T' H | 'V' J
I -> 'X' H | 'S' 'E'
J -> 'P' I | 'V' 'E'
"""


def test_parts_share_nothing_and_all_strings_fit() -> None:
    task = OwnGrammar(length=20)
    parts = [set(task.strings(part)) for part in (None, "validation", "test")]
    assert len(set.union(*parts)) == sum(map(len, parts))
    assert all(0 < len(string) < 20 for part in parts for string in part)
    assert len(parts[1]) == len(parts[2]) >= len(parts[0]) // 10


def test_a_string_stands_between_borders_and_is_wanted_sign_by_sign() -> None:
    task = OwnGrammar()
    batch = task.batch(np.random.default_rng(0), 5)
    for row, tokens in enumerate(batch.tokens):
        string = [token for token in tokens if token]
        wanted = [task.symbols[place] for place in batch.targets[: len(string), row].argmax(axis=-1)]
        assert wanted == [*string[1:], "■"]
        assert batch.scored[:, row].sum() == len(string)


def test_an_own_string_is_scored_until_it_breaks_a_rule() -> None:
    task = OwnGrammar()
    assert task.encode("([)]").scored[:, 0].tolist() == [1, 1, 0, 0, 0]
    assert task.encode("([])").scored[:, 0].tolist() == [1, 1, 1, 1, 0]
    assert task.encode(" ( [ ] ) ").tokens == task.encode("■([])").tokens


def test_words_are_read_one_by_one() -> None:
    task = OwnGrammar(WORDS)
    assert task.encode("the old cat sees").tokens == (("■", "the", "old", "cat", "sees"),)
    with pytest.raises(RunError, match=r"Word 2 of the input, 'cow', is not known.*Known are the cat"):
        task.encode("the cow sees")


def test_rebers_grammar_written_as_rules_has_the_legal_signs_of_the_automaton() -> None:
    read, rng = read_rules(REBER), np.random.default_rng(3)
    for _ in range(40):
        word = Reber()._draw(rng)
        told = follows(read, tuple(word))
        assert [sorted(each - {END}) for each in told] == [sorted(ways(word[:t])) for t in range(len(word) + 1)]


def test_a_grammar_of_few_strings_is_refused() -> None:
    with pytest.raises(TextError, match=r"makes 2 different strings.*20 or more"):
        OwnGrammar("S -> a | b")
