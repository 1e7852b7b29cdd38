"""The same losses, values and gradients by torch: its losses on its own numbers, and its way back."""

from types import ModuleType

import numpy as np
import pytest

from engine.arrays import Named
from tests.engine.problem import Problem
from tests.engine.unrolled import Number, Unrolled


def torchs() -> ModuleType:
    """Torch, in which no test is if it is absent."""
    torch: ModuleType = pytest.importorskip("torch")
    return torch


def each(torch: ModuleType, problem: Problem, y: Number) -> Number:
    """What each scored step of each row loses, (T, B), by torch's own losses."""
    target, functional = torch.tensor(problem.batch.targets), torch.nn.functional
    own = torch.special.xlogy(target, target)
    lost = {
        "softmax": lambda: own - target * torch.log_softmax(y, -1),
        "binary": lambda: own + torch.special.xlogy(1 - target, 1 - target)
        + functional.binary_cross_entropy_with_logits(y, target, reduction="none"),
        "squared": lambda: 0.5 * (y - target) ** 2,
    }[problem.model.loss_name]  # fmt: skip
    return lost().sum(-1)


def loss(torch: ModuleType, problem: Problem, y: Number) -> Number:
    """The mean over rows of each row's mean over its scored steps; of CTC, the mean over rows."""
    scored = torch.tensor(problem.batch.scored)
    if problem.model.loss_name == "ctc":
        labels = torch.tensor([k for row in problem.batch.labels for k in row])
        sizes = [len(row) for row in problem.batch.labels]
        lengths = [int(n) for n in scored.sum(0)]
        return torch.nn.functional.ctc_loss(y.log_softmax(-1), labels, lengths, sizes, reduction="none").mean()
    return ((each(torch, problem, y) * scored).sum(0) / scored.sum(0)).mean()


def penalty(torch: ModuleType, problem: Problem, given: dict[str, Number]) -> Number:
    """The penalty on all weights but biases."""
    total = torch.zeros((), dtype=torch.float64)
    for name in problem.weight:
        if not name.endswith(".b"):
            total = total + problem.l1 * given[name].abs().sum() + problem.l2 * (given[name] ** 2).sum() / 2
    return total


def autograd(problem: Problem) -> tuple[float, Named, Named]:
    """The loss, the values and the gradients of everything; where a step is in several windows, theirs are summed."""
    torch = torchs()
    given = {name: torch.tensor(array, requires_grad=True) for name, array in problem.given.items()}
    with torch.no_grad():
        carried = Unrolled(torch, problem, given).carried()
    net = Unrolled(torch, problem, given)
    through = net.truncated(carried)
    names = problem.model.names
    for _, _, frames in through:
        for frame in frames.values():
            for name in names:
                frame[name].retain_grad()
    total = loss(torch, problem, net.outputs(through))
    (total + penalty(torch, problem, given)).backward()
    value = {n: np.stack([f[t][n].detach().numpy() for b, e, f in through for t in range(b, e)]) for n in names}
    grad = {name: _numbers(tensor) for name, tensor in given.items()}
    for name in names:
        grad[name] = np.zeros_like(value[name])
        for _, _, frames in through:
            for t, frame in frames.items():
                grad[name][t] += _numbers(frame[name])
    return float(total.detach()), value, grad


def _numbers(tensor: Number) -> np.ndarray:
    return np.asarray(np.zeros(tensor.shape) if tensor.grad is None else tensor.grad.numpy())
