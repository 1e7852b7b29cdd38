"""The net of a step as its task examines it: it answers, shows its work, and writes on by itself."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.bptt import forward
from engine.model import Model
from engine.sample import ONCE, chances, pick
from engine.tasks.task import Indices, one_hot


@dataclass(frozen=True, slots=True, eq=False)
class Pupil:
    """Weights of a model that nobody changes any more; nothing is dropped."""

    model: Model
    weight: Named
    dtype: str

    def __call__(self, x: Array, /) -> Array:
        """Give the outputs (T, B, V) for inputs (T, B, n)."""
        return self.values(x)["y"]

    def values(self, x: Array, /) -> Named:
        """Give every line's values, (T, B, n) each, for inputs (T, B, n)."""
        return self._run(x, None)

    def write(self, x: Array, heights: Array, /) -> Indices:
        """Read x (T, B, n), then draw a symbol for each height (N, B) and read it as the next input; gives (N, B)."""
        written = np.empty(heights.shape, np.intp)
        value = self._run(x, None)
        for n, height in enumerate(heights):
            written[n] = pick(chances(value["y"][-1], ONCE), height)
            carried = {name: value[name][-1] for name in self.model.cell.carry}
            value = self._run(one_hot(written[n][None], self.model.outputs)[..., : self.model.inputs], carried)
        return written

    def _run(self, x: Array, carried: Named | None) -> Named:
        with np.errstate(over="ignore", invalid="ignore"):
            return forward(self.model, self.weight, x.astype(type_of[self.dtype]), carried)[0]
