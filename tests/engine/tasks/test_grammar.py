"""Grammars with chances: their entropy and length against all that they can write."""

from collections import Counter
from itertools import product
from math import log2

import numpy as np
import pytest

from engine.tasks.grammar import NAME, Grammar, equally

SMALL = Grammar({
    "all": ((3.0, "{size} {what}."), (1.0, "{what}, {what}!")),
    "size": ((2.0, "big"), (1.0, "small")),
    "what": equally("cat", "dog", "{size} horse"),
})  # fmt: skip


def everything(grammar: Grammar, name: str) -> list[tuple[float, str]]:
    """Every text that a name may be written as, with its probability, one for each way to write it."""
    found = []
    total = sum(weight for weight, _ in grammar.rules[name])
    for weight, text in grammar.rules[name]:
        between, inner = NAME.split(text)[::2], NAME.findall(text)
        for parts in product(*(everything(grammar, each) for each in inner)):
            chance, written = weight / total, between[0]
            for (share, part), after in zip(parts, between[1:], strict=True):
                chance, written = chance * share, written + part + after
            found.append((chance, written))
    return found


def test_entropy_and_length_are_those_of_all_that_can_be_written() -> None:
    texts = everything(SMALL, "all")
    assert len({text for _, text in texts}) == len(texts)
    assert sum(chance for chance, _ in texts) == pytest.approx(1)
    assert SMALL.entropy("all") == pytest.approx(-sum(chance * log2(chance) for chance, _ in texts))
    assert SMALL.characters("all") == pytest.approx(sum(chance * len(text) for chance, text in texts))


def test_texts_are_drawn_as_often_as_they_are_likely() -> None:
    rng = np.random.default_rng(0)
    drawn = Counter(SMALL.draw("all", rng) for _ in range(6000))
    wanted = {text: 6000 * chance for chance, text in everything(SMALL, "all")}
    assert set(drawn) <= set(wanted)
    chi_square = sum((drawn[text] - count) ** 2 / count for text, count in wanted.items())
    assert chi_square < len(wanted) + 4 * (2 * len(wanted)) ** 0.5
