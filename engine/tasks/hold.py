"""Hold a bit: it is shown once near the beginning, noise follows, and at the end it is asked for.

Nothing between store and recall says what the bit was, so a net is right only if it carries the bit all the way, and
learns only if the gradient travels all the way back.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.metrics import auc
from engine.tasks.lengths import fits
from engine.tasks.plain import Plain
from engine.tasks.takes import Typed
from engine.tasks.task import FARTHEST, Answer, Batch, Part, checked

NOISE, RECALL = "~", "?"
BITS = {"+": 1.0, "−": -1.0}
EARLY = 4
"""The bit is shown in one of the first this many steps."""
TESTED = 500


@dataclass(frozen=True, slots=True)
class Hold(Plain):
    """Three numbers a step (value, store, recall) and one answer at the end: the bit, +1 or −1."""

    length: int = 44

    def __post_init__(self) -> None:
        """Refuse a length in which there is no time to store and recall."""
        fits(self.length, EARLY + 1, 44, "leaves no time to hold a bit", most=FARTHEST)

    @property
    def inputs(self) -> int:
        """The value, the store mark, the recall mark."""
        return 3

    @property
    def outputs(self) -> int:
        """The bit."""
        return 1

    @property
    def takes(self) -> Typed:
        """Noise, bits and the question."""
        return Typed((NOISE, *BITS, RECALL))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw noise with one bit near the beginning; the last step asks for it."""
        stored = rng.integers(EARLY, size=rows)
        bits = rng.integers(2, size=rows)
        noise = rng.uniform(-1, 1, (self.length, rows))
        words = []
        for t, bit in zip(stored, bits, strict=True):
            words.append(NOISE * t + "+−"[bit] + NOISE * (self.length - t - 2) + RECALL)
        return _batch(words, noise)

    def encode(self, text: str) -> Batch:
        """Read a string of ~ (noise), + and − (a bit to hold) and ? (recall); each ? with a bit before is scored."""
        word = checked(text.replace("-", "−"), (NOISE, *BITS, RECALL))
        return _batch([word], np.random.default_rng(0).uniform(-1, 1, (len(word), 1)))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how often the sign is right, the error, and how well + and − are told apart, on fresh sequences."""
        batch = self.batch(rng, TESTED)
        said, wanted = answer(batch.x)[-1], batch.targets[-1]
        right, error = (said * wanted > 0).mean(), 0.5 * ((said - wanted) ** 2).mean()
        return {"right": float(right), "error": float(error), "auc": auc(said, wanted > 0)}


def _batch(words: list[str], noise: Array) -> Batch:
    """Put marks, bits and noise (T, B) together."""
    letters = np.array([list(word) for word in words]).T  # (T, B)
    value, bit = noise.copy(), np.zeros(noise.shape)
    for letter, sign in BITS.items():
        value[letters == letter] = sign
        bit[letters == letter] = sign
    held = np.zeros(noise.shape[1])
    targets, scored = np.zeros((*noise.shape, 1)), np.zeros(noise.shape)
    for t in range(len(letters)):
        held = np.where(bit[t] != 0, bit[t], held)
        scored[t] = (letters[t] == RECALL) & (held != 0)
        targets[t, :, 0] = held * scored[t]
    x = np.stack([value, (bit != 0) * 1.0, (letters == RECALL) * 1.0], axis=-1)
    return Batch(x, targets, scored, tuple(tuple(word) for word in words))
