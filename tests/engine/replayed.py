"""A trace once more by torch: the ops' own `run` on torch's numbers, and torch's way back, loss by loss."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engine.cells import Line
from engine.trace import Trace

Tensor = Any
"""A tensor of torch's, which is an extra."""
Hears = Callable[[Line, str, int], bool]
"""Whether a line lets gradients go back to an input from the step before, at a time step."""


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Every value of every time step, and the loss of each."""

    torch: ModuleType
    trace: Trace
    frames: list[dict[str, Tensor]]
    losses: list[Tensor]
    weight: dict[str, Tensor]

    def grads(self, loss: Tensor, name: str) -> np.ndarray:
        """∂loss/∂name at every time step, (T, n)."""
        wanted = [frame[name] for frame in self.frames]
        found = self.torch.autograd.grad(loss, wanted, retain_graph=True, allow_unused=True)
        zero = np.zeros(self.trace.value[name].shape[1])
        return np.array([zero if grad is None else grad.numpy() for grad in found])

    def weight_grads(self, loss: Tensor) -> dict[str, np.ndarray]:
        """∂loss/∂weight of every weight."""
        found = self.torch.autograd.grad(loss, list(self.weight.values()), retain_graph=True, allow_unused=True)
        return {
            name: np.zeros(tensor.shape) if grad is None else grad.numpy()
            for (name, tensor), grad in zip(self.weight.items(), found, strict=True)
        }


def with_time(trace: Trace) -> list[str]:
    """The carried names of what runs from left to right."""
    return [name for sweep in trace.net.sweeps if sweep.way > 0 for name in sweep.carry]


def replay(trace: Trace, hears: Hears = lambda line, name, t: True) -> Replay:
    """Run a trace of the loss softmax again; what a line does not hear, nothing goes back to."""
    torch = pytest.importorskip("torch")
    weight = {name: torch.tensor(np.array(array), requires_grad=True) for name, array in trace.weight.items()}
    given = trace.cell.given
    frames = [{name: torch.tensor(trace.value[name][t], requires_grad=True) for name in given} for t in range(trace.T)]
    for sweep in trace.net.sweeps:
        carried = {name: torch.tensor(trace.start[name], requires_grad=True) for name in sweep.carry}
        for t in range(trace.T)[:: sweep.way]:
            frame = frames[t] | {f"{name}'": array for name, array in carried.items()}
            for line in sweep.lines:
                inputs = [frame[name] if name[-1] != "'" or hears(line, name, t) else frame[name].detach()
                          for name in line.inputs]
                frame[line.name] = line.op.run(torch, *inputs, *(weight[name] for name in trace.weights(line, t)))
            frames[t], carried = frame, {name: frame[name] for name in sweep.carry}
    return Replay(torch, trace, frames, _losses(torch, trace, frames), weight)


def _losses(torch: ModuleType, trace: Trace, frames: list[dict[str, Tensor]]) -> list[Tensor]:
    """What each step adds to the loss."""
    scored, targets = torch.tensor(trace.scored), torch.tensor(trace.targets)
    share = scored / (scored.sum() * trace.rows)
    return [
        -(targets[t] * torch.log_softmax(frame["y"], -1)).sum() * share[t] for t, frame in enumerate(frames)
    ]


def step_jacobian(trace: Trace, t: int, last: int | None = None) -> np.ndarray:
    """How all that is carried with time after a step, or a later one, answers to the same before it: (after, before).

    What runs against time is a number that nothing goes back through.
    """
    torch = pytest.importorskip("torch")
    names = with_time(trace)
    sizes = [len(trace.start[name]) for name in names]
    weight = {name: torch.tensor(np.array(array)) for name, array in trace.weight.items()}
    before = [trace.value[name][t - 1] if t else trace.start[name] for name in names]
    lines = [line for sweep in trace.net.sweeps if sweep.way > 0 for line in sweep.lines]

    def step(state: Tensor, at: int) -> Tensor:
        frame = {name: torch.tensor(array[at]) for name, array in trace.value.items()}
        frame |= {f"{name}'": part for name, part in zip(names, torch.split(state, sizes), strict=True)}
        for line in lines:
            learned = (weight[name] for name in trace.weights(line, at))
            frame[line.name] = line.op.run(torch, *(frame[name] for name in line.inputs), *learned)
        return torch.cat([frame[name] for name in names])

    def steps(state: Tensor) -> Tensor:
        for at in range(t, (t if last is None else last) + 1):
            state = step(state, at)
        return state

    found = torch.autograd.functional.jacobian(steps, torch.tensor(np.concatenate(before)))
    return np.asarray(found.numpy())
