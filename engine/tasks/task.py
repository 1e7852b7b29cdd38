"""What a task is: where the sequences come from, and how one knows that the net has learnt them."""

from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass
from hashlib import blake2b
from typing import Any, ClassVar, Literal, Protocol

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, Named
from engine.ctc import Labels
from engine.errors import RunError
from engine.tasks.takes import Takes

Indices = npt.NDArray[np.signedinteger[Any]]

Part = Literal["validation", "test"]
"""Which part of the held-out data: what training may look at to know when to stop, or what it never sees."""

LONGEST, BRIEF = 400, 24
FARTHEST = 2_000
"""How long a sequence of the tasks about long lags may be."""


Said = tuple[tuple[int, ...], ...]
"""Symbols said, row by row, without the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a decoder is asked to say by itself: a source, and how what is said is read as the next input."""

    x: Array
    """The source, (T, B, n)."""
    first: Array
    """What the decoder reads first, (B, n)."""
    next: Array
    """What it reads after each symbol, (V, n)."""
    end: int
    """The symbol after which nothing is said."""
    longest: int
    alive: Array | None = None
    """Which steps of the source are there, (T, B)."""
    beam: int = 1
    """How many half-finished answers are kept: 1 is greedy."""


class Answer(Protocol):
    """A net that is examined: it takes inputs (T, B, n) and gives the head's outputs (T, B, V)."""

    @property
    def memory(self) -> tuple[str, ...]:
        """The lines that the net carries from step to step; of one that carries nothing, what its head reads."""

    def __call__(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Array:
        """Give the outputs for inputs; a row is read only where it is alive, (T, B)."""

    def values(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Named:
        """Give every line's values, (T, B, n) each."""

    def write(self, x: Array, heights: Array, /) -> Indices:
        """Read x, then draw a symbol for each height (N, B), each read as the next input; gives (N, B)."""

    def decode(self, question: "Question", /) -> Said:
        """Let a decoder answer each row of a question by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sequences side by side: what goes in, what should come out, which steps count."""

    x: Array
    """(T, B, n)"""
    targets: Array
    """(T, B, V)"""
    scored: Array
    """(T, B), 1 or 0"""
    tokens: tuple[tuple[str, ...], ...]
    """What goes in as it is written on screen: B tuples of T signs."""
    labels: Labels = ()
    """What each row spells, for CTC: B tuples of places in the task's symbols; empty for other losses."""
    alive: Array | None = None
    """(T, B): 0 where a row has no step, before its beginning or after its end; None if all rows have all steps."""
    read: Array | None = None
    """(T, B): 0 where a step reads no input and x is zero, as when one picture becomes a sentence; None if all read."""
    border: int = 0
    """The first step of a decoder, in a task that has one."""


class Task(Protocol):
    """A source of sequences: a frozen dataclass whose fields are the options that a run may give it."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def length(self) -> int:
        """How many steps a training sequence has."""

    @property
    def inputs(self) -> int:
        """How many numbers go in at each step."""

    @property
    def outputs(self) -> int:
        """How many numbers come out at each step."""

    @property
    def symbols(self) -> tuple[str, ...]:
        """What the outputs stand for; empty if they are plain numbers."""

    @property
    def loss(self) -> str:
        """The name of the loss that suits the task."""

    @property
    def takes(self) -> Takes:
        """What it takes of a user, whose gestures become a text that `encode` reads."""

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw training sequences."""

    def encode(self, text: str) -> Batch:
        """Make a batch of one row of the user's own string."""

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Put numbers on how well held-out sequences of a part are answered."""


def part_of(word: str) -> Part | None:
    """Which held-out part a string belongs to, by its hash: one in twenty to each, the others to none."""
    place = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
    if place % 10:
        return None
    return "test" if place // 10 % 2 else "validation"


def drawn_apart(count: int, draw: Callable[[], str], part: Part | None) -> list[str]:
    """Draw strings of a held-out part, or those that are in none."""
    words: list[str] = []
    while len(words) < count:
        if part_of(word := draw()) == part:
            words.append(word)
    return words


def typed(tokens: Sequence[str]) -> str:
    """Write a row of signs as one would type it: close together, or with spaces between if some are long."""
    return (" " if any(len(token) > 1 for token in tokens) else "").join(tokens).strip()


def checked(text: str, alphabet: Sequence[str], longest: int = LONGEST) -> str:
    """Refuse an input that is empty, too long, or has a character that the task does not know."""
    if not text:
        raise RunError(
            "The input is empty.", f"It takes 1 to {longest} of {known(alphabet)}.", "Type a string.",
            zh=("输入是空的。", f"应输入 1 到 {longest} 个符号：{known(alphabet)}。", "请输入一串。"),
        )  # fmt: skip
    if len(text) > longest:
        raise RunError(
            f"The input has {len(text)} characters.", f"The longest allowed is {longest}.", "Shorten the string.",
            zh=(f"输入有 {len(text)} 个字符。", f"最长允许 {longest} 个。", "缩短它。"),
        )
    for place, letter in enumerate(text, 1):
        if letter not in alphabet:
            raise RunError(
                f"Character {place} of the input, {letter!r}, is not known to this task.",
                f"Known are {known(alphabet)}.",
                "Replace or remove it.",
                zh=(f"输入中第 {place} 个字符“{shown(letter)}”，这个任务不认识。", f"它认识 {known(alphabet)}。",
                    "替换或删去它。"),
            )
    return text


def known(alphabet: Sequence[str]) -> str:
    """Write an alphabet for an error message."""
    return " ".join(shown(letter) for letter in alphabet)


def shown(letter: str) -> str:
    """Make white space visible."""
    return {"\n": "↵", " ": "␣", "\t": "⇥"}.get(letter, letter)


def brief(word: str) -> str:
    """What somebody wrote, of something long its beginning."""
    return word if len(word) <= BRIEF else f"{word[:BRIEF]}…"


def one_hot(indices: Indices, width: int) -> Array:
    """Turn whole numbers (…) into rows with a single 1, (…, width)."""
    return np.asarray(np.eye(width)[indices])
