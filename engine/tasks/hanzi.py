"""Chinese characters, stroke by stroke: the whole way of the pen, and at its end the character, many to one.

The net is told nothing of where the pen stands, only how it goes: dx, dy, and whether through the air. Every sample is
written anew by a hand that slants, turns, stretches and shakes.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy
from engine.sight import Sight
from engine.tasks.lengths import fits
from engine.tasks.strokes import DOWN, FEATURES, UP, Hand, arrows, drawn, is_drawn, samples, signs, steps, varied
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Inked
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot

FILE, FONT = "hanzi.txt", "kai"
STRIDE = 0.25
"""The length of a step, in sides of a character's square."""
LONG, TESTED = 64, 530


@dataclass(frozen=True, slots=True)
class Hanzi(Symbolic):
    """Characters, a step of the pen at a time; asked for at the last."""

    length: int = LONG
    """The most steps; what takes more is written anew."""

    def __post_init__(self) -> None:
        """Refuse a length into which some characters never fit."""
        fits(self.length, LONG, LONG, "is too short")

    @property
    def inputs(self) -> int:
        """How far the pen goes, and whether through the air."""
        return len(FEATURES)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The characters."""
        return characters()

    @property
    def takes(self) -> Inked:
        """The way of a pen."""
        return Inked(characters(), FILE, FONT, word=False, stride=STRIDE)

    @property
    def sight(self) -> Sight:
        """The way of a pen."""
        return Sight("pen")

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw characters and how a hand writes them."""
        return self._batch(rng.integers(self.outputs, size=rows), rng)

    def encode(self, text: str) -> Batch:
        """Read a character, which is then written as the sample is; or arrows, step by step; or the points of a pen."""
        sign = text.strip()
        if is_drawn(sign):
            return _side_by_side([(None, steps(drawn(sign), STRIDE))], None)
        checked(sign, "".join((*characters(), DOWN, UP, "0123456789")))
        if sign[0] in DOWN + UP:
            return _side_by_side([(None, arrows(checked(sign, DOWN + UP), STRIDE))], None)
        if len(checked(sign, characters())) > 1:
            raise RunError(
                f"The input has {len(sign)} characters.", "This net reads one.", "Take one of them.",
                zh=(f"输入有 {len(sign)} 个字。", "这个网络一次只读一个字。", "只留下一个。"),
            )  # fmt: skip
        place = characters().index(sign)
        return _side_by_side([(place, steps(samples(FILE)[FONT, sign], STRIDE))], None)

    def measure(self, answer: Answer, rng: np.random.Generator, _part: Part = "test", /) -> dict[str, float]:
        """Measure how many characters, written anew, are told right at their last step, and the loss."""
        batch = self._batch(np.arange(TESTED) % self.outputs, rng)
        last = batch.scored.argmax(axis=0), np.arange(TESTED)
        said, wanted = answer(batch.x, batch.alive)[last][None], batch.targets[last][None]
        right = accuracy(said, wanted, np.ones(said.shape[:2]))
        return {"right": right, "loss": float(cross_entropy(said, wanted).mean())}

    def _batch(self, places: Indices, rng: np.random.Generator) -> Batch:
        return _side_by_side([(int(place), self._written(int(place), rng)) for place in places], self.length)

    def _written(self, place: int, rng: np.random.Generator) -> Array:
        """Write a character by a hand, until it fits."""
        hand, sample = Hand(slant=0.15), samples(FILE)[FONT, characters()[place]]
        while True:
            stride = STRIDE * float(np.exp(rng.normal(0, hand.stride)))
            if len(way := steps(varied(sample, hand, rng), stride)) <= self.length:
                return way


def _side_by_side(written: list[tuple[int | None, Array]], length: int | None) -> Batch:
    """Put characters side by side; each is asked for at its own last step, and behind it nothing is there."""
    steps_ = length or len(written[0][1])
    size = steps_, len(written)
    x, targets, alive = np.zeros((*size, len(FEATURES))), np.zeros((*size, len(characters()))), np.zeros(size)
    for row, (place, way) in enumerate(written):
        x[: len(way), row] = way / (STRIDE, STRIDE, 1)
        alive[: len(way), row] = 1
        if place is not None:
            targets[len(way) - 1, row] = one_hot(np.array(place), len(characters()))
    shown = tuple((*signs(way), *[""] * (steps_ - len(way))) for _, way in written)
    return Batch(x, targets, targets.sum(axis=-1), shown, alive=alive)


@cache
def characters() -> tuple[str, ...]:
    """All characters of the file, in its order."""
    return tuple(sign for _, sign in samples(FILE))
