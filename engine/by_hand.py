"""A training step of one unit as a person computes it with a pencil: each line with names, with numbers, its result.

Numbers are printed with so many digits behind the point. A row's numbers are those that are printed, so whoever
computes with them gets what is printed, or is off by no more units of the last digit than the row says: what rounding
costs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor
from typing import Literal

import numpy as np

from engine import derive
from engine.arrays import Array, Named
from engine.beats import Beat, Phase
from engine.cells import Line
from engine.grad_terms import sent
from engine.hand_writing import DIGITS, Formula, Piece, Slot, printed, weight_name
from engine.ops import AFFINE, DIAGONAL, PLUS, TIMES
from engine.origin import Address, Factor, Term, look_up
from engine.reading import readers
from engine.trace import Trace
from engine.value_terms import affine_terms, product_term, read_factor

Kind = Literal["forward", "loss", "backward", "update"]
MOST_STEPS = 8
UNIT = (0,)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to compute: when, what it is called, of what it is made, what comes out."""

    beat: Beat
    slot: Slot
    formula: Formula
    result: str
    off: int
    """By how many units of the last digit a hand that computes with the printed numbers may be off."""

    @property
    def name(self) -> str:
        """What stands before the sign of equality."""
        return self.slot.name

    @property
    def sign(self) -> str:
        """How it is joined to its formula: a weight becomes what comes out."""
        return "←" if self.slot.at.side == "delta" else "="

    @property
    def copied(self) -> bool:
        """Whether there is nothing to compute: the result is the one number that goes in."""
        return self.formula.numbers == self.result


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that are computed in one go: a time step of a pass, the loss, the update."""

    kind: Kind
    t: int
    """The time step; −1 of the loss and of the update."""
    rows: tuple[Row, ...]

    @property
    def given(self) -> tuple[Slot, ...]:
        """What must be known beforehand, but for the weights."""
        own = {row.slot.at for row in self.rows}
        read = (slot for row in self.rows for slot in row.formula.slots)
        return tuple(dict.fromkeys(slot for slot in read if slot.at not in own and not slot.weight))


def unfit(trace: Trace) -> tuple[str, str]:
    """Why a step is not one for a pencil, in Chinese and English; nothing if it is."""
    units = max(array.shape[1] for name, array in trace.value.items())
    if units > 1 or trace.T > MOST_STEPS:
        return (f"这个网络每步有 {units} 个数，共 {trace.T} 步",
                f"this net has up to {units} numbers in a line and {trace.T} steps")
    odd = trace.layers > 1 or trace.bidirectional or trace.decodes or trace.drop or trace.cut or trace.holds
    if odd or trace.loss_name != "squared":
        return "只为单层、单向、平方误差的网络列式", "only one layer, one way, with squared error is written out"
    if trace.learning.optimizer not in {"", "sgd"}:
        return "只为普通梯度下降列式", "only plain gradient descent is written out"
    return "", ""


def sections(trace: Trace) -> tuple[Section, ...]:
    """Write out a whole training step, in the order in which it is computed."""
    assert not any(unfit(trace))
    sheet, steps = _Sheet(trace), range(trace.T)
    forward = [Section("forward", t, tuple(sheet.value(line, t) for line in trace.lines)) for t in steps]
    backward = [
        Section("backward", t, tuple(sheet.slope(line, t) for line in reversed(trace.lines))) for t in reversed(steps)
    ]
    loss, update = Section("loss", -1, tuple(sheet.losses())), Section("update", -1, tuple(sheet.update()))
    return (*forward, loss, *backward, update)


def rounded(trace: Trace) -> Trace:
    """The same step with every number as it is printed."""
    def each(arrays: Named) -> Named:
        return {name: _round(array) for name, array in arrays.items()}

    return replace(trace, value=each(trace.value), grad=each(trace.grad), weight=each(trace.weight),
                   start=each(trace.start), targets=_round(trace.targets))


def _round(array: Array) -> Array:
    return np.asarray(np.round(array.astype(np.float64), DIGITS))


class _Sheet:
    """Writes rows of a trace: numbers from the rounded one, results from the true one."""

    def __init__(self, trace: Trace) -> None:
        self.true, self.trace = trace, rounded(trace)
        self.scored = int(np.count_nonzero(trace.scored)) * trace.rows

    def value(self, line: Line, t: int) -> Row:
        """The value of a line."""
        at = Address("value", line.name, t, UNIT)
        return self._row(Beat(Phase.FORWARD, t, line.name), at, self._made(line, t))

    def _made(self, line: Line, t: int) -> Formula:
        if line.op is AFFINE:
            return self._sum(affine_terms(self.trace, line, t, 0))
        if line.op in {TIMES, DIAGONAL}:
            return self._sum([product_term(self.trace, line, t, 0)])
        read = [Term((read_factor(self.trace, name, t, 0),)) for name in line.inputs]
        if line.op is PLUS:
            return self._sum(read)
        found = float(line.op.run(np, np.asarray(read[0].value)))
        inside = self._piece(read[0].factors[0])
        before, _, after = line.op.sign.partition("{0}")
        factor = f"{before}× " if before[:1] in {"½", "2"} else before
        return Formula((Piece(factor), inside, Piece(after)), found)

    def slope(self, line: Line, t: int) -> Row:
        """The gradient of a line."""
        at = Address("grad", line.name, t, UNIT)
        beat = Beat(Phase.BACKWARD, t, line.name)
        if line is self.trace.cell.head:
            return self._row(beat, at, self._seed(t))
        terms = [term for reader in readers(self.trace, line.name, t) for term in sent(self.trace, reader, 0)]
        return self._row(beat, at, self._sum([Term(term.factors[::-1], term.at) for term in terms]))

    def _miss(self, t: int) -> tuple[tuple[Piece, ...], float]:
        """What was said less what was wanted, in brackets."""
        said = self._piece(read_factor(self.trace, "y", t, 0))
        wanted = Address("target", "y", t, UNIT)
        value = look_up(self.trace, wanted)
        less = Piece(" − "), self._piece(Factor(value, wanted), inner=True)
        return (Piece("("), said, *less, Piece(")")), float(self.trace.value["y"][t][0]) - value

    def _seed(self, t: int) -> Formula:
        miss, value = self._miss(t)
        if not self.true.scored[t]:
            return Formula((Piece("0"),), 0.0)
        return Formula((*miss, Piece(f" / {self.scored}")), value / self.scored)

    def losses(self) -> Iterator[Row]:
        """What each scored step adds to the loss, and their sum."""
        beat, each = Beat(Phase.LOSS), []
        parts = _round(derive.losses(self.true))
        for t in np.flatnonzero(self.true.scored).tolist():
            miss, value = self._miss(t)
            at = Address("loss", "y", t)
            count = self.scored // self.true.rows
            formula = Formula((Piece("½ "), *miss, Piece(f"² / {count}")), 0.5 * value * value / count)
            yield self._row(beat, at, formula)
            each.append(Term((Factor(float(parts[t]), at),)))
        yield self._row(beat, Address("loss", "y"), self._sum(each))

    def update(self) -> Iterator[Row]:
        """What all steps add to each weight's gradient; then the weight after the step."""
        names = [(line, place, name) for line in self.trace.lines for place, name in enumerate(line.weights)]
        for line, place, name in names:
            index = (0,) * self.trace.weight[name].ndim
            steps = [self._step(line, place, t) for t in range(self.trace.T)]
            grad = Address("grad", name, None, index)
            yield self._row(Beat(Phase.UPDATE), grad, self._sum(steps))
            if self.true.learning.optimizer:
                yield self._row(Beat(Phase.UPDATE), Address("delta", name, None, index), self._moved(name, index))

    def _step(self, line: Line, place: int, t: int) -> Term:
        """What a time step adds to a weight's gradient."""
        at = Address("grad", line.name, t, UNIT)
        slope = Factor(look_up(self.trace, at), at)
        weighed = place < len(line.inputs)
        return Term((read_factor(self.trace, line.inputs[place], t, 0), slope) if weighed else (slope,))

    def _moved(self, name: str, index: tuple[int, ...]) -> Formula:
        """A weight less rate times gradient."""
        rate = self.true.learning.rate
        ours, slope = (Address(side, name, None, index) for side in ("value", "grad"))
        old, grad = look_up(self.trace, ours), look_up(self.trace, slope)
        less = Piece(f" − {rate:g} × "), self._piece(Factor(grad, slope), inner=True)
        return Formula((self._piece(Factor(old, ours)), *less), old - rate * grad)

    def _row(self, beat: Beat, at: Address, formula: Formula) -> Row:
        true = look_up(self.true, at)
        if at.side == "delta":
            true += look_up(self.true, replace(at, side="value"))
        return Row(beat, self._slot(at), formula, printed(true), _off(formula.value, true))

    def _slot(self, at: Address) -> Slot:
        learned = at.name in self.trace.weight
        line = next((each for each in self.trace.lines if each.name == at.name.partition(".")[0]), None)
        letter = weight_name(line, at.name) if learned and line else at.name
        value = 0.0 if at.side in {"delta", "loss"} else look_up(self.trace, at)
        exact = at.side in {"value", "target"} and (learned or at.name == "x" or at.side == "target" or at.t == -1)
        return Slot(at, letter, printed(value, short=exact), weight=learned and at.side == "value")

    def _piece(self, factor: Factor, *, inner: bool = False) -> Piece:
        """A factor as a part of a formula; `inner` if it does not stand at the beginning."""
        if factor.at is None:
            return Piece(factor.says)
        slot = self._slot(factor.at)
        if factor.at.side == "loss":
            slot = replace(slot, text=printed(factor.value))
        return Piece(factor.says, slot, inner=inner)

    def _sum(self, terms: list[Term]) -> Formula:
        pieces: list[Piece] = []
        for place, term in enumerate(terms):
            pieces += [Piece(" + ")] * bool(place)
            for nth, factor in enumerate(term.factors):
                pieces += [Piece(" × ")] * bool(nth) + [self._piece(factor, inner=bool(place or nth))]
        return Formula(tuple(pieces or [Piece("0")]), float(sum(term.value for term in terms)))


def _off(hand: float, true: float) -> int:
    """How many units of the last digit may lie between a hand's result and the printed one, whichever way it rounds."""
    scale = 10**DIGITS
    shown, at = round(float(f"{true:.{DIGITS}f}") * scale), hand * scale
    near = abs(at - floor(at) - 0.5) < 1e-6  # a tie: some round it up, some down
    ends = (floor(at), floor(at) + 1) if near else (floor(at + 0.5),)
    return int(max(abs(end - shown) for end in ends))

