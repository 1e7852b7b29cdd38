"""What may come next by Earley's algorithm, against writing out every string of a grammar."""

from itertools import product

import numpy as np
import pytest

from engine.tasks.notation import Rules, read_rules
from engine.tasks.parse import END, drawn, follows

GRAMMARS = (
    "S -> ( S ) S | [ S ] S | ε",
    "S -> aSb | ab",
    "S -> A B\nA -> a A | ε\nB -> b B | A c",
    "S -> S S | a | b",
    "S -> x T | T y\nT -> S | z | ε",
    "E -> E + T | T\nT -> T * F | F\nF -> ( E ) | 1",
)
LONG = 7


def everything(rules: Rules, longest: int) -> set[tuple[str, ...]]:
    """Write out all strings up to a length: by rewriting sets of strings until nothing is new."""
    known: dict[str, set[tuple[str, ...]]] = {name: set() for name in rules.ways}
    while True:
        new = {
            name: {sum(parts, ()) for way in ways for parts in product(*(known.get(sign, {(sign,)}) for sign in way))
                   if sum(map(len, parts)) <= longest}
            for name, ways in rules.ways.items()
        }
        if new == known:
            return known[rules.start]
        known = new


@pytest.mark.parametrize("text", GRAMMARS)
def test_what_may_come_next_is_what_follows_in_some_string(text: str) -> None:
    rules = read_rules(text)
    strings = everything(rules, LONG)
    short = [string for string in strings if len(string) <= 4]
    assert len(short) >= 2
    for string in short:
        told = follows(rules, string)
        assert END in told[-1]
        for t in range(len(string)):
            seen = {(*other, END)[t] for other in strings if other[:t] == string[:t]}
            assert seen <= told[t]
            if t <= 2:  # what is told and not seen needs a longer string: there is one within the length
                assert told[t] == seen


def test_from_where_a_string_leaves_the_grammar_on_nothing_follows() -> None:
    assert follows(read_rules("S -> aSb | ab"), tuple("aba"))[2:] == [{END}, frozenset()]


@pytest.mark.parametrize("text", [*GRAMMARS, "S -> S S | ε | a b"])
def test_drawn_strings_are_of_the_grammar_and_fit(text: str) -> None:
    rules, rng = read_rules(text), np.random.default_rng(0)
    found = {drawn(rules, rng, LONG) for _ in range(200)}
    assert max(map(len, found)) <= LONG
    assert found <= everything(rules, LONG)
    assert len(found) > 2
