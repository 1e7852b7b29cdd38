"""The numbers of a trace by their addresses: how one is written, where it stands, when it is known."""

from dataclasses import replace
from typing import Final

from engine.arrays import Array
from engine.beats import Beat, Beats, Cursor, Phase
from engine.origin import Address, Side
from engine.trace import Trace

VALUE: Final = "value"
GRADIENT: Final = "grad"
UPDATE: Final = "delta"
SIDES: dict[Side, tuple[str, str]] = {
    VALUE: ("数值", "value"),
    GRADIENT: ("梯度", "gradient"),
    UPDATE: ("更新", "update"),
}
SIGNS: dict[str, str] = {GRADIENT: "∂", UPDATE: "Δ"}




def tensor(trace: Trace, name: str, side: Side) -> Array:
    """All numbers of a quantity: a line's (T, n), a weight's in its own shape."""
    if side == UPDATE and name in trace.delta:
        return trace.delta[name]
    if side == GRADIENT:
        return trace.grad[name]
    return trace.weight[name] if name in trace.weight else trace.value[name]


def title(at: Address) -> str:
    """How an address is written: `∂c[7, 2]`, time step and unit counted from 1."""
    places = [] if at.t is None else [at.t + 1]
    places += [place + 1 for place in at.index]
    name = {"answer": "p", "target": "target", "loss": "L"}.get(at.side, at.name.replace("'", "′"))
    return f"{SIGNS.get(at.side, '')}{name}[{', '.join(map(str, places))}]" if places else name


def seen_in(trace: Trace, at: Address) -> Address | None:
    """The same number in another trace; a unit that is not there becomes the last; None if there is no such number."""
    if at.name in trace.weight:
        shape = trace.weight[at.name].shape
        return at if len(shape) == len(at.index) and all(a < n for a, n in zip(at.index, shape, strict=True)) else None
    if at.name not in trace.value or at.t is None or at.t >= trace.T or not at.index:
        return None
    wide = int(trace.value[at.name].shape[1])
    return replace(at, index=(min(at.index[-1], wide - 1),))


def moment_of(beats: Beats, at: Address) -> int | None:
    """After how many beats a number has just been written; None for what is there from the start."""
    if at.side in {"loss", "target", "answer"}:
        return beats.done(Beat(Phase.LOSS))
    if at.side in {"delta", "state"} or (at.side == "grad" and at.t is None):
        return len(beats)
    if at.t is None or not 0 <= at.t < beats.T or at.name not in beats.names:
        return None
    return beats.done(Beat(Phase.BACKWARD if at.side == "grad" else Phase.FORWARD, at.t, at.name))


def written_at(cursor: Cursor, unit: int) -> Address | None:
    """The number that the line of this moment has just written, for a unit."""
    beat = cursor.beat
    if beat is None or beat.phase is Phase.UPDATE:
        return None
    if beat.phase is Phase.LOSS:
        return Address("loss", "y")
    return Address("grad" if beat.phase is Phase.BACKWARD else "value", beat.line, beat.t, (unit,))
