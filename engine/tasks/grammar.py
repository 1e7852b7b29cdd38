"""A grammar with chances: each name is written as one of several texts, in which other names stand in braces.

What it writes can be drawn, and how much chance is in it can be computed: its entropy is that of all choices made, if
no text can come about in two ways.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import log2

import numpy as np

Rules = dict[str, tuple[tuple[float, str], ...]]
"""For each name, texts and how much each weighs."""
NAME = re.compile(r"\{([^}]*)\}")


def equally(*texts: str) -> tuple[tuple[float, str], ...]:
    """Write texts that are equally likely."""
    return tuple((1.0, text) for text in texts)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Rules without loops."""

    rules: Rules

    def draw(self, name: str, rng: np.random.Generator) -> str:
        """Write a name, by chance."""
        texts = self.rules[name]
        falls, height = 0, rng.random() * sum(weight for weight, _ in texts)
        while falls < len(texts) - 1 and height >= texts[falls][0]:
            height -= texts[falls][0]
            falls += 1
        return NAME.sub(lambda found: self.draw(found[1], rng), texts[falls][1])

    def entropy(self, name: str) -> float:
        """Add up the bits of all choices that writing a name takes."""
        return _entropy(self, name)

    def characters(self, name: str) -> float:
        """How many characters a name has, on average."""
        return _characters(self, name)

    def chances(self, name: str) -> list[tuple[float, str]]:
        """Give each text of a name with its probability."""
        total = sum(weight for weight, _ in self.rules[name])
        return [(weight / total, text) for weight, text in self.rules[name]]


@cache
def _entropy(grammar: Grammar, name: str) -> float:
    return sum(
        chance * (-log2(chance) + sum(_entropy(grammar, inner) for inner in NAME.findall(text)))
        for chance, text in grammar.chances(name)
    )


@cache
def _characters(grammar: Grammar, name: str) -> float:
    return sum(
        chance * (len(NAME.sub("", text)) + sum(_characters(grammar, inner) for inner in NAME.findall(text)))
        for chance, text in grammar.chances(name)
    )
