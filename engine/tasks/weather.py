"""Weather: the net reads reports, a character at a time, and then writes its own.

The reports are drawn from a grammar, so that it is known how many bits a character is worth at least: nobody can
foretell the day and the degrees. The corpus is made when it is needed, always the same; its end is kept from training.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.losses import cross_entropy
from engine.metrics import bits
from engine.tasks.lengths import fits
from engine.tasks.reports import REPORTS
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot, shown

Language = Literal["both", "en", "zh"]
SEED, TRAINED, TESTED = 1, 6000, 200
"""Reports to train on; after these come as many for validation, and as many for the test, as are tested."""
SAMPLES, WRITTEN = 20, 160
"""Texts that the net writes to be measured, and characters in each."""
WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]+")
"""A word: letters side by side; of Chinese, what stands between two marks or figures."""


@dataclass(frozen=True, slots=True)
class Weather(Symbolic):
    """Some reports one after the other, and the character that follows each one in them."""

    language: Language = "both"
    length: int = 120

    def __post_init__(self) -> None:
        """Refuse a window that does not fit."""
        fits(self.length, 2, 120, "is no window")

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every character of the corpus once, white space made visible."""
        return tuple(shown(letter) for letter in _alphabet(self.language))

    @property
    def inputs(self) -> int:
        """One input for each character."""
        return len(_alphabet(self.language))

    @property
    def entropy(self) -> float:
        """The bits that a character is worth in the long run; no net can do with less."""
        return REPORTS.entropy(self.language) / REPORTS.characters(self.language)

    @property
    def takes(self) -> Typed:
        """A text."""
        return Typed()

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows that begin with a report of the training part, the end of the line before it included."""
        starts = _starts(self.language, self.length)
        first = starts[rng.integers(len(starts), size=rows)]
        return self._batch(_signs(self.language)[first + np.arange(self.length + 1)[:, None]])

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows of two lengths that begin with a report of the test part."""
        reports = corpus(self.language)[TRAINED + TESTED :]
        signs = np.array([_alphabet(self.language).index(sign) for sign in "".join(("\n", *reports))])
        starts = np.cumsum([0, *map(len, reports)])
        first = rng.choice(starts[starts + 2 * self.length < len(signs)], rows)
        return self._batch(signs[first + np.arange(2 * self.length + 1)[:, None]])

    def encode(self, text: str) -> Batch:
        """Read the user's own text; what follows its last character is not known, so that is not scored."""
        alphabet = _alphabet(self.language)
        text = text.replace("↵", "\n").replace("␣", " ")
        signs = np.array([alphabet.index(letter) for letter in checked(text, alphabet)])
        batch = self._batch(np.append(signs, 0)[:, None])
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure bits a character on unseen reports, against the entropy, and how many written words are words."""
        first = {"validation": TRAINED, "test": TRAINED + TESTED}[part]
        batch, inside = self._reports(corpus(self.language)[first : first + TESTED])
        lost = cross_entropy(answer(batch.x), batch.targets) * inside
        spent = bits(float(lost.sum() / inside.sum()))
        begin = self.encode("\n").x.repeat(SAMPLES, axis=1)
        written = answer.write(begin, rng.random((WRITTEN, SAMPLES)))
        words = [word for row in written.T for word in self._words(row)]
        known = [word in _words(self.language) for word in words]
        return {"bits": spent, "of_entropy": spent / self.entropy, "words": float(np.mean(known)) if known else 0.0}

    def _words(self, signs: Indices) -> list[str]:
        """Read the words of a text but for its last, which may be cut."""
        return WORD.findall("".join(_alphabet(self.language)[sign] for sign in signs))[:-1]

    def _reports(self, reports: tuple[str, ...]) -> tuple[Batch, Array]:
        """Put whole reports side by side, each after the end of a line; gives too which steps are of a report."""
        steps, alphabet = max(map(len, reports)), _alphabet(self.language)
        signs = np.array([[alphabet.index(sign) for sign in ("\n" + word).ljust(steps + 1, "\n")] for word in reports])
        lengths = np.array([len(word) for word in reports])
        return self._batch(signs.T), (np.arange(steps)[:, None] < lengths).astype(float)

    def _batch(self, signs: Indices) -> Batch:
        """Split (T + 1, B) characters into what goes in and what follows."""
        rows = one_hot(signs, self.inputs)
        labels = np.array(self.symbols)[signs[:-1].T]
        tokens = tuple(tuple(map(str, row)) for row in labels)
        return Batch(rows[:-1], rows[1:], np.ones(signs[:-1].shape), tokens)


@cache
def corpus(language: Language) -> tuple[str, ...]:
    """Draw the reports; always the same ones."""
    rng = np.random.default_rng(SEED)
    return tuple(REPORTS.draw(language, rng) for _ in range(TRAINED + 2 * TESTED))


@cache
def _alphabet(language: Language) -> str:
    return "".join(sorted(set("".join(corpus(language)))))


@cache
def _signs(language: Language) -> Indices:
    """The corpus as places in its alphabet, (characters,)."""
    place = {letter: index for index, letter in enumerate(_alphabet(language))}
    return np.array([place[letter] for letter in "".join(corpus(language))])


@cache
def _starts(language: Language, length: int) -> Indices:
    """Where the line before each report of the training part ends, if a window from there stays in that part."""
    ends = np.cumsum([len(report) for report in corpus(language)[:TRAINED]])
    return np.asarray(ends[ends + length < ends[-1]] - 1)


@cache
def _words(language: Language) -> frozenset[str]:
    return frozenset(WORD.findall("".join(corpus(language))))
