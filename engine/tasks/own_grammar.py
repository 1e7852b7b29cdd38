"""A grammar of the user's own, kept in the preset itself: say which sign comes next, or that the string ends.

A string stands between two borders. Many strings are drawn once; each different one counts once, and a tenth of them is
held out for validation and another for the test.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from engine.errors import RunError, TextError
from engine.losses import cross_entropy
from engine.metrics import exact_match, told_apart
from engine.tasks.lengths import fits
from engine.tasks.notation import Rules, read_rules
from engine.tasks.parse import END, drawn, follows
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed, Worded
from engine.tasks.task import Answer, Batch, Part, brief, checked, known, one_hot

BORDER = "■"
DRAWN, SEED = 4_000, 1
FEWEST, TESTED = 20, 200
BRACKETS = "S -> ( S ) S | [ S ] S | ε"
Strings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OwnGrammar(Symbolic):
    """Strings of the grammar."""

    rules: str = BRACKETS
    length: int = 24

    def __post_init__(self) -> None:
        """Refuse rules that cannot be read, or that make too few strings of this length."""
        fits(self.length, 4, 24, "holds too few strings")
        _parts(self.rules, self.length)

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs that strings are made of."""
        return _read(self.rules).signs

    @property
    def symbols(self) -> tuple[str, ...]:
        """The signs, and the border."""
        return (*self.signs, BORDER)

    @property
    def inputs(self) -> int:
        """One input for each symbol."""
        return len(self.symbols)

    @property
    def takes(self) -> Typed | Worded:
        """Signs one by one, or words."""
        return Typed(self.signs) if all(len(sign) == 1 for sign in self.signs) else Worded(self.signs)

    def strings(self, part: Part | None) -> Strings:
        """The strings of a part, or those that are not held out."""
        return _parts(self.rules, self.length)[{None: 0, "validation": 1, "test": 2}[part]]

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw strings that are not held out; what is wanted is the sign that really follows."""
        strings = self.strings(None)
        return self._batch([strings[place] for place in rng.integers(len(strings), size=rows)], self.length)

    def encode(self, text: str) -> Batch:
        """Read the user's own string; from where it leaves the grammar on, no step is scored."""
        signs = self._signs(text)
        batch = self._batch([signs], len(signs) + 1)
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the share of held-out strings in which every legal sign scores above all others at every step."""
        strings = self.strings(part)[:TESTED]
        batch = self._batch(list(strings), self.length)
        outputs = answer(batch.x, batch.alive)
        legal = np.zeros(outputs.shape, bool)
        for row, string in enumerate(strings):
            for t, ways in enumerate(follows(_read(self.rules), string)):
                legal[t, row, [self._place(way) for way in ways]] = True
        loss = cross_entropy(outputs, batch.targets) * batch.scored
        return {
            "legal": exact_match(told_apart(outputs, legal), batch.scored),
            "loss": float(loss.sum() / batch.scored.sum()),
        }

    def _place(self, sign: str) -> int:
        return self.symbols.index(BORDER if sign == END else sign)

    def _signs(self, text: str) -> tuple[str, ...]:
        """Take a typed string apart: letter by letter, or word by word if some signs are longer."""
        text = text.strip().removeprefix(BORDER).removesuffix(BORDER)
        if all(len(sign) == 1 for sign in self.signs):
            return tuple(checked("".join(text.split()) or text, self.signs))
        words = text.split()
        checked("." * len(words), ".")
        for place, word in enumerate(words, 1):
            if word not in self.signs:
                raise RunError(
                    f"Word {place} of the input, {brief(word)!r}, is not known to this task.",
                    f"Known are {known(self.signs)}.", "Replace or remove it.",
                    zh=(f"输入中第 {place} 个词“{brief(word)}”，这个任务不认识。", f"它认识 {known(self.signs)}。",
                        "替换或删去它。"),
                )  # fmt: skip
        return tuple(words)

    def _batch(self, strings: list[tuple[str, ...]], steps: int) -> Batch:
        """Put strings side by side, each after a border; it is scored up to its end, or to where it breaks a rule."""
        x = np.zeros((steps, len(strings), self.inputs))
        targets, scored, alive = x.copy(), np.zeros(x.shape[:2]), np.zeros(x.shape[:2])
        for row, string in enumerate(strings):
            places = np.array([self._place(sign) for sign in (END, *string, END)])
            x[: len(string) + 1, row] = one_hot(places[:-1], self.inputs)
            good = self._good(string)
            targets[:good, row] = one_hot(places[1:], self.inputs)[:good]
            scored[:good, row] = 1
            alive[: len(string) + 1, row] = 1
        tokens = tuple((BORDER, *string, *[""] * (steps - len(string) - 1)) for string in strings)
        return Batch(x, targets, scored, tokens, alive=alive)

    def _good(self, string: tuple[str, ...]) -> int:
        """How many steps are answered by a sign that may follow."""
        ways = _follows(self.rules, string)
        return next((t for t, sign in enumerate((*string, END)) if sign not in ways[t]), len(string) + 1)


@lru_cache(maxsize=16)
def _read(rules: str) -> Rules:
    return read_rules(rules)


@lru_cache(maxsize=20_000)
def _follows(rules: str, string: tuple[str, ...]) -> list[frozenset[str]]:
    return follows(_read(rules), string)


@lru_cache(maxsize=16)
def _parts(rules: str, length: int) -> tuple[Strings, Strings, Strings]:
    """Draw the strings, and part them by their hashes: for training, validation and test."""
    read, rng = _read(rules), np.random.default_rng(SEED)
    if BORDER in read.signs:
        raise TextError(
            f"{BORDER} is a sign of the strings", "It stands for their border.", "Take another sign.",
            zh=(f"{BORDER} 被当作符号用了。", "它表示字符串的边界。", "换一个符号。"),
        )  # fmt: skip
    found = {drawn(read, rng, length - 1) for _ in range(DRAWN)} - {()}
    strings = sorted((each for each in found if len(each) < length), key=_order)
    if len(strings) < FEWEST:
        told = f"the grammar makes {len(strings)} different strings of up to {length - 1} signs"
        raise TextError(
            told, f"It takes {FEWEST} or more, so that some can be held out.", "Add ways to its rules.",
            zh=(f"这个文法在 {length - 1} 个符号以内只有 {len(strings)} 个字符串。",
                f"需要 {FEWEST} 个以上，才能留出一部分做测试。", "给规则多加几种写法。"),
        )  # fmt: skip
    tenth = max(1, len(strings) // 10)
    return tuple(strings[2 * tenth :]), tuple(strings[:tenth]), tuple(strings[tenth : 2 * tenth])


def _order(string: tuple[str, ...]) -> bytes:
    return blake2b(" ".join(string).encode(), digest_size=8).digest()
