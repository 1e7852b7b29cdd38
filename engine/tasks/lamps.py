"""Lamps: several switches, pressed now and then, and as many lamps that are to burn until they are switched off.

A capital letter switches its lamp on, a small one off, and the dot does nothing. Between two presses nothing says which
lamps burn, so all of them are remembered at once, for as long as nobody touches them.
"""

from dataclasses import dataclass

import numpy as np

from engine.errors import RunError
from engine.losses import binary_cross_entropy
from engine.metrics import mean
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked

NOTHING = "·"
MOST = 6
PRESSED = 0.15
"""How likely a step presses a switch."""
TESTED = 200


@dataclass(frozen=True, slots=True)
class Lamps(Symbolic):
    """Switches that go in as +1 and −1, and which lamps burn after each step."""

    lamps: int = 3
    length: int = 60

    def __post_init__(self) -> None:
        """Refuse what has no lamp or no step."""
        if not 1 <= self.lamps <= MOST:
            raise RunError(
                f"lamps = {self.lamps} cannot be lit.", f"There are 1 to {MOST}.", "Take 3.",
                zh=(f"lamps = {self.lamps} 点不亮。", f"灯应有 1 到 {MOST} 盏。", "可取 3。"),
            )  # fmt: skip
        fits(self.length, 1, 60, "is none")

    @property
    def inputs(self) -> int:
        """One input for each switch."""
        return self.lamps

    @property
    def symbols(self) -> tuple[str, ...]:
        """The lamps."""
        return tuple("ABCDEF"[: self.lamps])

    @property
    def loss(self) -> str:
        """Each lamp is a question of yes or no."""
        return "binary"

    @property
    def takes(self) -> Typed:
        """Presses of switches, and none."""
        return Typed(tuple(self._signs))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw presses, each switch and both ways equally likely."""
        drawn = rng.integers(1, 1 + 2 * self.lamps, size=(self.length, rows))
        return self._batch(np.where(rng.random(drawn.shape) < PRESSED, drawn, 0))

    def encode(self, text: str) -> Batch:
        """Read the user's own presses, a letter or a dot for each step."""
        word = checked(text.replace(" ", NOTHING), self._signs)
        return self._batch(np.array([[self._signs.index(sign)] for sign in word]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure at how many steps all lamps are right, and how many lamps are, on freshly drawn presses."""
        batch = self.batch(rng, TESTED)
        outputs = answer(batch.x)
        right = (outputs > 0) == (batch.targets > 0)
        return {
            "right": mean(right.all(axis=-1).astype(float), batch.scored),
            "each": float(right.mean()),
            "loss": float(binary_cross_entropy(outputs, batch.targets).mean()),
        }

    @property
    def _signs(self) -> str:
        """The dot, then the capital and the small letter of each lamp."""
        return NOTHING + "".join(lamp + lamp.lower() for lamp in self.symbols)

    def _batch(self, signs: Indices) -> Batch:
        """Make a batch of places in the signs, (T, B): 0 is nothing, then on and off of each lamp."""
        pressed = np.eye(1 + 2 * self.lamps)[signs][..., 1:]  # (T, B, 2 lamps)
        x = pressed[..., ::2] - pressed[..., 1::2]
        burns = np.zeros(x.shape)
        for t in range(len(x)):
            burns[t] = np.where(x[t] == 0, burns[t - 1] if t else 0, x[t] > 0)
        tokens = tuple(tuple(self._signs[sign] for sign in row) for row in signs.T)
        return Batch(x, burns, np.ones(signs.shape), tokens)
