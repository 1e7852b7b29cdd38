"""The net of a step as its task examines it: it answers, shows its work, and writes on by itself."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.decode import decode
from engine.edits import Edit
from engine.model import Model
from engine.reader import Reader
from engine.sample import ONCE, chances, pick
from engine.tasks.task import Indices, Question, Said, one_hot


@dataclass(frozen=True, slots=True, eq=False)
class Pupil:
    """Weights of a model that nobody changes any more; nothing is dropped."""

    model: Model
    weight: Named
    dtype: str
    window: int = 1
    held: tuple[Edit, ...] = ()
    """Edits of lines that are in force."""

    @property
    def memory(self) -> tuple[str, ...]:
        """The lines that the net carries from step to step; of one that carries nothing, what its head reads."""
        return self.model.cell.carry or self.model.cell.head.inputs

    @property
    def reader(self) -> Reader:
        """The net, reading."""
        return Reader(self.model, self.weight, self.dtype, self.window, self.held)

    def __call__(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Array:
        """Give the outputs (T, B, V) for inputs (T, B, n)."""
        return self.values(x, alive, border)["y"]

    def values(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Named:
        """Give every line's values, (T, B, n) each, for inputs (T, B, n)."""
        return self.reader.values(x, alive, border)

    def write(self, x: Array, heights: Array, /) -> Indices:
        """Read x (T, B, n), then draw a symbol for each height (N, B) and read it as the next input; gives (N, B)."""
        written = np.empty(heights.shape, np.intp)
        value, reading = self.reader.read(x)
        for n, height in enumerate(heights):
            written[n] = pick(chances(value["y"][-1], ONCE), height)
            inputs = one_hot(written[n][None], self.model.outputs)[..., : x.shape[-1]]
            value, reading = self.reader.read(inputs, reading)
        return written

    def decode(self, question: Question, /) -> Said:
        """Let the decoder answer each row of a question by itself."""
        return decode(self.reader, question)
