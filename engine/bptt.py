"""Backpropagation through time, line by line: the interpreter of a cell's table.

`forward` pushes one frame a time step onto a tape; `backward` pops it. Every value and every gradient is written
into a buffer over all time steps, (T, B, n), and a frame is views into those buffers.
"""

import numpy as np

from engine.arrays import Array, Named, xp
from engine.dropout import ones
from engine.model import Model
from engine.tape import Tape


def buffers(model: Model, like: Array, start: Named | None) -> tuple[Named, Named]:
    """Make room for every line, (T, B, n), and the carried values before the first step, (B, n)."""
    steps, rows, _ = like.shape
    value = {name: np.empty((steps, rows, model.width(name)), like.dtype) for name in model.names}
    zero = {name: np.zeros((rows, model.width(name)), like.dtype) for name in model.cell.carry}
    return value, {**zero, **(start or {})}


def forward(
    model: Model, weight: Named, x: Array, start: Named | None = None, masks: Named | None = None
) -> tuple[Named, Tape]:
    """Run all lines at all time steps over x (T, B, inputs), pushing one frame a step; no mask drops nothing."""
    value, carried = buffers(model, x, start)
    given = {"x": x} | (masks or ones(model.given, x, model.hidden))
    value |= given
    tape = Tape()
    for t in range(len(x)):
        frame = {name: array[t] for name, array in given.items()}
        frame |= {f"{name}'": carried[name] for name in model.cell.carry}
        for line in model.lines:
            place = value[line.name][t]
            place[...] = line.op.run(xp, *(frame[name] for name in line.inputs), *(weight[w] for w in line.weights))
            frame[line.name] = place
        tape.push(frame)
        carried = {name: frame[name] for name in model.cell.carry}
    return value, tape


def backward(model: Model, weight: Named, tape: Tape, seed: Array) -> Named:
    """Pop frame after frame and pull the loss's slope at the outputs, (T, B, V), back through every line.

    Gives dLoss/d of every value, and of every weight; the tape is empty afterwards.
    """
    steps = len(seed)
    wanted = (*model.given, *model.names)
    grad = {name: np.empty((*seed.shape[:2], model.width(name)), seed.dtype) for name in wanted}
    value = {name: [frame[name] for frame in tape.frames] for name in _sources(model)}
    carried: Named = {}
    for t in reversed(range(steps)):
        frame = tape.pop()
        pulled = {"y": seed[t]} | carried
        for line in reversed(model.lines):
            dy = pulled[line.name]
            grad[line.name][t] = dy
            given = line.op.pull(
                dy, frame[line.name], *(frame[name] for name in line.inputs), *(weight[w] for w in line.weights)
            )
            for name, d in zip(line.inputs, given, strict=True):
                pulled[name] = pulled[name] + d if name in pulled else d
        for name in model.given:
            grad[name][t] = pulled[name]
        carried = {name: pulled[f"{name}'"] for name in model.cell.carry}
    return grad | harvest(model, value, grad)


def _sources(model: Model) -> set[str]:
    return {name for line in model.lines if line.weights for name in line.inputs}


def harvest(model: Model, value: dict[str, list[Array]], grad: Named) -> Named:
    """What all time steps and rows together add to each weight: inputs (T, B, m) with line gradients (T, B, n)."""
    taken: Named = {}
    for line in model.lines:
        if not line.weights:
            continue
        d = grad[line.name].reshape(-1, model.width(line.name))  # (T*B, n)
        matrices = line.op.learns == "matrices"
        for source, name in zip(line.inputs, line.weights, strict=False):
            came = np.concatenate(value[source])  # (T*B, m)
            taken[name] = came.T @ d if matrices else (came * d).sum(axis=0)  # (m, n) or (n,)
        if matrices:
            taken[line.weights[-1]] = d.sum(axis=0)  # (n,)
    return taken
