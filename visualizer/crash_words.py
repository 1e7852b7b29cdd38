"""What a crash report says, in the words of the room: where a number broke, by what, out of what, and what helps."""

from dataclasses import dataclass

from engine.beats import Beats, Phase
from engine.carry import layer
from engine.crash import Crash, Operand
from engine.grad_terms import owner
from engine.ops import AFFINE
from engine.origin import Address
from visualizer.debugger.element import title
from visualizer.paint import Look, number

MOST = 8
"""Inputs that are named."""
PASSES = {
    Phase.FORWARD: ("前向", "forward pass"),
    Phase.LOSS: ("损失", "loss"),
    Phase.BACKWARD: ("反向", "backward pass"),
    Phase.UPDATE: ("更新", "update of the weights"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of a row; `bad` if it is about a number that is not finite."""

    text: str
    bad: bool = False


Row = tuple[str, tuple[Said, ...]]
"""What it is about, and what is said of it."""


def address_of(crash: Crash) -> Address | None:
    """Where the first number that is not finite stands in the trace of its update; None if it is the optimizer's."""
    fault = crash.fault
    if fault.phase is Phase.LOSS:
        return Address("loss", "y")
    if not fault.name:
        return None
    if fault.t < 0:
        return Address("grad", fault.name, None, (fault.unit,) if fault.source < 0 else (fault.source, fault.unit))
    return Address("value" if fault.phase is Phase.FORWARD else "grad", fault.name, fault.t, (fault.unit,))


def moment_of(crash: Crash, beats: Beats) -> int:
    """After how many beats of that update the number is there; what came from outside is there at its step's begin."""
    beat = crash.beat
    if beat.line and beat.line not in beats.names:
        return beats.done(type(beat)(beat.phase, beat.t, beats.names[0]))
    return beats.done(beat)


def headline(crash: Crash, look: Look) -> str:
    """What happened."""
    return look.word(f"更新 {crash.update} 做不下去：有一个数不再是有限的",
                     f"Update {crash.update} cannot be done: a number is no longer finite")


def bad_number(crash: Crash, look: Look) -> str:
    """Which number it was, in a few words."""
    at = address_of(crash)
    if at is None:
        return look.word("更新不是有限的", "the update is not finite")
    name = look.word("损失 L", "the loss L") if at.side == "loss" else title(at)
    return f"{look.word('第一个坏数', 'first bad number')} {name} = {number(crash.value)}"


def remedy(crash: Crash, look: Look) -> str:
    """What to do."""
    if _outside(crash):
        return look.word("这个数来自数据：检查输入。", "It came with the data: look at the input.")
    return look.word("降低学习率，或裁剪梯度（在调试器里按 S）。",
                     "Lower the rate, or clip the gradient (S in the debugger).")


def rows(crash: Crash, look: Look) -> tuple[Row, ...]:
    """Everything that is known of the number."""
    at, word = address_of(crash), look.word
    found: list[Row] = [(word("位置", "where"), (Said(_place(crash, look)),))]
    if at is not None:
        name = word("损失 L", "the loss L") if at.side == "loss" else title(at)
        found.append((word("第一个坏数", "first bad number"), (Said(f"{name} = {number(crash.value)}", True),)))
    found.append((word("由什么算出", "made by"), (Said(_made(crash, look)),)))
    if crash.inputs:
        label = word("最大的输入", "largest inputs") if crash.op == AFFINE.name else word("输入", "inputs")
        found.append((label, tuple(_operand(each) for each in crash.inputs[:MOST])))
    return tuple(found)


def _place(crash: Crash, look: Look) -> str:
    fault, word = crash.fault, look.word
    parts = [word(f"更新 {crash.update}", f"update {crash.update}"), word(*PASSES[fault.phase])]
    if fault.name:
        parts.append(_layer(crash, look))
    if fault.t >= 0:
        parts += [f"t = {fault.t + 1}", word(f"第 {fault.name} 行", f"line {fault.name}")]
    elif fault.name:
        parts.append(word(f"权重 {fault.name}，所有时间步之和", f"weight {fault.name}, summed over all t"))
    if fault.unit >= 0:
        parts.append(word(f"单元 {fault.unit + 1}", f"unit {fault.unit + 1}"))
    if fault.t >= 0:
        parts.append(word(f"批中第 {fault.row + 1} 串", f"sequence {fault.row + 1} of the batch"))
    return " · ".join(part.replace("'", "′") for part in parts)


def _layer(crash: Crash, look: Look) -> str:
    """Which layer a name belongs to."""
    name = crash.fault.name if crash.fault.t >= 0 else owner(crash.fault.name)
    if name == "x":
        return look.word("输入", "the input")
    if name.startswith("y"):
        return look.word("输出层", "output layer")
    which, against = layer(name)
    place = which or "1"
    back = look.word("（倒着读）", ", reading backwards") if against else ""
    return look.word(f"第 {place} 层", f"layer {place}") + back


def _outside(crash: Crash) -> bool:
    """Whether the number was given and not computed."""
    return crash.fault.phase is Phase.FORWARD and not crash.op


def _made(crash: Crash, look: Look) -> str:
    """By which operation it was made."""
    word, reads = look.word, ", ".join(name.replace("'", "′") for name in crash.reads)
    name = crash.fault.name.replace("'", "′")
    if _outside(crash):
        return word("由外界给定，没有计算", "given from outside, not computed")
    if crash.fault.phase is Phase.BACKWARD and crash.through:
        through = f"{crash.through} = {crash.op}({reads})"
        return word(f"反向穿过 {through}", f"back through {through}")
    if crash.fault.phase is Phase.FORWARD:
        return f"{name} = {crash.op}({reads})"
    return f"{crash.op}({reads})" if reads else crash.op


def _operand(each: Operand) -> Said:
    """A number that went in, where it stands and what it is."""
    index = (each.unit,) if each.source < 0 else (each.source, each.unit)
    at = Address("grad" if each.gradient else "value", each.name, each.t if "." not in each.name else None, index)
    return Said(f"{title(at)} = {number(each.value)}", not each.finite)
