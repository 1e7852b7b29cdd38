"""A small example of one layer, and the central difference of any function."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named
from engine.bptt import backward, forward
from engine.ctc import Labels
from engine.model import Model, Start, draw
from engine.tasks.task import Batch

STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 5, 2, 3, 7, 11


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A model with weights, inputs and targets; all sizes are different primes, so that swapped axes show."""

    model: Model
    weight: Named
    x: Array
    targets: Array
    labels: Labels

    def scored(self, y: Array) -> tuple[float, Array]:
        """The mean loss over all steps and rows, and its slope."""
        batch = Batch(self.x, self.targets, np.ones((STEPS, ROWS)), (("",) * STEPS,) * ROWS, self.labels)
        each, slope = self.model.loss.score(y, batch)
        return float(each.sum()), slope

    def loss(self, weight: Named, x: Array) -> float:
        """The mean loss over all steps and rows."""
        return self.scored(forward(self.model, weight, x)[0]["y"])[0]

    def passes(self) -> tuple[Named, Named]:
        """All values and all gradients."""
        value, tape = forward(self.model, self.weight, self.x)
        return value, backward(self.model, self.weight, tape, self.scored(value["y"])[1])


def example(cell: str, loss: str, seed: int = 0) -> Example:
    """Draw an example with weights large enough for every gate to be at work."""
    model = Model(cell, loss, INPUTS, HIDDEN, OUTPUTS)
    rng = np.random.default_rng(seed)
    targets = rng.dirichlet(np.ones(OUTPUTS), (STEPS, ROWS))
    x = rng.normal(size=(STEPS, ROWS, INPUTS))
    return Example(model, draw(model, Start(scale=2), rng), x, targets, ((1, 2, 2), (OUTPUTS - 1,)))


def slope_along(function: Callable[[Array], float], at: Array, direction: Array, eps: float = 1e-5) -> float:
    """The central difference of a function along a direction."""
    return (function(at + eps * direction) - function(at - eps * direction)) / (2 * eps)
