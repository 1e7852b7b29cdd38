"""Where the first number that is not finite stands, in the order of the beats, and which operation made it."""

from collections.abc import Iterator

import numpy as np

from engine.arrays import Array, Named
from engine.cells import Line
from engine.errors import Diverged
from engine.model import Model
from engine.passes import Pass


def diverged(who: str, step: int, place: str) -> Diverged:
    """Say that an update cannot be done."""
    return Diverged(
        f"Run {who} diverged at update {step}: {place} is not finite.",
        "Every number of a training step must be finite.",
        f"Lower rate, or set clip; update {step} is still there to go to.",
    )


def first_place(model: Model, weight: Named, done: Pass) -> str:
    """Name the line, the time step, the pass and the operation of the first number that is not finite."""
    steps = range(len(done.value["y"]))
    for t in steps:
        for name in (*model.given, *model.names):
            if not _fine(done.value[name][t]):
                return f"a number in {name} at time step {t + 1} of the forward pass{_made_by(model, name)}"
    if not np.isfinite(done.loss):
        return "the loss"
    for t in reversed(steps):
        for name in (*reversed(model.names), *(name for name in model.given if name in done.grad)):
            if not _fine(done.grad[name][t]):
                came = _came_through(model, weight, done, name, t)
                return f"a number in {name} at time step {t + 1} of the backward pass, which came through {came},"
    bad = next((name for name in weight if not _fine(done.grad[name])), None)
    return f"a number in the gradient of {bad}, summed over all time steps," if bad else "nothing"


def _fine(array: Array) -> bool:
    return bool(np.isfinite(array).all())


def _made_by(model: Model, name: str) -> str:
    """How a line is computed."""
    for line in model.lines:
        if line.name == name:
            return f" ({line.op.name} of {', '.join(line.inputs)})"
    return " (it comes from outside)"


def _came_through(model: Model, weight: Named, done: Pass, name: str, t: int) -> str:
    """Find the line whose pull made a gradient that is not finite."""
    if name == "y":
        return "the loss"
    for line, at in _readers(model, name, t, len(done.value["y"])):
        sources = [_source(done, source, at) for source in line.inputs]
        with np.errstate(over="ignore", invalid="ignore"):
            pulled = line.op.pull(
                done.grad[line.name][at], done.value[line.name][at], *sources, *(weight[w] for w in line.weights)
            )
        for source, d in zip(line.inputs, pulled, strict=True):
            if source.removesuffix("'") == name and not _fine(d):
                return f"{line.op.name} of {line.name}"
    return "a sum"


def _readers(model: Model, name: str, t: int, steps: int) -> Iterator[tuple[Line, int]]:
    """Lines that read a value: at the next time step, or at the same."""
    for line in model.lines:
        if f"{name}'" in line.inputs and t + 1 < steps:
            yield line, t + 1
        if name in line.inputs:
            yield line, t


def _source(done: Pass, name: str, t: int) -> Array:
    """The value of an input of a line at a time step; before the first, nothing is carried."""
    if not name.endswith("'"):
        return np.asarray(done.value[name][t])
    array = done.value[name[:-1]]
    return np.asarray(array[t - 1] if t else np.zeros_like(array[0]))
