"""Other ways to the same numbers: finite differences, torch's autograd, and a small example to hold against them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from engine.arrays import Array, Named
from engine.bptt import backward, forward
from engine.model import Model, Start, draw

STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 5, 2, 3, 7, 11


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A model with weights, inputs and targets; all sizes are different primes, so that swapped axes show."""

    model: Model
    weight: Named
    x: Array
    targets: Array

    def loss(self, weight: Named, x: Array) -> float:
        """The sum of the loss over all steps and rows."""
        value, _ = forward(self.model, weight, x)
        return float(self.model.loss.at(value["y"], self.targets).sum())

    def passes(self) -> tuple[Named, Named]:
        """All values and all gradients."""
        value, tape = forward(self.model, self.weight, self.x)
        return value, backward(self.model, self.weight, tape, self.model.loss.slope(value["y"], self.targets))


def example(cell: str, loss: str, seed: int = 0) -> Example:
    """Draw an example with weights large enough for every gate to be at work."""
    model = Model(cell, loss, INPUTS, HIDDEN, OUTPUTS)
    rng = np.random.default_rng(seed)
    targets = rng.dirichlet(np.ones(OUTPUTS), (STEPS, ROWS))
    return Example(model, draw(model, Start(scale=2), rng), rng.normal(size=(STEPS, ROWS, INPUTS)), targets)


def slope_along(function: Callable[[Array], float], at: Array, direction: Array, eps: float = 1e-5) -> float:
    """The central difference of a function along a direction."""
    return (function(at + eps * direction) - function(at - eps * direction)) / (2 * eps)


def autograd(given: Example) -> tuple[Named, Named]:
    """Values and gradients by torch: the ops' own `run` with torch as the namespace, and torch's way back."""
    torch = pytest.importorskip("torch")
    weight = {name: torch.tensor(array, requires_grad=True) for name, array in given.weight.items()}
    x = torch.tensor(given.x, requires_grad=True)
    carried = {name: torch.zeros(ROWS, HIDDEN, dtype=x.dtype) for name in given.model.cell.carry}
    frames = []
    for t in range(STEPS):
        frame = {"x": x[t]} | {f"{name}'": array for name, array in carried.items()}
        for line in given.model.lines:
            frame[line.name] = line.op.run(torch, *(frame[n] for n in line.inputs), *(weight[w] for w in line.weights))
            frame[line.name].retain_grad()
        carried = {name: frame[name] for name in carried}
        frames.append(frame)
    y, target = torch.stack([frame["y"] for frame in frames]), torch.tensor(given.targets)
    softmax = (torch.special.xlogy(target, target) - target * torch.log_softmax(y, -1)).sum()
    (softmax if given.model.loss_name == "softmax" else 0.5 * ((y - target) ** 2).sum()).backward()
    names = given.model.names
    value = {name: np.stack([frame[name].detach().numpy() for frame in frames]) for name in names}
    grad = {name: np.stack([frame[name].grad.numpy() for frame in frames]) for name in names}
    grad |= {name: tensor.grad.numpy() for name, tensor in weight.items()} | {"x": x.grad.numpy()}
    return value, grad
