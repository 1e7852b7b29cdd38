"""Let a net write: it reads a prefix, one symbol is drawn from what it says, and that is what it reads next.

A draw is a place on the ladder of all probabilities, added up in float64; its height is scaled to the ladder's own, so
that rounding can neither favour the last symbol nor fall off the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.reader import BEGINNING, Reader
from engine.softmax import softmax
from engine.tasks.task import LONGEST, Task

COLDEST = 1e-3


@dataclass(frozen=True, slots=True)
class Manner:
    """How to draw: the temperature divides the scores, `top` leaves that many of the likeliest symbols."""

    temperature: float = 1.0
    """0 takes the likeliest."""
    top: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn from."""
        if not (self.temperature == 0 or COLDEST <= self.temperature <= 1 / COLDEST):
            raise RunError(
                f"temperature = {self.temperature} is none.",
                f"It is 0, or from {COLDEST} to {1 / COLDEST:.0f}.",
                "Take 1 for what the net says, less to be surer.",
                zh=(f"temperature = {self.temperature} 用不了。", f"应是 0，或在 {COLDEST} 到 {1 / COLDEST:.0f} 之间。",
                    "取 1 就照网络说的来，取小一些更有把握。"),
            )
        if self.top is not None and self.top < 1:
            raise RunError(
                f"top = {self.top} leaves nothing.", "At least one symbol is left.", "Take 1 or more.",
                zh=(f"top = {self.top} 什么也不剩。", "至少留一个符号。", "取 1 或更大。"),
            )  # fmt: skip
        if self.seed < 0:
            raise RunError(
                f"seed = {self.seed} is no seed.", "A seed is a whole number, 0 or more.", "Take 0.",
                zh=(f"seed = {self.seed} 不能作种子。", "种子是不小于 0 的整数。", "取 0。"),
            )  # fmt: skip


ONCE = Manner()


def chances(scores: Array, manner: Manner) -> Array:
    """How likely each symbol is drawn, from scores (…, V)."""
    scores = scores.astype(np.float64)
    kept = 1 if manner.temperature == 0 else min(manner.top or scores.shape[-1], scores.shape[-1])
    order = np.argsort(-scores, axis=-1, kind="stable")[..., :kept]
    left = np.full_like(scores, -np.inf)
    np.put_along_axis(left, order, np.take_along_axis(scores, order, axis=-1), axis=-1)
    return softmax(left / (manner.temperature or 1.0))


def pick(share: Array, height: Array | float) -> Array:
    """Find which symbol a height from 0 to 1 (1 not included) falls on, for shares (…, V)."""
    ladder = share.cumsum(axis=-1)
    last = ladder.shape[-1] - 1 - np.argmax((share > 0)[..., ::-1], axis=-1)
    falls = (ladder <= np.asarray(height)[..., None] * ladder[..., -1:]).sum(axis=-1)
    return np.asarray(np.minimum(falls, last))


def written(reader: Reader, task: Task, prefix: str, heights: Array, manner: Manner) -> str:
    """Write on after a prefix, one symbol for each height, until a symbol comes that cannot be read, as an end."""
    if not task.symbols or task.loss == "ctc":
        raise RunError(
            "This task has nothing to write.", "Its outputs are no symbols to be read next.", "Take text.",
            zh=("这个任务没有可写的。", "它的输出不是可以接着读的符号。", "换成 text。"),
        )  # fmt: skip
    if len(heights) > LONGEST:
        raise RunError(
            f"{len(heights)} symbols are too many.", f"At most {LONGEST} are written.", "Ask for fewer.",
            zh=(f"{len(heights)} 个符号太多。", f"最多写 {LONGEST} 个。", "少要一些。"),
        )  # fmt: skip
    return "".join(_symbols(reader, task, prefix, heights, manner))


def _symbols(reader: Reader, task: Task, prefix: str, heights: Array, manner: Manner) -> Iterator[str]:
    x, reading = task.encode(prefix).x, BEGINNING
    for height in heights:
        value, reading = reader.read(x, reading)
        place = int(pick(chances(value["y"][-1, 0], manner), float(height)))
        yield task.symbols[place]
        if place >= task.inputs:
            return
        x = task.encode(task.symbols[place]).x
