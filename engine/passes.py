"""One pass over a batch, forward and back: compiled for training, line by line for a user's own input."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.bptt import backward, forward
from engine.choice import Both, fastest
from engine.model import Model
from engine.tasks.task import Batch


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """What one forward and backward pass over a batch gives."""

    loss: float
    value: Named
    """(T, B, n)"""
    grad: Named
    """(T, B, n), and of each weight"""

    def finite(self, names: tuple[str, ...]) -> bool:
        """Whether the loss and some gradients are numbers."""
        return bool(np.isfinite(self.loss)) and all(np.isfinite(self.grad[name]).all() for name in names)


class Passes:
    """The passes of a model; the compiled one keeps its buffers, so its arrays are overwritten by the next."""

    def __init__(self, model: Model, dtype: str) -> None:
        self.model, self.dtype = model, dtype
        self._compiled: Both | None = None
        self._size = (0, 0)

    def explained(self, weight: Named, batch: Batch, masks: Named) -> Pass:
        """Run both passes line by line: the reference."""
        value, tape = forward(self.model, weight, self._input(batch), masks=masks)
        each, seed = self.model.loss.score(value["y"], batch)
        return Pass(float(each.sum()), value, backward(self.model, weight, tape, seed))

    def fast(self, weight: Named, batch: Batch, masks: Named, *, whole: bool) -> Pass:
        """Run both passes compiled; `whole` wants dLoss/dx too."""
        if self._compiled is None or self._size != batch.x.shape[:2]:
            self._size = batch.x.shape[:2]
            self._compiled = fastest(self.model, *self._size, self.dtype)
        value = self._compiled.forward(weight, self._input(batch), masks)
        each, seed = self.model.loss.score(value["y"], batch)
        grad = self._compiled.backward(seed)
        return Pass(float(each.sum()), value, grad | {"x": self._compiled.input_grad()} if whole else grad)

    def loss(self, weight: Named, batch: Batch, masks: Named) -> float:
        """Give the loss alone, in float64 whatever the run's type."""
        exact: Named = {name: mask.astype(np.float64) for name, mask in masks.items()}
        value, _ = forward(self.model, weight, batch.x.astype(np.float64), masks=exact)
        return float(self.model.loss.score(value["y"], batch)[0].sum())

    def _input(self, batch: Batch) -> Array:
        return batch.x.astype(type_of[self.dtype])
