"""Other ways to the same numbers: finite differences, torch's autograd, and a small example to hold against them."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pytest

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


def theirs(torch: ModuleType, given: Example, y: Any) -> Any:  # noqa: ANN401  a tensor of torch's, an extra
    """The mean loss over all steps and rows, by torch."""
    target, nll = torch.tensor(given.targets), torch.nn.functional
    if given.model.loss_name == "ctc":
        labels, sizes = torch.tensor([k for row in given.labels for k in row]), [len(row) for row in given.labels]
        return nll.ctc_loss(y.log_softmax(-1), labels, [STEPS] * ROWS, sizes, reduction="none").mean()
    own = torch.special.xlogy(target, target)
    each = {
        "softmax": lambda: own - target * torch.log_softmax(y, -1),
        "binary": lambda: own + torch.special.xlogy(1 - target, 1 - target)
        + nll.binary_cross_entropy_with_logits(y, target, reduction="none"),
        "squared": lambda: 0.5 * (y - target) ** 2,
    }[given.model.loss_name]  # fmt: skip
    return each().sum(-1).mean()


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
    theirs(torch, given, torch.stack([frame["y"] for frame in frames])).backward()
    names = given.model.names
    value = {name: np.stack([frame[name].detach().numpy() for frame in frames]) for name in names}
    grad = {name: np.stack([frame[name].grad.numpy() for frame in frames]) for name in names}
    grad |= {name: tensor.grad.numpy() for name, tensor in weight.items()} | {"x": x.grad.numpy()}
    return value, grad
