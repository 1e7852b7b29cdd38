"""Brackets against an independent parser: brute force over all strings, and recursion instead of a stack."""

from collections import Counter
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.brackets import END, TESTED, Brackets, _draw

CLOSER = {"(": ")", "[": "]"}


@cache
def can_be_completed(text: str) -> bool:
    """Whether some well-nested string begins so: cancel pairs until nothing changes; only openers may be left."""
    while True:
        shorter = text.replace("()", "").replace("[]", "")
        if shorter == text:
            return set(text) <= set("([")
        text = shorter


def is_well_nested(text: str) -> bool:
    """Whether all pairs cancel."""
    while text != (text := text.replace("()", "").replace("[]", "")):
        pass
    return not text


def legal(text: str, kinds: int) -> set[str]:
    """Every symbol that may come next."""
    alphabet = "()[]"[: 2 * kinds]
    return {letter for letter in alphabet if can_be_completed(text + letter)} | (
        {END} if is_well_nested(text) else set()
    )


@pytest.mark.parametrize("kinds", [1, 2])
def test_the_legal_symbols_are_those_of_an_independent_parser(kinds: int) -> None:
    task = Brackets(kinds=kinds)
    for length in range(1, 6):
        for letters in product(task.alphabet, repeat=length):
            batch = task.encode("".join(letters))
            for t in range(length):
                text = "".join(letters[: t + 1])
                shares = dict(zip(task.symbols, batch.targets[t, 0], strict=True))
                wanted = legal(text, kinds) if can_be_completed(text) else set()
                assert {symbol for symbol, share in shares.items() if share > 0} == wanted, text
                assert all(share == pytest.approx(1 / (kinds + 1)) for share in shares.values() if share)
                assert batch.scored[t, 0] == bool(wanted)


def test_the_next_symbol_is_the_one_that_follows() -> None:
    task = Brackets(kinds=2, target="next")
    batch = task.encode("([])")
    assert [task.symbols[place] for place in batch.targets[:, 0].argmax(axis=1)] == ["[", "]", ")", END]
    assert batch.scored[:, 0].all()
    assert list(task.encode("([").scored[:, 0]) == [1, 0]


def test_drawn_strings_are_well_nested_and_none_of_them_is_held_out() -> None:
    task = Brackets(kinds=2, length=12)
    batch = task.batch(np.random.default_rng(0), 500)
    words = {"".join(row) for row in batch.tokens}
    assert len(words) > 300
    for word in words:
        assert len(word) == 12
        assert is_well_nested(word)
        assert not task.held_out(word)


def test_what_is_measured_is_held_out() -> None:
    task, asked = Brackets(kinds=1, length=24), []
    task.measure(lambda x: asked.append(x) or np.zeros((*x.shape[:2], task.outputs)), np.random.default_rng(0))
    x, *longer = asked
    assert {x.shape[0] for x in longer} == {24}
    assert x.shape[1] == TESTED
    words = ["".join("()"[place] for place in row) for row in x.argmax(axis=-1).T]
    assert all(map(task.held_out, words))


def test_one_string_in_ten_is_held_out_wherever_it_runs() -> None:
    task = Brackets(kinds=1, length=12)
    words = ["".join(letters) for letters in product("()", repeat=12) if is_well_nested("".join(letters))]
    assert len(words) == 132
    assert 0.03 < np.mean([task.held_out(word) for word in words]) < 0.2
    assert task.held_out("()" * 12) is Brackets(kinds=1, length=24).held_out("()" * 12)


def test_if_there_are_few_strings_none_is_held_out_and_measuring_still_works() -> None:
    task = Brackets(kinds=1, length=4)
    assert not task.plenty
    measured = task.measure(lambda x: np.zeros((*x.shape[:2], task.outputs)), np.random.default_rng(0))
    assert measured["legal"] == 0


def test_strings_are_drawn_equally_often() -> None:
    task = Brackets(kinds=1, length=8)
    count = Counter("".join(row) for row in task.batch(np.random.default_rng(0), 7000).tokens)
    assert len(count) == 14
    chi_square = sum((seen - 500) ** 2 / 500 for seen in count.values())
    assert chi_square < 34.5  # 13 degrees of freedom, one in a thousand


def test_a_perfect_answer_is_measured_as_perfect_and_a_wrong_one_is_not() -> None:
    task = Brackets(kinds=2, length=12)

    def perfect(x: Array) -> Array:
        words = ["".join(task.alphabet[place] for place in row) for row in x.argmax(axis=-1).T]
        targets = np.stack([task.encode(word).targets[:, 0] for word in words], axis=1)
        return np.log(targets + 1e-9)

    def slightly_wrong(x: Array) -> Array:
        outputs = perfect(x)
        outputs[5, :, 0] = -20
        return outputs

    measured = task.measure(perfect, np.random.default_rng(0))
    assert measured["legal"] == 1
    assert measured["loss"] == pytest.approx(0, abs=1e-6)
    assert task.measure(slightly_wrong, np.random.default_rng(0))["legal"] == 0


@pytest.mark.parametrize("length", [0, 3, 402])
def test_a_length_without_strings_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="even number from 2 to 400"):
        Brackets(length=length)


def test_the_longest_length_can_be_drawn() -> None:
    assert Brackets(kinds=2, length=400).batch(np.random.default_rng(0), 2).x.shape == (400, 2, 4)


def test_no_string_is_of_two_parts_and_each_part_has_one_in_twenty() -> None:
    task = Brackets(kinds=2, length=12)
    parts = {part: task._words(np.random.default_rng(1), 2000, part) for part in (None, "validation", "test")}
    for one, two in combinations(parts.values(), 2):
        assert not set(one) & set(two)
    drawn = ["".join(row) for row in Brackets(length=30).batch(np.random.default_rng(0), 20).tokens]
    assert not any(Brackets(length=30).held_out(word) for word in drawn)
    counted = Counter(map(Brackets(length=30).part, _draw(np.random.default_rng(0), 8000, 30, 1, 0)))
    assert abs(counted["test"] - 400) < 3 * 20
    assert abs(counted["validation"] - 400) < 3 * 20


def test_a_set_asks_for_each_symbol_by_itself() -> None:
    task, shares = Brackets(kinds=2, target="set"), Brackets(kinds=2)
    batch = task.encode("[()]")
    np.testing.assert_array_equal(batch.targets, shares.encode("[()]").targets > 0)
    assert set(batch.targets.sum(axis=-1)[:, 0]) == {3.0}
    assert (task.loss, shares.loss) == ("binary", "softmax")
    rng = np.random.default_rng
    wrong = task.measure(lambda x: np.zeros((*x.shape[:2], task.outputs)), rng(0))
    assert wrong == {"legal": 0.0, "loss": pytest.approx(5 * np.log(2)), "fails_at": 24}


@pytest.mark.parametrize("kinds", [1, 2])
def test_strings_of_bounded_depth_are_those_of_a_brute_force_equally_often(kinds: int) -> None:
    task = Brackets(kinds=kinds, length=8, depth=2)
    alphabet = "()[]"[: 2 * kinds]
    words = ["".join(letters) for letters in product(alphabet, repeat=8) if is_well_nested("".join(letters))]
    shallow = [word for word in words if max(deepness(word)) <= 2]
    drawn = Counter(_draw(np.random.default_rng(0), 60 * len(shallow), 8, kinds, 2))
    assert set(drawn) == set(shallow)
    assert sum((seen - 60) ** 2 / 60 for seen in drawn.values()) < 1.6 * len(shallow) + 40
    assert task.plenty is (len(shallow) >= 100)


def deepness(word: str) -> list[int]:
    """How many are open after each sign."""
    steps = [1 if sign in "([" else -1 for sign in word]
    return [sum(steps[: t + 1]) for t in range(len(word))]


def test_at_the_greatest_depth_nothing_opens_and_what_is_deeper_is_not_scored() -> None:
    task = Brackets(kinds=1, length=12, depth=2)
    batch = task.encode("(())")
    legal = ["".join(task.symbols[place] for place in np.flatnonzero(step)) for step in batch.targets[:, 0]]
    assert legal == ["()", ")", "()", "(·"]
    np.testing.assert_allclose(batch.targets[:, 0].sum(axis=-1), 1)
    assert task.encode("((()))").scored[:, 0].tolist() == [1, 1, 0, 0, 0, 0]
    with pytest.raises(RunError, match="depth = -1 is none"):
        Brackets(depth=-1)


@pytest.mark.parametrize("limit", [24, 40, 400])
def test_it_fails_at_the_first_length_that_is_tried_beyond_what_a_net_can_do(limit: int) -> None:
    task = Brackets(kinds=1, length=24)

    def counts(x: Array) -> Array:
        depth = (x @ [1, -1]).cumsum(axis=0)
        known = (np.arange(len(x)) < limit)[:, None] | (len(x) <= limit)
        shares = np.stack([np.ones(depth.shape), depth > 0, depth == 0], axis=-1) * known[..., None]
        return np.log(shares / np.maximum(shares.sum(axis=-1, keepdims=True), 1) + 1e-9)

    fails_at = task.measure(counts, np.random.default_rng(0))["fails_at"]
    assert limit < fails_at <= max(1.25 * limit + 3, 1.0)


def test_wide_brackets_of_a_chinese_keyboard_are_brackets() -> None:
    task = Brackets(kinds=2)
    assert (task.encode("（［］）").x == task.encode("([])").x).all()
