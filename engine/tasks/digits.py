"""Which digit is it? 1,797 written digits of 8 × 8 pixels, seen whole in one step, or row by row, or column by column.

Seen whole, one step goes in and one answer comes out: fixed to fixed, which needs no memory. Seen in eight steps it is
many to one: the net must carry what it has seen so far.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy
from engine.sight import Sight
from engine.tasks.examples import Examples, numbered, parted
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Painted
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot, typed
from engine.tasks.text import DATA

SIDE, KINDS = 8, 10
INK = "·123456789abcdefg"
"""How much ink a pixel has, from none to all."""
VALIDATION, TEST = 180, 360
By = Literal["whole", "row", "column"]


@dataclass(frozen=True, slots=True)
class Digits(Symbolic):
    """Pictures, and the digit that each shows, said at the last step."""

    by: By = "whole"

    @property
    def length(self) -> int:
        """One step for the whole picture, or one for each row or column."""
        return 1 if self.by == "whole" else SIDE

    @property
    def inputs(self) -> int:
        """The pixels of a step."""
        return SIDE * SIDE // self.length

    @property
    def symbols(self) -> tuple[str, ...]:
        """The digits."""
        return tuple(map(str, range(KINDS)))

    @property
    def takes(self) -> Painted:
        """A picture of eight by eight."""
        return Painted(SIDE, SIDE, INK, 0, by_row=self.by != "column")

    @property
    def sight(self) -> Sight:
        """A picture, seen whole or by rows or by columns."""
        return Sight(self.by, SIDE, SIDE)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw pictures that are not held out."""
        known = pictures(self.by)
        return self._batch(known, rng.choice(known.training, rows))

    def encode(self, text: str) -> Batch:
        """Read #12 as the twelfth picture of the test part, or pixels by their ink, 0 (or ·) to 9 and a to g."""
        known = pictures(self.by)
        if (place := numbered(text, known.test)) is not None:
            return self._batch(known, np.array([place]))
        ink = "".join(checked(text.replace("0", INK[0]), INK + " #/,").split())
        steps, over = divmod(len(ink), self.inputs)
        if over or not 1 <= steps <= self.length or set(ink) - set(INK):
            raise RunError(
                f"The input has {len(ink)} pixels.",
                f"It takes {self.inputs} for each of {self.length} steps, or the number of a test picture, as #12.",
                "A pixel is a sign: 0 or · without ink, 9, a, b … g all ink.",
                zh=(f"输入有 {len(ink)} 个像素。",
                    f"共 {self.length} 步，每步 {self.inputs} 个；也可以写测试图的编号，如 #12。",
                    "每个像素是一个符号：0 或 · 无墨，9、a、b … g 全墨。"),
            )
        x = np.array([INK.index(sign) for sign in ink]).reshape(steps, 1, self.inputs) / (len(INK) - 1)
        signs = tuple(_sign(ink[at : at + self.inputs]) for at in range(0, len(ink), self.inputs))
        return Batch(x, np.zeros((steps, 1, KINDS)), np.zeros((steps, 1)), (signs,))

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out pictures are named right, and the loss."""
        known = pictures(self.by)
        batch = self._batch(known, known.part(part))
        said, wanted = answer(batch.x)[-1:], batch.targets[-1:]
        right = accuracy(said, wanted, np.ones(said.shape[:2]))
        return {"right": right, "loss": float(cross_entropy(said, wanted).mean())}

    def _batch(self, known: Examples, places: Indices) -> Batch:
        x = known.x[:, places]
        targets, scored = np.zeros((*x.shape[:2], KINDS)), np.zeros(x.shape[:2])
        targets[-1] = one_hot(known.classes[places], KINDS)
        scored[-1] = 1
        return Batch(x, targets, scored, tuple(known.signs[place] for place in places))


def _sign(ink: str) -> str:
    """Write the pixels of a step, eight by eight."""
    return typed([ink[at : at + SIDE] for at in range(0, len(ink), SIDE)])


@cache
def pictures(by: By) -> Examples:
    """Read all pictures, in the order in which a net sees their pixels."""
    with gzip.open(DATA / "digits.txt.gz", "rt", encoding="ascii") as file:
        lines = [line.strip().replace(" ", "").split(",") for line in file]
    steps = 1 if by == "whole" else SIDE
    ink = np.array([[INK.index(sign) for sign in picture.replace("0", INK[0])] for picture, _ in lines])
    if by == "column":
        ink = ink.reshape(-1, SIDE, SIDE).swapaxes(1, 2).reshape(len(ink), -1)
    drawn = ["".join(INK[pixel] for pixel in picture) for picture in ink.tolist()]
    wide = SIDE * SIDE // steps
    signs = tuple(tuple(_sign(each[at : at + wide]) for at in range(0, len(each), wide)) for each in drawn)
    x = ink.reshape(len(ink), steps, wide).swapaxes(0, 1) / (len(INK) - 1)
    lengths = np.full(len(ink), steps)
    return Examples(
        np.ascontiguousarray(x), np.array([int(kind) for _, kind in lines]), lengths, signs,
        *parted(len(ink), VALIDATION, TEST),
    )  # fmt: skip
