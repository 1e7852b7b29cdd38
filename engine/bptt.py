"""Backpropagation through time, line by line: the interpreter of a net's table, and the reference for all else.

`forward` pushes one frame for each time step of each sweep onto a tape; `backward` pops them. Every value and every
gradient is written into a buffer over all time steps, (T, B, n), and a frame is views into those buffers. Where a step
is not there, what is carried passes through it, and so does its gradient. Arrays may be torch's tensors: they go the
same way.
"""

from collections.abc import Iterable, Sequence

from engine.arrays import Array, Named, space, zeros
from engine.cells import Line
from engine.dropout import ones
from engine.model import Model, in_force
from engine.net import Sweep
from engine.outside import NOTHING, Outside, dead
from engine.tape import Tape
from engine.windows import Cut, Window


def forward(model: Model, weight: Named, x: Array, outside: Outside = NOTHING) -> tuple[Named, Tape]:
    """Run all lines at all time steps over x (T, B, inputs), pushing one frame a step."""
    value = {"x": x} | ones(model.net.masks, x, model.hidden) | outside.masks
    value |= {name: zeros((*x.shape[:2], model.width(name)), x) for name in model.names}
    tape = Tape()
    for sweep in model.net.sweeps:
        _push(model, weight, sweep, value, outside, tape)
    return value, tape


def _push(model: Model, weight: Named, sweep: Sweep, value: Named, outside: Outside, tape: Tape) -> None:
    """Run the lines of a sweep over all time steps."""
    steps, absent, xp = len(value["x"]), dead(outside), space(value["x"])
    part_of, learned = _parts(model, steps, outside), _learned(model, weight, sweep)
    carried, reads = starts(model, sweep, value["x"], outside), sweep.reads
    for t in range(steps)[:: sweep.way]:
        frame = {name: value[name][t] for name in reads}
        frame |= {f"{name}'": array for name, array in carried.items()}
        for line, weights in zip(sweep.lines, learned[part_of[t]], strict=True):
            place = value[line.name][t]
            place[...] = line.op.run(xp, *[frame[name] for name in line.inputs], *weights)
            if hold := outside.holds.get(line.name):
                place[...] = hold.put(t, place, carried.get(line.name))
            if absent is not None and line.name in carried:
                place[...] = xp.where(absent[t] > 0, carried[line.name], place)
            frame[line.name] = place
        tape.push(frame)
        carried = {name: frame[name] for name in carried}


def starts(model: Model, sweep: Sweep, x: Array, outside: Outside) -> Named:
    """What a sweep carries before its first step, (B, n) each."""
    zero = {name: zeros((x.shape[1], model.width(name)), x) for name in sweep.carry}
    return {name: outside.start.get(name, array) for name, array in zero.items()}


def _parts(model: Model, steps: int, outside: Outside) -> list[str]:
    """Which set of weights is in force at each step."""
    return [part for part, first, last in model.spans(steps, outside.border) for _ in range(first, last)]


def _learned(model: Model, weight: Named, sweep: Sweep) -> dict[str, list[list[Array]]]:
    """The weights of each line of a sweep, by which set of them is in force."""
    return {part: [in_force(weight, line, part) for line in sweep.lines] for part in model.parts}


def backward(
    model: Model, weight: Named, tape: Tape, seed: Array, outside: Outside = NOTHING, cut: Cut | None = None
) -> Named:
    """Pop frame after frame and pull the loss's slope at the outputs, (T, B, V), back through every line.

    Gives dLoss/d of every value, and of every weight; the tape is empty afterwards. A cut lets each loss go back only
    as far as its window.
    """
    steps, frames = len(seed), tuple(tape.frames)
    grad = _room(model, seed)
    if cut is None:
        grad["y"][...] = seed
        for sweep in reversed(model.net.sweeps):
            _pop(_Pull(model, weight, sweep, outside, grad), tape, range(steps)[:: -sweep.way], {})
    else:
        for window in cut.windows(steps):
            _add(grad, windowed(model, weight, frames, seed, outside, window)[0])
        tape.frames.clear()
    return grad | harvest(model, frames, grad, outside)


def windowed(
    model: Model, weight: Named, frames: Sequence[Named], seed: Array, outside: Outside, window: Window
) -> tuple[Named, Named]:
    """Pull the losses of a window back as far as it goes.

    Gives dLoss/d of every value, and what a further step would have been given for what is carried.
    """
    (sweep,) = model.net.sweeps
    grad = _room(model, seed)
    grad["y"][window.first : window.last] = seed[window.first : window.last]
    pull, tape = _Pull(model, weight, sweep, outside, grad), Tape(list(frames[: window.last]))
    return grad, _pop(pull, tape, range(window.back, window.last)[::-1], {})


def discarded(
    model: Model, weight: Named, frames: Sequence[Named], seed: Array, outside: Outside, cut: Cut
) -> Named:
    """What a cut leaves out, pulled back from each window's border to the first step: of every value and weight."""
    (sweep,) = model.net.sweeps
    grad = _room(model, seed)
    for window in cut.windows(len(seed)):
        _, carried = windowed(model, weight, frames, seed, outside, window)
        more = _room(model, seed)
        pull = _Pull(model, weight, sweep, outside, more)
        _pop(pull, Tape(list(frames[: window.back])), range(window.back)[::-1], carried)
        _add(grad, more)
    return grad | harvest(model, frames, grad, outside)


class _Pull:
    """What the backward half of one sweep needs, and the gradients that it adds to."""

    def __init__(self, model: Model, weight: Named, sweep: Sweep, outside: Outside, grad: Named) -> None:
        self.sweep, self.grad = sweep, grad
        self.absent, self.holds = dead(outside), outside.holds
        self.part_of = _parts(model, len(grad["y"]), outside)
        learned = _learned(model, weight, sweep)
        self.lines = {part: list(zip(sweep.lines, each, strict=True))[::-1] for part, each in learned.items()}
        """The lines with their weights, last one first, by which set of weights is in force."""

    def step(self, frame: Named, t: int, carried: Named) -> Named:
        """Pull one time step back; takes and gives the gradients of what is carried."""
        passed, grad = {}, self.grad
        for name, d in carried.items():
            if self.absent is not None:
                passed[name] = d * self.absent[t]
            place = grad[name][t]
            place += d if self.absent is None else d * (1 - self.absent[t])
        before: Named = {}
        for line, weights in self.lines[self.part_of[t]]:
            inputs = [frame[name] for name in line.inputs]
            d = grad[line.name][t]
            if hold := self.holds.get(line.name):
                before |= {name: hold.back(d, t) for name in self.sweep.carry if name == line.name}
                d = hold.through(d, t)
            pulled = line.op.pull(d, frame[line.name], *inputs, *weights)
            for name, d in zip(line.inputs, pulled, strict=True):
                if name.endswith("'"):
                    before[name[:-1]] = before[name[:-1]] + d if name[:-1] in before else d
                else:
                    place = grad[name][t]
                    place += d
        return {name: before[name] + passed.get(name, 0.0) for name in self.sweep.carry}


def _pop(pull: _Pull, tape: Tape, steps: Iterable[int], carried: Named) -> Named:
    """Pop the frames of some time steps; gives what the step before would be given for what is carried."""
    for t in steps:
        carried = pull.step(tape.pop(), t, carried)
    return carried


def _room(model: Model, seed: Array) -> Named:
    wanted = (*model.given, *model.names)
    return {name: zeros((*seed.shape[:2], model.width(name)), seed) for name in wanted}


def _add(grad: Named, more: Named) -> None:
    for name, array in more.items():
        grad[name] += array


def harvest(model: Model, frames: Sequence[Named], grad: Named, outside: Outside) -> Named:
    """What all time steps and rows together add to each weight: inputs (T, B, m) with line gradients (T, B, n)."""
    taken: Named = {}
    steps = len(grad["y"])
    grad = grad | {name: hold.through(grad[name], slice(None)) for name, hold in outside.holds.items()}
    for place, sweep in enumerate(model.net.sweeps):
        own = frames[place * steps : (place + 1) * steps][:: sweep.way]
        for part, first, last in model.spans(steps, outside.border):
            for line in sweep.lines:
                if line.weights and line is not model.cell.head:
                    found = _harvested(line, own[first:last], grad[line.name][first:last])
                    taken |= {part + name: array for name, array in zip(line.weights, found, strict=True)}
        if model.cell.head in sweep.lines:
            head = model.cell.head
            taken |= dict(zip(head.weights, _harvested(head, own, grad["y"]), strict=True))
    return taken


def _harvested(line: Line, frames: Sequence[Named], slope: Array) -> list[Array]:
    """What some time steps add to the weights of a line, whose gradient there is (T, B, n)."""
    d, matrices = slope.reshape(-1, slope.shape[-1]), line.op.learns == "matrices"  # (T*B, n)
    taken = []
    for name in line.inputs:
        came = space(slope).concatenate([frame[name] for frame in frames])  # (T*B, m)
        taken.append(came.T @ d if matrices else (came * d).sum(axis=0))  # (m, n) or (n,)
    return [*taken, d.sum(axis=0)] if matrices else taken
