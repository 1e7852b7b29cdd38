"""A net's table run once more, step by step and without a way back: in torch's numbers or in NumPy's.

It knows of the engine only the table of lines, sweeps and the ops' own `run`, so torch's autograd through it and finite
differences over it are other ways to every gradient. In NumPy all arrays may have one axis more, (…, D, B, n), weights
(D, m, n): D copies of the net, each with something moved, go through time together.
"""

from types import ModuleType
from typing import Any

import numpy as np

from tests.engine.problem import Problem

Number = Any
"""An array, or a tensor of torch's, which is an extra."""
Frames = dict[int, dict[str, Number]]


def windows(given: Problem) -> list[tuple[int, int, int]]:
    """Which losses (from, to) go back to which step, as the definition of truncation has it: (back, from, to)."""
    steps = len(given.batch.x)
    k1, k2 = given.cut or (steps, steps)
    ends = [min(begin + k1, steps) for begin in range(0, steps, k1)]
    return [(max(0, begin + k1 - k2), begin, end) for begin, end in zip(range(0, steps, k1), ends, strict=True)]


class Unrolled:
    """A problem's net in some kind of numbers; what is `given` may differ from the problem's own."""

    def __init__(self, xp: ModuleType, problem: Problem, given: dict[str, Number]) -> None:
        self.xp, self.problem, self.given = xp, problem, given
        self.like = given["x"]
        self.alive = [self._of(step) for step in problem.there]

    def _of(self, array: np.ndarray) -> Number:
        return array if self.xp is np else self.xp.tensor(array)

    def steps(self, first: int, last: int, carried: dict[str, Number] | None = None) -> Frames:
        """Every line at the steps from `first` to `last`, that one not included."""
        model = self.problem.model
        frames: Frames = {t: {name: self.given[name][t] for name in model.given} for t in range(first, last)}
        for sweep in model.net.sweeps:
            now = {name: self._start(name) if carried is None else carried[name] for name in sweep.carry}
            for t in range(first, last)[:: sweep.way]:
                frame, before = frames[t], {f"{name}'": array for name, array in now.items()}
                for line in sweep.lines:
                    inputs = [before[name] if name in before else frame[name] for name in line.inputs]
                    frame[line.name] = line.op.run(self.xp, *inputs, *self._weights(line.name, line.weights, t))
                there = self.alive[t]
                now = {name: there * frame[name] + (1 - there) * now[name] for name in now}
                frame |= {f"{name} carried": array for name, array in now.items()}
        return frames

    def _start(self, name: str) -> Number:
        start = self.problem.outside.start
        if name in start:
            return self._of(start[name]) + 0 * self.like[0][..., :1]
        zero = np.zeros((self.like.shape[-2], self.problem.model.hidden))
        return self._of(zero) + 0 * self.like[0][..., :1]

    def _weights(self, line: str, names: tuple[str, ...], t: int) -> list[Number]:
        model = self.problem.model
        part = "" if line == model.cell.head.name or not model.decodes else "enc:"
        part = "dec:" if part and t >= self.problem.outside.border else part
        return [self.given[part + name] for name in names]

    def truncated(self, carried: list[dict[str, Number]]) -> list[tuple[int, int, Frames]]:
        """The frames of each window: its losses' steps, and all steps back to where it begins.

        `carried` is what each step leaves to the next, as numbers that nothing goes back through.
        """
        return [
            (begin, end, self.steps(back, end, carried[back - 1] if back else None))
            for back, begin, end in windows(self.problem)
        ]

    def carried(self) -> list[dict[str, Number]]:
        """What each step leaves to the next."""
        names = self.problem.model.cell.carry
        frames = self.steps(0, len(self.like))
        return [{name: frames[t][f"{name} carried"] for name in names} for t in range(len(self.like))]

    def outputs(self, through: list[tuple[int, int, Frames]]) -> Number:
        """The head's outputs, each from the window that its loss belongs to, (T, …, V)."""
        return self.xp.stack([frames[t]["y"] for begin, end, frames in through for t in range(begin, end)])
