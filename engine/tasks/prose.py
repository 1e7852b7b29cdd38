"""Prose: small sentences. An opened quotation must be closed, and a sentence begins with a capital.

The words inside a quotation are those outside, so nothing but memory tells where one is; a sentence never ends inside
one. Sentences are drawn from few words; one is held out if its hash says so.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.arrays import Array
from engine.losses import cross_entropy
from engine.metrics import bits
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked, drawn_apart, one_hot, shown

WORDS = ("a", "is", "no", "old", "so", "we")
OPEN, CLOSE, STOP = "“", "”", "."
WELL = re.compile(f"[^{OPEN}{CLOSE}]*(?:{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}[^{OPEN}{CLOSE}]*)*")
"""Quotations that are opened and closed in turn."""
FEWEST, MOST = 4, 9
"""Words in a sentence."""
OPENS, CLOSES = 0.3, 0.3
"""How likely a word begins a quotation, and how likely one that is in a quotation ends it."""
SEED, MADE = 1, 4000
"""Sentences that are made once for each part, to draw from."""
TESTED, SAMPLES, WRITTEN = 60, 200, 90
"""Windows that are measured; sentences that the net writes, and the characters it has for each."""


@dataclass(frozen=True, slots=True)
class Prose(Symbolic):
    """Windows of sentences, each beginning with one, and the character that follows each character."""

    length: int = 80

    def __post_init__(self) -> None:
        """Refuse a window that does not fit."""
        fits(self.length, 2, 80, "is no window")

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every character once, white space made visible."""
        return tuple(shown(letter) for letter in _alphabet())

    @property
    def inputs(self) -> int:
        """One input for each character."""
        return len(_alphabet())

    @property
    def takes(self) -> Typed:
        """A text."""
        return Typed()

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw sentences that are not held out."""
        return _batch(self._windows(rng, rows, None))

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw held-out sentences."""
        return _batch(self._windows(rng, rows, "test"))

    def encode(self, text: str) -> Batch:
        """Read the user's own text; what follows its last character is not known, so that is not scored."""
        text = text.replace("␣", " ")
        signs = np.array([_alphabet().index(letter) for letter in checked(text, _alphabet())])
        batch = _batch(np.append(signs, 0)[:, None])
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure on unseen sentences: bits, capitals in their places, and how well the best unit knows a quotation.

        And of sentences that the net writes: how many of those with a quotation close it before they end.
        """
        signs = self._windows(rng, TESTED, part)
        batch = _batch(signs)
        outputs = answer(batch.x)
        states = answer.values(batch.x)
        units = np.concatenate([states[name].reshape(-1, states[name].shape[-1]) for name in answer.memory], axis=-1)
        begin = self.encode("a. ").x.repeat(SAMPLES, axis=1)
        written = answer.write(begin, rng.random((WRITTEN, SAMPLES)))
        return {
            "bits": bits(float(cross_entropy(outputs, batch.targets).mean())),
            "closed": closed(["".join(_alphabet()[sign] for sign in row) for row in written.T]),
            "found": best_correlation(units, inside(signs[:-1]).reshape(-1)),
            "capitals": capitals(signs, outputs.argmax(axis=-1)),
        }

    def _windows(self, rng: np.random.Generator, rows: int, part: Part | None) -> Indices:
        """Draw windows of the sentences of a part, each from the beginning of one, (T + 1, B)."""
        signs, starts = _text(part)
        first = starts[rng.integers(np.searchsorted(starts, len(signs) - self.length), size=rows)]
        return np.asarray(signs[first + np.arange(self.length + 1)[:, None]])


def sentence(rng: np.random.Generator) -> str:
    """Draw a sentence."""
    count = int(rng.integers(FEWEST, MOST + 1))
    quoting, words = False, []
    for place in range(count):
        word = WORDS[rng.integers(len(WORDS))]
        opens = not quoting and rng.random() < OPENS and place > 0
        quoting |= opens
        closes = quoting and (rng.random() < CLOSES or place == count - 1)
        quoting &= not closes
        words.append(OPEN * opens + (word if place else word.capitalize()) + CLOSE * closes)
    return " ".join(words) + STOP


@cache
def _text(part: Part | None) -> tuple[Indices, Indices]:
    """Write sentences of a part one after the other, as places in the alphabet; gives too where each begins."""
    rng = np.random.default_rng([SEED, len(part or "")])
    sentences = drawn_apart(MADE, lambda: sentence(rng), part)
    starts = np.cumsum([0, *(len(each) + 1 for each in sentences)])[:-1]
    return np.array([_alphabet().index(letter) for letter in "".join(f"{each} " for each in sentences)]), starts


def inside(signs: Indices) -> Array:
    """Whether a quotation is open after each character, (T, B)."""
    opened, shut = ((signs == _alphabet().index(mark)).cumsum(axis=0) for mark in (OPEN, CLOSE))
    return np.asarray(opened - shut, float)


def best_correlation(units: Array, wanted: Array) -> float:
    """Find how well the best of many units (N, n) goes along with something (N,): the largest |correlation|."""
    centred, wish = units - units.mean(axis=0), wanted - wanted.mean()
    scale = np.sqrt((centred.astype(float) ** 2).sum(axis=0) * (wish**2).sum())
    found = np.abs(wish @ centred) / np.where(scale > 0, scale, np.inf)
    return float(found.max(initial=0.0))


def closed(texts: list[str]) -> float:
    """Of sentences with a quotation, the share that closes all it opens before the stop."""
    quoting = [text.partition(STOP) for text in texts if OPEN in text.partition(STOP)[0]]
    good = [stop == STOP and WELL.fullmatch(before) is not None for before, stop, _ in quoting]
    return float(np.mean(good)) if good else 0.0


def capitals(signs: Indices, said: Indices) -> float:
    """The share of letters whose size was foretold, in the worse of two places: after a stop, and elsewhere."""
    big, small = ([letter.isupper() for letter in _alphabet()], [letter.islower() for letter in _alphabet()])
    wanted, given = signs[1:], said
    after = np.zeros(wanted.shape, bool)
    after[1:] = signs[:-2] == _alphabet().index(STOP)
    letter = np.array(big)[wanted] | np.array(small)[wanted]
    right = np.array(big)[wanted] == np.array(big)[given]
    return float(min(right[letter & place].mean() for place in (after, ~after) if (letter & place).any()))


def _batch(signs: Indices) -> Batch:
    """Split (T + 1, B) characters into what goes in and what follows."""
    rows = one_hot(signs, len(_alphabet()))
    labels = np.array([shown(letter) for letter in _alphabet()])[signs[:-1].T]
    tokens = tuple(tuple(map(str, row)) for row in labels)
    return Batch(rows[:-1], rows[1:], np.ones(signs[:-1].shape), tokens)


@cache
def _alphabet() -> str:
    return "".join(sorted({*"".join(WORDS), *(word[0].upper() for word in WORDS), OPEN, CLOSE, STOP, " "}))
