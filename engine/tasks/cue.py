"""A cue: one letter decides, others follow that say nothing, and after some steps the decisive one is asked for.

How many steps lie between differs from sequence to sequence, so one net can be measured at every lag: a window of k
steps still sees the cue at lags below k, and beyond them can only guess.
"""

from dataclasses import dataclass

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST, Answer, Batch, Indices, Part, checked, one_hot

CUES, NOISE, ASKS = "AB", "xyz", "?"
SIGNS = CUES + NOISE + ASKS
TESTED = 600


@dataclass(frozen=True, slots=True)
class Cue(Symbolic):
    """Noise, a cue, noise, and a question; what is wanted then is the cue."""

    length: int = 20
    near: int = 4
    """Up to which lag counts as near: as far back as a window of one more sees."""

    def __post_init__(self) -> None:
        """Refuse a length without lags on both sides of `near`."""
        if not 1 <= self.near < self.length - 1 or self.length > LONGEST:
            raise RunError(
                f"length = {self.length} and near = {self.near} do not go together.",
                f"A length is from near + 2 to {LONGEST}, near at least 1.",
                "Take 20 and 4.",
                zh=(f"length = {self.length} 与 near = {self.near} 不相配。",
                    f"length 应在 near + 2 到 {LONGEST} 之间，near 至少为 1。", "可取 20 和 4。"),
            )

    @property
    def inputs(self) -> int:
        """Two cues, three letters of noise, the question."""
        return len(SIGNS)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The two cues."""
        return tuple(CUES)

    @property
    def takes(self) -> Typed:
        """Cues, noise and the question."""
        return Typed(tuple(SIGNS))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw noise, and put the cue at a lag before the question at the end; all lags are equally likely."""
        return self._drawn(rng, rng.integers(1, self.length, size=rows))

    def encode(self, text: str) -> Batch:
        """Read the user's own string; each ? after a cue asks for the last one."""
        word = checked(text, SIGNS)
        return _batch(np.array([[SIGNS.index(sign)] for sign in word]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure answers right at near and at far lags, on fresh sequences."""
        measured = {}
        for name, (low, high) in {"near": (1, self.near), "far": (self.near + 1, self.length - 1)}.items():
            batch = self._drawn(rng, rng.integers(low, high + 1, size=TESTED))
            outputs, wanted = answer(batch.x)[-1], batch.targets[-1]
            measured[f"right_{name}"] = float((outputs.argmax(axis=-1) == wanted.argmax(axis=-1)).mean())
            measured["loss"] = float(cross_entropy(outputs, wanted).mean())
        return measured

    def _drawn(self, rng: np.random.Generator, lags: Indices) -> Batch:
        rows = len(lags)
        signs = len(CUES) + rng.integers(len(NOISE), size=(self.length, rows))
        signs[self.length - 1 - lags, np.arange(rows)] = rng.integers(len(CUES), size=rows)
        signs[-1] = SIGNS.index(ASKS)
        return _batch(signs)


def _batch(signs: Indices) -> Batch:
    """Make a batch of places in the signs, (T, B)."""
    targets, cue = np.zeros((*signs.shape, len(CUES))), np.full(signs.shape[1], -1)
    for t, row in enumerate(signs):
        cue = np.where(row < len(CUES), row, cue)
        asked = (row == SIGNS.index(ASKS)) & (cue >= 0)
        targets[t] = one_hot(cue, len(CUES)) * asked[:, None]
    tokens = tuple(tuple(SIGNS[sign] for sign in row) for row in signs.T)
    return Batch(one_hot(signs, len(SIGNS)), targets, targets.sum(axis=-1), tokens)
