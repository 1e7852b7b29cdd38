"""What can be done to the step on the desk: for the line, the unit, the time step and the number that are in focus.

What asks for a number has `{}` in its words, where that number stands; a person may write another.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.edits import Edit
from engine.ops import AFFINE, REST, SIGMOID
from engine.origin import Address
from engine.surgery import ablated, clamped, frozen, severed
from engine.trace import Trace


@dataclass(frozen=True, slots=True)
class Operation:
    """One change that can be tried, in words of both languages."""

    zh: str
    en: str
    changes: tuple[Edit, ...]
    positive: bool = False
    """Whether the number that it asks for must be above 0."""

    @property
    def asks(self) -> bool:
        """Whether its number is for a person to choose."""
        return "{}" in self.en

    @property
    def number(self) -> float:
        """The number that it asks for."""
        return self.changes[0].set or 0.0

    def takes(self, chosen: float) -> bool:
        """Whether a number is one that it can be done with."""
        return self.asks and bool(np.isfinite(chosen)) and (chosen > 0 or not self.positive)

    def at(self, chosen: float) -> Self:
        """The same with another number."""
        return replace(self, changes=tuple(each.model_copy(update={"set": chosen}) for each in self.changes))


def operations(trace: Trace, line: str, unit: int, t: int, at: Address | None) -> tuple[Operation, ...]:
    """All changes that make sense here; units and time steps are counted from 0, in the words from 1."""
    return (*_of_gates(trace, line, unit, t), *_of_units(trace, unit, t), *_of_weights(trace, at), *_of_learning(trace))


def _of_gates(trace: Trace, line: str, unit: int, t: int) -> tuple[Operation, ...]:
    gates = [each.name for each in trace.lines if each.op in {SIGMOID, REST}]
    forget = next((each.name for each in trace.lines if each.op is SIGMOID and each.role == "f"), None)
    found, step = [], trace.step
    if forget is not None:
        found.append(Operation(f"{forget} = 1：什么都不忘", f"{forget} = 1: nothing is forgotten",
                               (clamped(forget, 1.0, step),)))
    if line in gates:
        for value, zh, en in ((1.0, "打开", "open"), (0.0, "关上", "shut")):
            found.append(Operation(f"{line} 在单元 {unit + 1} {zh}", f"{line} of unit {unit + 1} held {en}",
                                   (clamped(line, value, step, unit + 1),)))
        found.append(Operation(f"{line} 只在 t = {t + 1} 关上", f"{line} shut at t = {t + 1} only",
                               (clamped(line, 0.0, step, None, (t + 1, t + 1)),)))
    return tuple(found)


def _of_units(trace: Trace, unit: int, t: int) -> tuple[Operation, ...]:
    state = trace.cell.head.inputs[0].removesuffix("'")
    step, who = trace.step, unit + 1
    found = []
    if state in trace.value and unit < trace.value[state].shape[1]:
        found.append(Operation(f"切除单元 {who}：没有谁听见它", f"ablate unit {who}: nobody hears it",
                               ablated(who, step, state)))
    carried = tuple(name for name in trace.cell.carry if unit < trace.value[name].shape[1])
    if carried:
        found.append(Operation(f"从 t = {t + 1} 起冻结单元 {who}", f"freeze unit {who} from t = {t + 1} on",
                               frozen(who, step, carried, t + 1)))
        cut = carried[0]
        if any(name.endswith(f".{cut}'") for name in trace.weight):
            found.append(Operation(f"剪断单元 {who} 对自己的循环边", f"cut unit {who}'s edge to itself",
                                   severed(who, who, step, cut)))
    return tuple(found)


def _of_weights(trace: Trace, at: Address | None) -> tuple[Operation, ...]:
    step, found = trace.step, []
    for line in trace.lines:
        bias = f"{line.name}.b"
        if line.op is AFFINE and line.role == "f" and bias in trace.weight:
            more = round(float(np.clip(trace.weight[bias], -1e6, 1e6).mean()) + 1.0, 6)
            change = Edit.model_validate({"at": step, "weight": bias, "set": more})
            found.append(Operation(f"遗忘偏置 {bias} = {{}}", f"forget bias {bias} = {{}}", (change,)))
            break
    if at is not None and at.side == "value" and at.name in trace.weight:
        source = {"source": at.index[0] + 1} if len(at.index) > 1 else {}
        where = f"{at.name.replace(chr(39), '′')}[{', '.join(str(place + 1) for place in at.index)}]"
        for kind, by, zh, en in (("set", 0.0, "= {}", "= {}"), ("scale", 2.0, "加倍", "doubled")):
            keys = {"at": step, "weight": at.name, "unit": at.index[-1] + 1, kind: by} | source
            found.append(Operation(f"权重 {where} {zh}", f"weight {where} {en}", (Edit.model_validate(keys),)))
    return tuple(found)


LIMIT = 1.0
"""Where clipping begins if the run has none yet."""


def _of_learning(trace: Trace) -> tuple[Operation, ...]:
    """How the run learns from here on; an input of one's own is not learned from."""
    if trace.probe:
        return ()
    made = trace.learning
    rows = (
        ("clip", _shorter(made.clip), "梯度裁剪：总长不超过 {}", "clip the gradient's length to {}"),
        ("clip_value", _shorter(made.clip_value), "梯度裁剪：每个数在 ±{} 之内", "clip each of its numbers to ±{}"),
        ("rate", float(f"{made.rate / 10:.3g}"), "学习率 {}", "learning rate {}"),
    )
    return tuple(Operation(zh, en, (Edit.model_validate({"at": trace.step, "key": key, "set": chosen}),), positive=True)
                 for key, chosen, zh, en in rows if chosen > 0)


def _shorter(limit: float | None) -> float:
    """A limit to begin with: a tenth of the one in force, if that is no mere number for "none"."""
    return LIMIT if limit is None or limit > 100 * LIMIT else float(f"{limit / 10:.3g}")
