"""One pass over a batch, forward and back: compiled for training, line by line for a user's own input."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import Array, Named, finite, type_of
from engine.bptt import backward, discarded, forward
from engine.choice import fastest, on_device
from engine.model import Model
from engine.outside import Outside
from engine.tasks.task import Batch
from engine.windows import Cut

if TYPE_CHECKING:
    from engine.chain import Chain
    from engine.torched import Torched


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """What one forward and backward pass over a batch gives."""

    loss: float
    value: Named
    """(T, B, n)"""
    grad: Named
    """(T, B, n), and of each weight"""
    seed: Array
    """Of the outputs, (T, B, V): where the backward pass began."""
    border: int = 0
    """The first step of a decoder."""

    def finite(self, names: tuple[str, ...]) -> bool:
        """Whether the loss and some gradients are numbers."""
        return bool(np.isfinite(self.loss)) and finite(self.grad[name] for name in names)


class Passes:
    """The passes of a model; the compiled one keeps its buffers, so its arrays are overwritten by the next."""

    def __init__(self, model: Model, dtype: str, cut: Cut | None = None, device: str = "") -> None:
        self.model, self.dtype, self.cut = model, dtype, cut
        self._torched: Torched | None = on_device(model, dtype, cut, device) if device else None
        self._chain: Chain | None = None
        self._size = (0, 0, 0)

    def explained(self, weight: Named, batch: Batch, given: Outside) -> Pass:
        """Run both passes line by line: the reference."""
        outside = self._outside(batch, given)
        value, tape = forward(self.model, weight, self._input(batch), outside)
        each, seed = self.model.loss.score(value["y"], batch)
        grad = backward(self.model, weight, tape, seed, outside, self.cut)
        return Pass(float(each.sum()), value, grad, seed, batch.border)

    def fast(self, weight: Named, batch: Batch, given: Outside, *, whole: bool) -> Pass:
        """Run both passes compiled; `whole` wants dLoss/dx too.

        On a device a pass that is not whole gives tensors: the weights' gradients, and the ends of what is carried.
        """
        if self._torched:
            run = self._torched.trace if whole else self._torched.train
            return run(weight, batch, self._outside(batch, given))
        steps, rows = batch.x.shape[:2]
        if self._chain is None or self._size != (steps, rows, batch.border):
            self._size = steps, rows, batch.border
            self._chain = fastest(self.model, steps, rows, self.dtype, batch.border)
        value = self._chain.forward(weight, self._input(batch), self._outside(batch, given))
        each, seed = self.model.loss.score(value["y"], batch)
        grad = self._chain.backward(seed, self.cut)
        grad |= {"x": self._chain.input_grad()} if whole else {}
        return Pass(float(each.sum()), value, grad, seed, batch.border)

    def discarded(self, weight: Named, batch: Batch, given: Outside, seed: Array) -> Named:
        """What truncation has left out of every gradient; nothing if it does not truncate."""
        if self.cut is None:
            return {}
        outside = self._outside(batch, given)
        _, tape = forward(self.model, weight, self._input(batch), outside)
        return discarded(self.model, weight, tape.frames, seed, outside, self.cut)

    def loss(self, weight: Named, batch: Batch, given: Outside) -> float:
        """Give the loss alone, in float64 whatever the run's type."""
        outside = self._outside(batch, given, np.float64)
        value, _ = forward(self.model, weight, batch.x.astype(np.float64), outside)
        return float(self.model.loss.score(value["y"], batch)[0].sum())

    def _input(self, batch: Batch) -> Array:
        return batch.x.astype(type_of[self.dtype])

    def _outside(self, batch: Batch, given: Outside, dtype: type[np.float64] | None = None) -> Outside:
        """Put what a batch says of its steps to what a trainer gives, all in one type."""
        kind = type_of[self.dtype] if dtype is None else dtype
        return Outside(
            {name: array.astype(kind) for name, array in given.start.items()},
            {name: array.astype(kind) for name, array in given.masks.items()},
            None if batch.alive is None else batch.alive.astype(kind),
            batch.border,
            given.holds,
        )
