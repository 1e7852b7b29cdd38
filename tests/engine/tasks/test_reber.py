"""The embedded Reber grammar, against a regular expression of it."""

import re
from itertools import product

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.reber import SIGNS, Reber, ways
from engine.tasks.task import part_of


def inner() -> re.Pattern[str]:
    """Reber's strings, by eliminating the states of his automaton by hand.

    From state 3: T* V to 5; from 5: V ends, or P to 4; from 4: S ends, or X to 3. So from 3 it is
    (T* V P X)* T* V (V | P S). From 1: T S* X to 4, then S ends or X to 3; or P to 3.
    """
    three = "(?:T*VPX)*T*V(?:V|PS)"
    return re.compile(f"B(?:TS*X(?:S|X{three})|P{three})E")


def embedded(word: str) -> bool:
    """Whether a string is in the language."""
    return bool(re.fullmatch("B[TP].*[TP]E", word)) and word[1] == word[-2] and bool(inner().fullmatch(word[2:-2]))


def test_drawn_strings_are_in_the_language_and_held_out_ones_are_kept_apart() -> None:
    task = Reber(length=30)
    batch = task.batch(np.random.default_rng(0), 400)
    words = ["".join(word) for word in batch.tokens]
    assert all(embedded(word) and part_of(word) is None for word in words)
    assert {word[1] for word in words} == {"T", "P"}
    assert max(map(len, words)) > 20
    asked: list[Array] = []

    def answer(x: Array, _alive: Array) -> Array:
        asked.append(x)
        return np.zeros(x.shape)

    task.measure(answer, np.random.default_rng(0), "test")
    rows = asked[0].swapaxes(0, 1)
    tested = ["".join(SIGNS[place] for place in row[row.any(axis=-1)].argmax(axis=-1)) for row in rows]
    assert all(embedded(word) and part_of(word) == "test" for word in tested)


def test_what_may_follow_is_what_some_string_goes_on_with() -> None:
    insides = ("".join(middle) for n in range(3, 8) for middle in product("TPSXV", repeat=n))
    strings = [f"B{way}B{middle}E{way}E" for middle in insides if inner().fullmatch(f"B{middle}E") for way in "TP"]
    assert len(strings) > 20
    beginnings = {word[:t] for word in strings for t in range(len(word)) if t < 7}
    for beginning in beginnings:
        followers = {word[len(beginning)] for word in strings if word.startswith(beginning)}
        assert followers <= set(ways(beginning))
        for sign in set(SIGNS) - set(ways(beginning)):
            assert not any(word.startswith(beginning + sign) for word in strings)
    assert set(ways("BTBT")) == {"S", "X"}
    assert ways("BTBTXSE") == ("T",)
    assert ways("BPBTXSE") == ("P",)
    assert ways("BTBTXSET") == ("E",)
    assert ways("BTBTXSETE") == ways("BTX") == ways("X") == ()


def test_from_where_a_string_leaves_the_grammar_nothing_is_scored() -> None:
    task = Reber()
    good, bad = task.encode("BTBTXSETE"), task.encode("BTBTXSEPE")
    assert good.scored[:, 0].tolist() == [1] * 8 + [0]
    assert bad.scored[:, 0].tolist() == [1] * 6 + [0] * 3
    assert "".join(SIGNS[step.argmax()] for step in good.targets[:8, 0]) == "TBTXSETE"


def test_a_string_counts_only_if_every_step_is_right() -> None:
    task = Reber()

    def knows(x: Array, _alive: Array) -> Array:
        scores = np.zeros(x.shape)
        for row in range(x.shape[1]):
            word = "".join(SIGNS[place] for place in x[:, row][x[:, row].any(axis=-1)].argmax(axis=-1))
            for t in range(len(word)):
                scores[t, row, [SIGNS.index(sign) for sign in ways(word[: t + 1])]] = 1
        return scores

    def forgets(x: Array, alive: Array) -> Array:
        scores = knows(x, alive)
        lost = scores[..., SIGNS.index("T")] + scores[..., SIGNS.index("P")]
        last = (scores.sum(axis=-1) == 1) & (lost == 1) & (x[..., SIGNS.index("E")] == 1)
        scores[last] = np.eye(len(SIGNS))[SIGNS.index("T")]
        return scores

    assert task.measure(knows, np.random.default_rng(0))["legal"] == 1
    assert 0.2 < task.measure(forgets, np.random.default_rng(0))["legal"] < 0.8


@pytest.mark.parametrize("length", [9, 401])
def test_a_length_with_too_few_strings_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="holds too few strings"):
        Reber(length=length)
