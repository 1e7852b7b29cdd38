"""Spoken digits become text: a synthetic voice says a few, and nobody tells when one is over (CTC).

Training hears a fixed collection of utterances, each by a speaker of its own. A string of digits is held out by its
hash, and those that are measured are said by speakers never heard.
"""

from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits

import numpy as np

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.metrics import error_rate
from engine.tasks.recording import as_loud, at_rate
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Part, checked, part_of
from engine.tasks.voice import BANDS, RATE, SILENCE, SOUNDS, STOPPED, Speaker, heard, somebody, spoken, timed

DIGITS = "0123456789"
WORDS = ("zɪroʊ", "wʌn", "tu", "θri", "fɔr", "faɪv", "sɪks", "sɛvən", "eɪt", "naɪn")
BLANK = "·"
COLLECTED, TESTED = 1200, 150
MEAN, SPREAD = -2.0, 4.0
"""Roughly of what is heard: an ear's own scale."""
AS_HEARD, HEARD, RECORDED = "=", digits + ascii_letters + "+-", "♪"
"""Before a recording; the signs for how much is heard in a band, from little to much; how a step of it is written."""
REACH = 2.0
"""How far from the mean it is told apart, in spreads."""
LOUDNESS = 0.22
"""Of the voice that training hears, in its loud pieces."""


@dataclass(frozen=True, slots=True)
class Spoken(Symbolic):
    """Utterances of a few digits, a step of the ear at a time."""

    digits: int = 3
    """The most that an utterance has."""
    length: int = 96
    """The most steps that it takes."""

    def __post_init__(self) -> None:
        """Refuse utterances that cannot be spoken."""
        if not (1 <= self.digits <= 10 and 32 * self.digits <= self.length <= LONGEST):
            raise RunError(
                f"digits = {self.digits} and length = {self.length} do not go together.",
                f"Utterances have up to 10 digits, and a length is from 32 for each to {LONGEST}.",
                "Take 3 and 96.",
                zh=(f"digits = {self.digits} 与 length = {self.length} 不相配。",
                    f"一段话最多 10 个数字；每个数字至少 32 步，length 最大 {LONGEST}。", "可取 3 和 96。"),
            )

    @property
    def inputs(self) -> int:
        """The bands of an ear."""
        return BANDS

    @property
    def symbols(self) -> tuple[str, ...]:
        """Nothing, the blank of CTC, and the digits."""
        return (BLANK, *DIGITS)

    @property
    def loss(self) -> str:
        """Digits in their order, at whatever step."""
        return "ctc"

    @property
    def takes(self) -> Typed:
        """Digits, which are then spoken, or a recording."""
        return Typed(tuple(DIGITS), spoken=True)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw utterances of the collection."""
        known = _collection(self.digits, self.length)
        return _batch([known[place] for place in rng.integers(len(known), size=rows)], self.length)

    def encode(self, text: str) -> Batch:
        """Read digits, which are then spoken; or sounds, one for each step; or a recording, after =."""
        plain = "".join(text.split())
        if plain.startswith(AS_HEARD):
            bands = _bands(plain.removeprefix(AS_HEARD))
            return _batch([("", RECORDED * len(bands), bands)], len(bands))
        rng, speaker = np.random.default_rng(0), Speaker()
        if plain[:1].isdecimal():
            steps = timed(pronounced(checked(plain, DIGITS)), speaker)
        else:
            plain, steps = "", checked(plain, "".join(SOUNDS) + DIGITS)
            checked(steps, tuple(SOUNDS))
        if len(steps) > LONGEST:
            raise RunError(
                f"That takes {len(steps)} steps.", f"The longest allowed is {LONGEST}.", "Say less.",
                zh=(f"这要 {len(steps)} 步。", f"最长允许 {LONGEST} 步。", "说短一些。"),
            )  # fmt: skip
        return _batch([(plain, steps, heard(spoken(steps, speaker, rng)))], len(steps))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure mistakes a digit in held-out strings said by fresh speakers, whole strings right, and the loss."""
        batch = _batch([_utterance(rng, self.digits, self.length, part) for _ in range(TESTED)], self.length)
        outputs = answer(batch.x, batch.alive)
        lengths = batch.scored.sum(axis=0).astype(int)
        said = [ctc.best_path(outputs[:long, row]) for row, long in enumerate(lengths)]
        return {
            "error_rate": error_rate(said, batch.labels),
            "whole": float(np.mean([one == two for one, two in zip(said, batch.labels, strict=True)])),
            "loss": float(ctc.spell(outputs, lengths, batch.labels)[0].sum(axis=0).mean()),
        }


def listened(air: Array, rate: int) -> str:
    """Write a recording as what is heard of it, made as loud as the voice that training hears."""
    bands = (heard(as_loud(at_rate(air, rate, RATE), LOUDNESS)) - MEAN) / SPREAD
    levels = np.round((bands + REACH) / (2 * REACH) * (len(HEARD) - 1)).clip(0, len(HEARD) - 1).astype(int)
    return AS_HEARD + "".join(HEARD[level] for level in levels.ravel())


def _bands(signs: str) -> Array:
    """Read what was heard, (T, bands)."""
    steps, over = divmod(len(checked(signs, HEARD, LONGEST * BANDS)), BANDS)
    if over:
        raise RunError(
            f"The input has {len(signs)} bands.", f"A time step takes {BANDS}.", "Complete the last step.",
            zh=(f"输入有 {len(signs)} 个频带。", f"每个时间步需要 {BANDS} 个。", "补全最后一步。"),
        )  # fmt: skip
    levels = np.array([HEARD.index(sign) for sign in signs]).reshape(steps, BANDS)
    return MEAN + SPREAD * REACH * (2 * levels / (len(HEARD) - 1) - 1)


Utterance = tuple[str, str, Array]
"""The digits, the sound of each step, and what is heard, (T, bands)."""


def pronounced(digits: str) -> str:
    """The sounds of digits, with silence around them, and before what is stopped."""
    words = SILENCE.join(WORDS[int(digit)] for digit in digits)
    held = "".join(SILENCE + sound if sound in STOPPED else sound for sound in words)
    return f"{SILENCE}{held}{SILENCE}".replace(SILENCE * 2, SILENCE)


def _utterance(rng: np.random.Generator, most: int, length: int, part: Part | None) -> Utterance:
    """Draw digits of a held-out part, or of none, and say them by somebody."""
    while True:
        digits = "".join(map(str, rng.integers(10, size=rng.integers(1, most + 1))))
        speaker = somebody(rng)
        steps = timed(pronounced(digits), speaker, rng)
        if part_of(f"digits {digits}") == part and len(steps) <= length:
            return digits, steps, heard(spoken(steps, speaker, rng))


@cache
def _collection(most: int, length: int) -> tuple[Utterance, ...]:
    """All that training hears, the same in every run."""
    rng = np.random.default_rng(most)
    return tuple(_utterance(rng, most, length, None) for _ in range(COLLECTED))


def _batch(utterances: list[Utterance], length: int) -> Batch:
    """Put utterances side by side; the steps behind an utterance's last are not there."""
    size = length, len(utterances)
    x, alive = np.zeros((*size, BANDS)), np.zeros(size)
    for row, (_, steps, bands) in enumerate(utterances):
        x[: len(steps), row] = (bands - MEAN) / SPREAD
        alive[: len(steps), row] = 1
    labels = tuple(tuple(DIGITS.index(digit) + 1 for digit in digits) for digits, _, _ in utterances)
    shown = tuple((*steps, *[""] * (length - len(steps))) for _, steps, _ in utterances)
    return Batch(x, np.zeros((*size, len(DIGITS) + 1)), alive, shown, labels, alive)
