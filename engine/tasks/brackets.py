"""Well-nested brackets: the net is to say, after each one, which symbols may come next.

The strings are uniformly random Dyck words of a fixed length, and of a greatest depth if one is given. A string is held
out if its hash says so, so training never sees it. The criterion is Suzgun's (2019, W19-3905): a string counts as right
only if the predicted set of next symbols is right after every one of its symbols. How far that holds for longer strings
is measured too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import binary_cross_entropy, cross_entropy
from engine.metrics import exact_match
from engine.softmax import softmax
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Indices, Part, checked, part_of

PAIRS = ("()", "[]")
SYMBOL = {letter: place for place, letter in enumerate("".join(PAIRS))}
NOTHING, BROKEN = -1, -2
END = "·"
TESTED = 300
LONGER, TRIED, ENOUGH = 1.25, 100, 0.95
"""Longer strings: by which factor each length is longer than the last, how many of it, what share has to be right."""
FEW = 100
"""With fewer different strings than this, none is held out: there would be nothing left to learn or to measure."""
WIDE = str.maketrans("（）［］｛｝＜＞", "()[]{}<>")
"""What a Chinese keyboard gives."""


@dataclass(frozen=True, slots=True)
class Brackets(Symbolic):
    """Strings of one or two kinds of brackets, and the symbols that may follow."""

    kinds: Literal[1, 2] = 1
    length: int = 24
    target: Literal["legal", "next", "set"] = "legal"
    """What is learnt: equal shares of all symbols that may follow, the one that follows, or a yes or no for each."""
    depth: int = 0
    """How many may be open at once; 0 for any number."""

    def __post_init__(self) -> None:
        """Refuse a length at which nothing is well nested."""
        if self.depth < 0:
            raise RunError(
                f"depth = {self.depth} is none.", "It is 0 for any depth, or from 1 on.", "Take 4.",
                zh=(f"depth = {self.depth} 用不了。", "0 表示深度不限，否则从 1 起。", "可取 4。"),
            )  # fmt: skip
        if self.length % 2 or not 2 <= self.length <= LONGEST:
            raise RunError(
                f"length = {self.length} makes no bracket string.",
                f"A length is an even number from 2 to {LONGEST}.",
                "Take 24 if in doubt.",
                zh=(f"length = {self.length} 排不成括号串。", f"length 应是 2 到 {LONGEST} 之间的偶数。",
                    "拿不准就取 24。"),
            )

    @property
    def alphabet(self) -> str:
        """The symbols that go in: openers and closers in pairs."""
        return "".join(PAIRS[: self.kinds])

    @property
    def inputs(self) -> int:
        """One input for each bracket."""
        return 2 * self.kinds

    @property
    def symbols(self) -> tuple[str, ...]:
        """The brackets and the end."""
        return (*self.alphabet, END)

    @property
    def loss(self) -> str:
        """Shares of symbols are learnt with softmax, each symbol's yes or no with binary cross-entropy."""
        return "binary" if self.target == "set" else "softmax"

    @property
    def plenty(self) -> bool:
        """Whether there are enough different strings to keep some away from training."""
        shapes = _ways(self.length, self.depth)[self.length][0]
        words: int = shapes * self.kinds ** (self.length // 2)
        return words >= FEW

    def part(self, word: str) -> Part | None:
        """Which held-out part a string belongs to, by its hash: one in twenty to each, the others to none."""
        return part_of(word) if self.plenty else None

    def held_out(self, word: str) -> bool:
        """Whether training never sees a string."""
        return self.part(word) is not None

    @property
    def takes(self) -> Typed:
        """Brackets."""
        return Typed(tuple(self.alphabet))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw strings that are not held out."""
        return self._batch(self._words(rng, rows, None))

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw held-out strings; where all are few, any."""
        return self._batch(self._words(rng, rows, "test" if self.plenty else None))

    def encode(self, text: str) -> Batch:
        """Read the user's own string, wide brackets as well; from a closer that fits nothing on, no step is scored."""
        return self._batch([checked(text.translate(WIDE), self.alphabet)])

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the share of held-out strings whose set of next symbols is right at every step, and the loss.

        And at which length, tried one after the other, strings begin to fail; if at none, it is beyond the longest.
        """
        batch = self._batch(self._words(rng, TESTED, part if self.plenty else None))
        outputs = answer(batch.x)  # (T, B, V)
        loss = binary_cross_entropy if self.target == "set" else cross_entropy
        return {
            "legal": self._right(outputs, batch),
            "loss": float(loss(outputs, batch.targets).mean()),
            "fails_at": self._fails_at(answer, rng),
        }

    def _right(self, outputs: Array, batch: Batch) -> float:
        """Find the share of strings whose set of next symbols is right at every step."""
        said = outputs >= 0 if self.target == "set" else softmax(outputs) >= 1 / (2 * (self.kinds + 1))
        legal = self._legal(*_read(batch.tokens, self.depth)) > 0
        return exact_match((said == legal).all(axis=2), batch.scored)

    def _fails_at(self, answer: Answer, rng: np.random.Generator) -> float:
        """Try longer and longer strings, until too few of them are right."""
        length = self.length
        while length <= LONGEST:
            batch = self._batch(_draw(rng, TRIED, length, self.kinds, self.depth))
            if self._right(answer(batch.x), batch) < ENOUGH:
                break
            length = 2 * round(length * LONGER / 2 + 0.5)
        return float(min(length, LONGEST + 2))

    def _words(self, rng: np.random.Generator, rows: int, part: Part | None) -> list[str]:
        words, apart = list[str](), self.plenty
        while len(words) < rows:
            drawn = _draw(rng, rows, self.length, self.kinds, self.depth)
            words += [word for word in drawn if (part_of(word) if apart else None) == part]
        return words[:rows]

    def _batch(self, words: list[str]) -> Batch:
        tokens = tuple(map(tuple, words))
        owed, full = _read(tokens, self.depth)  # (T, B)
        symbols = np.array([[SYMBOL[letter] for letter in word] for word in words]).T  # (T, B)
        targets = self._following(symbols, owed) if self.target == "next" else self._legal(owed, full)
        if self.target == "set":
            targets = np.ceil(targets)
        return Batch(np.eye(self.inputs)[symbols], targets, targets.any(axis=-1).astype(float), tokens)

    def _legal(self, owed: Indices, full: Indices) -> Array:
        """Share 1 equally among the openers, where there is room for one, and what is owed, (T, B, V)."""
        targets = np.zeros((*owed.shape, self.outputs))
        targets[..., 0 : 2 * self.kinds : 2] = 1 - full[..., None]
        np.put_along_axis(targets, np.where(owed == NOTHING, self.outputs - 1, owed)[..., None], 1, axis=-1)
        return np.asarray(targets * (owed != BROKEN)[..., None] / targets.sum(axis=-1, keepdims=True))

    def _following(self, symbols: Indices, owed: Indices) -> Array:
        """Take the symbol that really follows, (T, B, V); after the last one the end, if nothing is owed."""
        after = np.concatenate([symbols[1:], np.full_like(symbols[:1], self.outputs - 1)])
        counts = owed != BROKEN
        counts[-1] &= owed[-1] == NOTHING
        return np.asarray(np.eye(self.outputs)[after] * counts[..., None])


def _read(words: Sequence[Sequence[str]], depth: int) -> tuple[Indices, Indices]:
    """Find which closer is owed after each symbol, and whether there is no room for an opener, (T, B) each.

    Owed is BROKEN from a closer on that fits nothing, or from an opener that is too deep.
    """
    owed = _owed(words)
    if not depth:
        return owed, np.zeros_like(owed)
    open_now = np.array([[1 - 2 * (SYMBOL[letter] % 2) for letter in word] for word in words]).T.cumsum(axis=0)
    return np.where((open_now > depth).cumsum(axis=0) > 0, BROKEN, owed), (open_now == depth).astype(owed.dtype)


def _owed(words: Iterable[Sequence[str]]) -> Indices:
    """Find which closer is owed after each symbol, (T, B), however deep; BROKEN from a closer that fits nothing on."""
    columns = []
    for word in words:
        stack, column = [NOTHING], [BROKEN] * len(word)
        for t, letter in enumerate(word):
            symbol = SYMBOL[letter]
            if symbol % 2 == 0:
                stack.append(symbol + 1)
            elif stack.pop() != symbol:
                break
            column[t] = stack[-1]
        columns.append(column)
    return np.array(columns).T


@cache
def _ways(length: int, depth: int) -> list[list[int]]:
    """How many good endings there are, by symbols left and depth."""
    deepest = min(length, depth or length)
    ways = [[1] + [0] * deepest]
    for _ in range(length):
        last = ways[-1]
        ways.append([(last[d + 1] if d < deepest else 0) + (last[d - 1] if d else 0) for d in range(deepest + 1)])
    return ways


@cache
def _opens(length: int, depth: int) -> list[list[float]]:
    """How likely the next symbol opens, by symbols left and depth, if all good endings are equally likely."""
    ways = _ways(length, depth)
    deepest = len(ways[0]) - 1
    return [
        [ways[left - 1][d + 1] / ways[left][d] if d < deepest and ways[left][d] else 0.0 for d in range(deepest + 1)]
        for left in range(length + 1)
    ]


def _draw(rng: np.random.Generator, rows: int, length: int, kinds: int, depth: int) -> list[str]:
    """Draw Dyck words, each equally likely."""
    opens = _opens(length, depth)
    kind = rng.integers(kinds, size=(rows, length)).tolist()
    words = []
    for row, chances in enumerate(rng.random((rows, length)).tolist()):
        owed: list[str] = []
        word = ""
        for t, chance in enumerate(chances):
            if chance < opens[length - t][len(owed)]:
                pair = PAIRS[kind[row][t]]
                owed.append(pair[1])
                word += pair[0]
            else:
                word += owed.pop()
        words.append(word)
    return words
