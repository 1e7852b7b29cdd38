"""A trace once more by torch: the ops' own `run` on torch's numbers, and torch's way back, loss by loss."""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engine.trace import Trace

Tensor = Any
"""A tensor of torch's, which is an extra."""


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Every value of every time step, and the loss of each."""

    torch: ModuleType
    trace: Trace
    frames: list[dict[str, Tensor]]
    losses: list[Tensor]

    def grads(self, loss: Tensor, name: str) -> np.ndarray:
        """∂loss/∂name at every time step, (T, n)."""
        wanted = [frame[name] for frame in self.frames]
        found = self.torch.autograd.grad(loss, wanted, retain_graph=True, allow_unused=True)
        zero = np.zeros(self.trace.value[name].shape[1])
        return np.array([zero if grad is None else grad.numpy() for grad in found])


def replay(trace: Trace) -> Replay:
    """Run a trace of the loss softmax again."""
    torch = pytest.importorskip("torch")
    weight = {name: torch.tensor(np.array(array)) for name, array in trace.weight.items()}
    given = trace.cell.given
    frames = [{name: torch.tensor(trace.value[name][t], requires_grad=True) for name in given} for t in range(trace.T)]
    for sweep in trace.net.sweeps:
        carried = {name: torch.tensor(trace.start[name], requires_grad=True) for name in sweep.carry}
        for frame in frames[:: sweep.way]:
            frame |= {f"{name}'": array for name, array in carried.items()}
            for line in sweep.lines:
                learned = (weight[name] for name in line.weights)
                frame[line.name] = line.op.run(torch, *(frame[name] for name in line.inputs), *learned)
            carried = {name: frame[name] for name in sweep.carry}
    losses = []
    scored, targets = torch.tensor(trace.scored), torch.tensor(trace.targets)
    for t, frame in enumerate(frames):
        part = scored[t] / (scored.sum() * trace.rows)
        losses.append(-(targets[t] * torch.log_softmax(frame["y"], -1)).sum() * part)
    return Replay(torch, trace, frames, losses)


def step_jacobian(trace: Trace, t: int) -> np.ndarray:
    """How all carried values of a step answer to those of the step before, by torch: (all after, all before)."""
    torch = pytest.importorskip("torch")
    names = trace.cell.carry
    sizes = [len(trace.start[name]) for name in names]
    weight = {name: torch.tensor(np.array(array)) for name, array in trace.weight.items()}
    before = [trace.value[name][t - 1] if t else trace.start[name] for name in names]

    def step(state: Tensor) -> Tensor:
        frame = {name: torch.tensor(trace.value[name][t]) for name in trace.cell.given}
        frame |= {f"{name}'": part for name, part in zip(names, torch.split(state, sizes), strict=True)}
        for line in trace.lines:
            learned = (weight[name] for name in line.weights)
            frame[line.name] = line.op.run(torch, *(frame[name] for name in line.inputs), *learned)
        return torch.cat([frame[name] for name in names])

    found = torch.autograd.functional.jacobian(step, torch.tensor(np.concatenate(before)))
    return np.asarray(found.numpy())
