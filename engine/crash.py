"""A report of a training step that cannot be done: the first number that is not finite, and what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import reading
from engine.arrays import Array
from engine.beats import Beat, Phase
from engine.diverged import Fault, telling
from engine.errors import Diverged
from engine.sentence import Sentence
from engine.trace import Trace

LAST = 20
"""How many updates before the fault are reported."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that went into an operation; of a matrix product the pair that counts most."""

    name: str
    """A line, or a weight."""
    gradient: bool
    """Whether it is the gradient of the loss with respect to that number."""
    t: int
    """The time step, from 0; −1 for a weight, and for what was carried into the first step."""
    unit: int
    source: int
    """Of a matrix, which row; else −1."""
    value: float

    @property
    def finite(self) -> bool:
        """Whether it is a number."""
        return bool(np.isfinite(self.value))


@dataclass(frozen=True, slots=True)
class Crash:
    """Where a training step broke: everything about the first number that is not finite."""

    run: str
    update: int
    """How many updates are done: the step to go to, to see it happen again."""
    fault: Fault
    value: float
    op: str
    """The operation that made it: of a line, or the one it was pulled back through; empty if it came from outside."""
    through: str
    """In the backward pass, the line that it was pulled back through."""
    reads: tuple[str, ...]
    """What that operation reads, as the table has it."""
    inputs: tuple[Operand, ...]
    losses: tuple[float, ...]
    """Of the last updates that could be done, the youngest last."""
    lengths: tuple[float, ...]
    """The lengths of their gradients."""

    @property
    def beat(self) -> Beat:
        """The moment, as a trace of the step counts them; a weight's gradient has none of its own."""
        if self.fault.t < 0:
            return Beat(Phase.UPDATE if self.fault.name else self.fault.phase)
        return Beat(self.fault.phase, self.fault.t, self.fault.name)

    @property
    def said(self) -> Sentence:
        """In words, the subject of a sentence."""
        name, step = self.fault.name, self.fault.t + 1
        if self.fault.t < 0 and name:
            return Sentence(f"a number in the gradient of {name}, summed over all time steps,",
                            f"{name} 的梯度（对所有时间步求和）里有一个数")
        if self.fault.phase is Phase.FORWARD:
            read, outside = ", ".join(self.reads), ("it comes from outside", "来自外部")
            made, zh = (f"{self.op} of {read}", f"由 {self.op} 从 {read} 算出") if self.op else outside
            return Sentence(f"a number in {name} at time step {step} of the forward pass ({made})",
                            f"前向第 {step} 步，{name} 里有一个数（{zh}）")
        if self.fault.phase is Phase.BACKWARD:
            came, zh = self._came
            return Sentence(f"a number in {name} at time step {step} of the backward pass, which came through {came},",
                            f"反向第 {step} 步，{name} 里有一个数（经过{zh}）")
        if self.fault.phase is Phase.LOSS:
            return Sentence("the loss", "损失")
        return Sentence("a number that the optimizer adds to the weights", "优化器加到权重上的一个数")

    @property
    def _came(self) -> tuple[str, str]:
        """Through what a gradient came."""
        if self.through:
            return f"{self.op} of {self.through}", f" {self.through} 的 {self.op}"
        return (f"the {self.op}", f" {self.op}") if self.fault.name == "y" else ("a sum", "求和")


@dataclass(frozen=True, slots=True)
class _Made:
    """An operation and what went into it."""

    op: str = ""
    through: str = ""
    reads: tuple[str, ...] = ()
    inputs: tuple[Operand, ...] = ()


def crash(trace: Trace, fault: Fault, losses: Sequence[float], lengths: Sequence[float]) -> Crash:
    """Report a fault of a trace, which is of the row that broke."""
    match fault.phase:
        case Phase.FORWARD:
            made = _forward(trace, fault)
        case Phase.LOSS:
            made = _loss(trace)
        case Phase.BACKWARD:
            made = _backward(trace, fault)
        case Phase.UPDATE:
            made = _Made(trace.learning.optimizer)
    return Crash(
        run=trace.run,
        update=trace.step,
        fault=fault,
        value=_value(trace, fault),
        op=made.op,
        through=made.through,
        reads=made.reads,
        inputs=made.inputs,
        losses=tuple(losses[-LAST:]),
        lengths=tuple(lengths[-LAST:]),
    )


def diverged(found: Crash, who: str) -> Diverged:
    """Say that an update cannot be done."""
    return Diverged(
        f"Run {who} diverged at update {found.update}: {found.said} is not finite.",
        "Every number of a training step must be finite.",
        f"Lower rate, or set clip; update {found.update} is still there to go to.",
        found,
        zh=(f"运行 {who} 在更新 {found.update} 发散：{found.said.zh}不是有限的。", "训练步里的每个数都应是有限的。",
            f"降低 rate，或设 clip；更新 {found.update} 仍然可以回去看。"),
    )


def _value(trace: Trace, fault: Fault) -> float:
    if not fault.name:
        return float("nan")
    array = (trace.value if fault.phase is Phase.FORWARD else trace.grad)[fault.name]
    if fault.t >= 0:
        return float(array[fault.t, fault.unit])
    return float(array[fault.unit] if fault.source < 0 else array[fault.source, fault.unit])


def _forward(trace: Trace, fault: Fault) -> _Made:
    line = next((line for line in trace.lines if line.name == fault.name), None)
    if line is None:
        return _Made()
    weights, names = reading.weights(trace, line, fault.t), reading.weight_names(trace, line, fault.t)
    inputs: list[Operand] = []
    with np.errstate(all="ignore"):
        for place, name in enumerate(line.inputs):
            value, (plain, t) = reading.value(trace, name, fault.t), reading.where(name, fault.t)
            matrix = line.op.learns == "matrices"
            unit = _telling_pair(value, weights[place][:, fault.unit]) if matrix else fault.unit
            inputs.append(Operand(plain, False, t, unit, -1, float(value[unit])))
            inputs += _weight(names[place : place + 1], weights[place : place + 1], unit, fault.unit)
    inputs += _weight(names[len(line.inputs) :], weights[len(line.inputs) :], -1, fault.unit)
    return _Made(line.op.name, "", line.inputs, tuple(inputs))


def _telling_pair(value: Array, column: Array) -> int:
    """Which number of a product counts most: the first that is not finite, else the largest term."""
    return telling(value) if not np.isfinite(value).all() else telling(value * column)


def _weight(names: tuple[str, ...], weights: tuple[Array, ...], source: int, unit: int) -> list[Operand]:
    """The number of a weight that was used, if there is a weight."""
    found = []
    for name, array in zip(names, weights, strict=True):
        value = array[source, unit] if array.ndim > 1 else array[unit]
        found.append(Operand(name, False, -1, unit, source if array.ndim > 1 else -1, float(value)))
    return found


def _loss(trace: Trace) -> _Made:
    y = trace.value["y"]
    t, unit = (int(place) for place in np.unravel_index(telling(y.ravel()), y.shape))
    return _Made(trace.loss_name, "", ("y",), (Operand("y", False, t, unit, -1, float(y[t, unit])),))


def _backward(trace: Trace, fault: Fault) -> _Made:
    if fault.t < 0:
        return _Made("sum")
    if fault.name == trace.cell.head.name:
        y = float(trace.value[fault.name][fault.t, fault.unit])
        return _Made("loss", "", (fault.name,), (Operand(fault.name, False, fault.t, fault.unit, -1, y),))
    parts: list[Operand] = []
    with np.errstate(all="ignore"):
        for reader in reading.readers(trace, fault.name, fault.t):
            d = trace.grad[reader.line.name][reader.t]
            pulled = reading.pulled(trace, reader.line, reader.t, d)[reader.place]
            if not np.isfinite(pulled[fault.unit]):
                return _pulled(trace, reader, fault.unit)
            parts.append(Operand(reader.line.name, True, reader.t, fault.unit, -1, float(pulled[fault.unit])))
    return _Made("sum", "", tuple(part.name for part in parts), tuple(parts))


def _pulled(trace: Trace, reader: reading.Reader, unit: int) -> _Made:
    """What a gradient was made of that came back through a line."""
    line, t = reader.line, reader.t
    d, weights = trace.grad[line.name][t], reading.weights(trace, line, t)
    names = reading.weight_names(trace, line, t)
    if line.op.learns == "matrices":
        matrix, name = weights[reader.place], names[reader.place]
        came = _telling_pair(d, matrix[unit])
        inputs = [Operand(line.name, True, t, came, -1, float(d[came])), *_weight((name,), (matrix,), unit, came)]
        return _Made(line.op.name, line.name, line.inputs, tuple(inputs))
    inputs = [Operand(line.name, True, t, unit, -1, float(d[unit]))]
    for name in line.inputs:
        plain, at = reading.where(name, t)
        inputs.append(Operand(plain, False, at, unit, -1, float(reading.value(trace, name, t)[unit])))
    return _Made(line.op.name, line.name, line.inputs, (*inputs, *_weight(names, weights, -1, unit)))
