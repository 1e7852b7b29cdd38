"""Sentences with quotations: what they promise, and what is found of it in a net."""

import re

import numpy as np
import pytest

from engine.arrays import Array, Named
from engine.errors import RunError
from engine.tasks.prose import WORDS, Prose, best_correlation, capitals, closed, inside, sentence
from engine.tasks.task import Indices, part_of

SYMBOLS = [symbol.replace("␣", " ") for symbol in Prose().symbols]


def places(text: str) -> Indices:
    """A text as places in the alphabet, (T, 1)."""
    return np.array([[SYMBOLS.index(letter)] for letter in text])


def test_a_sentence_begins_with_a_capital_closes_its_quotations_and_ends() -> None:
    rng = np.random.default_rng(0)
    word = "|".join(WORDS)
    form = re.compile(f"(?:{word}|“(?:{word})(?: (?:{word}))*”)(?: (?:{word}|“(?:{word})(?: (?:{word}))*”))*\\.")
    sentences = [sentence(rng) for _ in range(300)]
    assert all(each[0].isupper() and form.fullmatch(each[0].lower() + each[1:]) for each in sentences)
    assert sum("“" in each for each in sentences) > 200
    assert max(len(quoted) for each in sentences for quoted in re.findall("“[^”]*”", each)) > 12


def test_training_never_sees_a_sentence_that_is_held_out() -> None:
    batch = Prose(length=200).batch(np.random.default_rng(0), 40)
    for row in batch.tokens:
        whole = "".join(row).replace("␣", " ").split(".")[:-1]
        assert len(whole) > 2
        assert all(part_of(each.strip() + ".") is None for each in whole)


def test_inside_is_from_the_opening_mark_to_the_closing_one() -> None:
    assert inside(places("A “is no” so."))[:, 0].tolist() == [0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]


def test_quotations_must_be_opened_and_closed_in_turn_before_the_stop() -> None:
    assert closed(["A “is” no.", "A is.", "A “is no.", "A “is “no”.", "A “is” “no”. A “is"]) == 0.5
    assert closed(["A “is” no"]) == 0
    assert closed(["A is no."]) == 0


def test_capitals_are_right_only_if_both_sizes_are_in_their_places() -> None:
    signs = places("A is. No so. We is.")
    upper, lower = SYMBOLS.index("W"), SYMBOLS.index("w")
    assert capitals(signs, signs[1:]) == 1
    assert capitals(signs, np.full_like(signs[1:], lower)) == 0
    assert capitals(signs, np.full_like(signs[1:], upper)) == 0


def test_the_best_unit_is_found_by_numpys_own_correlation() -> None:
    rng = np.random.default_rng(0)
    units, wanted = rng.normal(size=(200, 5)), rng.integers(2, size=200).astype(float)
    units[:, 2] -= 0.6 * wanted
    units[:, 4] = 1.0
    wishes = [abs(np.corrcoef(units[:, place], wanted)[0, 1]) for place in range(4)]
    assert best_correlation(units, wanted) == pytest.approx(max(wishes))
    assert best_correlation(units[:, 4:], wanted) == 0


class Planted:
    """A net with one unit that knows quotations, and that writes what it is told to."""

    memory = ("h",)

    def __call__(self, x: Array) -> Array:
        return np.zeros(x.shape)

    def values(self, x: Array) -> Named:
        noise = np.random.default_rng(0).normal(size=(*x.shape[:2], 3))
        noise[..., 1] = 1 - 2 * inside(x.argmax(axis=-1))
        return {"h": noise}

    def write(self, x: Array, heights: Array) -> Indices:
        half = heights.shape[1] // 2
        good, bad = (np.resize(places(text), heights.shape[:1]) for text in ("a “is”. ", "a “is. "))
        return np.stack([good] * half + [bad] * (heights.shape[1] - half), axis=1)


def test_a_planted_unit_is_found_and_what_is_written_is_judged() -> None:
    measured = Prose().measure(Planted(), np.random.default_rng(0))
    assert measured["found"] == pytest.approx(1)
    assert measured["closed"] == 0.5
    assert measured["bits"] == pytest.approx(np.log2(len(SYMBOLS)))


def test_a_window_that_does_not_fit_is_refused() -> None:
    with pytest.raises(RunError, match="from 2 to 400"):
        Prose(length=1)
