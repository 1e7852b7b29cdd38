"""Tiny tasks, one for each architecture that needs one of its own: learnt in seconds, measured on what was not seen."""

from dataclasses import dataclass

import numpy as np

from engine.tasks.stream import Flowing
from engine.tasks.task import Answer, Batch, Indices, Part, Question, drawn_apart, one_hot

LETTERS, BEGIN = "abcde", "›"
SEGMENTS = (
    0b1111110, 0b0110000, 0b1101101, 0b1111001, 0b0110011,
    0b1011011, 0b1011111, 0b1110000, 0b1111111, 0b1111011,
)  # fmt: skip
"""The ten digits on a display of seven bars."""
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ALPHABET = "".join(sorted(set("".join(WORDS))))


@dataclass(frozen=True, slots=True)
class Backwards:
    """Sequence to sequence: a word is read, and said from its end; its source ends at the border."""

    most: int = 4
    loss: str = "softmax"
    symbols: tuple[str, ...] = (*LETTERS, "·")
    inputs: int = len(LETTERS) + 1
    outputs: int = len(LETTERS) + 1

    @property
    def length(self) -> int:
        return 2 * self.most + 1

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        return self._batch(self._words(rng, rows, None))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        words = self._words(rng, 100, part)
        batch = self._batch(words)
        source = Question(
            batch.x[: self.most], one_hot(np.full(100, len(LETTERS)), self.inputs), np.eye(self.outputs),
            len(LETTERS), self.most + 1, batch.alive[: self.most],
        )  # fmt: skip
        wide = Question(source.x, source.first, source.next, source.end, source.longest, source.alive, beam=3)
        return {name: self._right(words, answer.decode(asked)) for name, asked in (("greedy", source), ("beam", wide))}

    def _right(self, words: list[str], said: tuple[tuple[int, ...], ...]) -> float:
        return float(np.mean(["".join(LETTERS[s] for s in a) == w[::-1] for w, a in zip(words, said, strict=True)]))

    def _words(self, rng: np.random.Generator, rows: int, part: Part | None) -> list[str]:
        return drawn_apart(rows, lambda: "".join(rng.choice(list(LETTERS), rng.integers(2, self.most + 1))), part)

    def _batch(self, words: list[str]) -> Batch:
        shape, end = (self.length, len(words)), len(LETTERS)
        read, said, alive = np.full(shape, end), np.full(shape, end), np.zeros(shape)
        for row, word in enumerate(words):
            signs = [LETTERS.index(letter) for letter in word]
            alive[self.most - len(word) : self.most + len(word) + 1, row] = 1
            read[self.most - len(word) : self.most, row] = signs
            read[self.most + 1 : self.most + 1 + len(word), row] = signs[::-1]
            said[self.most : self.most + len(word), row] = signs[::-1]
        scored = alive * (np.arange(self.length)[:, None] >= self.most)
        tokens = tuple(tuple((LETTERS + BEGIN)[sign] for sign in row) for row in read.T)
        x = one_hot(read, self.inputs) * alive[..., None]
        targets = one_hot(said, self.outputs) * scored[..., None]
        return Batch(x, targets, scored, tokens, alive=alive, border=self.most)


@dataclass(frozen=True, slots=True)
class Display:
    """One to many: seven bars of light, some of them weak, are seen once; then their number is spelt out."""

    length: int = 6
    loss: str = "softmax"
    symbols: tuple[str, ...] = (*ALPHABET, "·")
    inputs: int = 7
    outputs: int = len(ALPHABET) + 1

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        digits = rng.integers(10, size=rows)
        lit = np.array([[float(bar) for bar in f"{SEGMENTS[digit]:07b}"] for digit in digits])
        x, read = np.zeros((self.length, rows, 7)), np.zeros((self.length, rows))
        x[0], read[0] = lit + rng.normal(scale=0.15, size=lit.shape), 1
        words = [WORDS[digit].ljust(self.length, "·") for digit in digits]
        said = np.array([[(ALPHABET + "·").index(letter) for letter in word] for word in words]).T
        return Batch(x, one_hot(said, self.outputs), np.ones(read.shape), (("",) * self.length,) * rows, read=read)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        batch = self.batch(rng, 300)
        right = answer(batch.x).argmax(axis=-1) == batch.targets.argmax(axis=-1)
        return {"whole": float(right.all(axis=0).mean())}


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ways: after every sign of a row of + and −, say which its first was, and which its last will be."""

    length: int = 9
    loss: str = "softmax"
    symbols: tuple[str, ...] = ("−−", "−+", "+−", "++")
    inputs: int = 2
    outputs: int = 4

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        signs = rng.integers(2, size=(self.length, rows))
        said = np.broadcast_to(2 * signs[0] + signs[-1], signs.shape)
        tokens = tuple(tuple("−+"[sign] for sign in row) for row in signs.T)
        return Batch(one_hot(signs, 2), one_hot(said, 4), np.ones(signs.shape), tokens)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        batch = self.batch(rng, 300)
        return {"right": float((answer(batch.x).argmax(axis=-1) == batch.targets.argmax(axis=-1)).mean())}


@dataclass(frozen=True, slots=True)
class Latch:
    """A stream: a switch is set to + or − now and then, much longer ago than a window is long; say how it stands."""

    length: int = 5
    loss: str = "softmax"
    symbols: tuple[str, ...] = ("+", "−")
    inputs: int = 3
    outputs: int = 2
    whole: int = 1500

    def following(self, step: int, rows: int) -> Flowing:
        first = step * self.length % self.whole
        signs, held = self._stream(np.random.default_rng(rows), rows)
        here = slice(first, first + self.length)
        return self._batch(signs[here], held[here]), np.full(rows, first == 0)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        signs, held = self._stream(rng, rows)
        here = slice(100, 100 + self.length)
        return self._batch(signs[here], held[here])

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        signs, held = (array[:100] for array in self._stream(rng, 50))
        said = answer(one_hot(signs, 3)).argmax(axis=-1)
        return {"right": float((said == held).mean())}

    def _stream(self, rng: np.random.Generator, rows: int) -> tuple[Indices, Indices]:
        signs = np.where(rng.random((self.whole, rows)) < 0.08, rng.integers(2, size=(self.whole, rows)), 2)
        signs[0] = rng.integers(2, size=rows)
        last = np.maximum.accumulate(np.where(signs < 2, np.arange(self.whole)[:, None], 0), axis=0)
        return signs, np.take_along_axis(signs, last, axis=0)

    def _batch(self, signs: Indices, held: Indices) -> Batch:
        tokens = tuple(tuple("+−·"[sign] for sign in row) for row in signs.T)
        return Batch(one_hot(signs, 3), one_hot(held, 2), np.ones(signs.shape), tokens)


TINY = {"backwards": Backwards, "display": Display, "ends": Ends, "latch": Latch}
