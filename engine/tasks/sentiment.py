"""Praise or blame? A phrase is read word by word, and after each word the net says what it means so far.

Before the first word of opinion it is to be undecided. "Not" turns what follows into the opposite, so the same word
means praise in one phrase and blame in another. A phrase is held out if its hash says so.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from engine.losses import cross_entropy
from engine.metrics import mean
from engine.tasks.lengths import fits
from engine.tasks.opinions import GRAMMARS, Kind, opinions, phrase
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Worded
from engine.tasks.task import Answer, Batch, Part, one_hot, part_of
from engine.tasks.words import read

LEAST = 18
TESTED = 300


@dataclass(frozen=True, slots=True)
class Sentiment(Symbolic):
    """Words of a phrase, and what it means after each of them; short phrases are padded at the end."""

    language: Literal["en", "zh"] = "en"
    length: int = 20

    def __post_init__(self) -> None:
        """Refuse a length that the longest phrases do not fit into."""
        fits(self.length, LEAST, 20, "is too short for a phrase")

    @property
    def inputs(self) -> int:
        """One input for each word."""
        return len(_kinds(self.language))

    @property
    def symbols(self) -> tuple[str, ...]:
        """Blame and praise."""
        return ("−", "+")

    @property
    def takes(self) -> Worded:
        """A phrase."""
        return Worded(tuple(_kinds(self.language)))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw phrases that are not held out."""
        return self._batch(self._phrases(rng, rows, None), self.length)

    def encode(self, text: str) -> Batch:
        """Read the user's own phrase."""
        known = list(_kinds(self.language))
        words = tuple(known[place] for place in read(text, {word: at for at, word in enumerate(known)}))
        return self._batch([words], len(words))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out phrases are right after their last word, how many words are, and the loss."""
        phrases = self._phrases(rng, TESTED, part)
        batch = self._batch(phrases, self.length)
        said = answer(batch.x, batch.alive)
        decided = batch.scored * (batch.targets.max(axis=-1) > 0.5)
        right = said.argmax(axis=-1) == batch.targets.argmax(axis=-1)
        last = np.array([len(words) - 1 for words in phrases])
        return {
            "right": float(right[last, np.arange(len(last))].mean()),
            "right_words": mean(right, decided),
            "loss": mean(cross_entropy(said, batch.targets), batch.scored),
        }

    def _phrases(self, rng: np.random.Generator, rows: int, part: Part | None) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        while len(found) < rows:
            words = phrase(GRAMMARS[self.language], rng)
            if part_of(" ".join(words)) == part and len(words) <= self.length:
                found.append(words)
        return found

    def _batch(self, phrases: list[tuple[str, ...]], length: int) -> Batch:
        """Put phrases side by side, zeros behind the short ones."""
        kinds = _kinds(self.language)
        place = {word: at for at, word in enumerate(kinds)}
        x, targets = np.zeros((length, len(phrases), len(kinds))), np.zeros((length, len(phrases), 2))
        for row, words in enumerate(phrases):
            x[: len(words), row] = one_hot(np.array([place[word] for word in words]), len(kinds))
            praise = (1 + np.array(opinions(words, kinds))) / 2
            targets[: len(words), row] = np.stack([1 - praise, praise], axis=-1)
        signs = tuple((*words, *[""] * (length - len(words))) for words in phrases)
        there = targets.any(axis=-1).astype(float)
        return Batch(x, targets, there, signs, alive=there)


@cache
def _kinds(language: str) -> dict[str, Kind]:
    return GRAMMARS[language].kinds
