"""Where a gradient came from: every line that took the value, now or a step later, sends terms, and the loss the first.

A term is the reader's own gradient times how steeply it answers to this one input.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine import derive
from engine.ops import AFFINE, DIAGONAL, DOUBLE, HALF, IDENTITY, PLUS, RELU, REST, SIGMOID, TANH, TIMES, Op
from engine.origin import Address, Factor, Origin, Term, look_up, shortened
from engine.reading import Reader, how, pulled, readers, through, way, weight_names
from engine.trace import Trace
from engine.value_terms import read_factor, weight_factor

SLOPES: dict[Op, tuple[Callable[[float], float], str]] = {
    SIGMOID: (lambda y: y * (1 - y), "{0}(1 − {0})"),
    TANH: (lambda y: 1 - y * y, "(1 − {0}²)"),
    RELU: (lambda y: float(y > 0), "[{0} > 0]"),
}
ROUNDING = 1e-12
CONSTANTS: dict[Op, tuple[float, str]] = {REST: (-1.0, "−1"), HALF: (0.5, "½"), DOUBLE: (2.0, "2")}


def grad_origin(trace: Trace, at: Address, most: int) -> Origin:
    """Say where the gradient of a value at a time step came from."""
    assert at.t is not None
    found = look_up(trace, at)
    if at.name == trace.cell.head.name:
        return _seed_origin(trace, at, found, most)
    terms = [term for reader in readers(trace, at.name, at.t) for term in sent(trace, reader, at.index[0])]
    terms += _kept_term(trace, at) + _cut_term(trace, at)
    kept, rest = shortened(terms, most)
    nobody = ("all that reads it is held", "读取它的都被固定") if trace.holds else ("nothing reads it", "无人读取")
    says, zh = ("", "") if terms else nobody
    return Origin(at, found, kept, rest=rest, says=says, zh=zh)


def _kept_term(trace: Trace, at: Address) -> list[Term]:
    """What the step after sends back whole, because its number was kept from here."""
    assert at.t is not None
    after, unit = at.t + way(at.name), at.index[0]
    if not 0 <= after < trace.T or how(trace, at.name, after, unit) != "kept":
        return []
    return [Term((_grad(trace, at.name, after, unit),))]


def _cut_term(trace: Trace, at: Address) -> list[Term]:
    """What truncation leaves out at a window's border: what was discarded here, less what was discarded before."""
    if not trace.discarded or at.name not in trace.cell.carry or at.t is None:
        return []
    here, unit = float(trace.discarded[at.name][at.t][at.index]), at.index[0]
    came = sum(
        float(pulled(trace, reader.line, reader.t, trace.discarded[reader.line.name][reader.t])[reader.place][unit])
        for reader in readers(trace, at.name, at.t)
    )
    if _kept_term(trace, at):
        came += float(trace.discarded[at.name][at.t + way(at.name)][unit])
    if abs(here - came) <= ROUNDING * (abs(here) + abs(came)):
        return []
    return [Term((Factor(came - here, None, "−cut"),))]


def sent(trace: Trace, reader: Reader, unit: int) -> list[Term]:
    """What one reader sends back to one number of its input: a term for each of its own numbers that heard it.

    A number that was held heard nothing.
    """
    line, t = reader.line, reader.t
    if line.op is AFFINE:
        name = weight_names(trace, line, t)[reader.place]
        weights, grads = trace.weight[name][unit].tolist(), trace.grad[line.name][t].tolist()
        heard = np.flatnonzero(through(trace, line.name, t, np.ones(len(weights)))).tolist()
        return [
            Term((Factor(grads[k], Address("grad", line.name, t, (k,))),
                  Factor(weights[k], Address("value", name, None, (unit, k)))))
            for k in heard
        ]
    if how(trace, line.name, t, unit):
        return []
    return [Term((_grad(trace, line.name, t, unit), *_slope(trace, reader, unit)))]


def _grad(trace: Trace, name: str, t: int, unit: int) -> Factor:
    at = Address("grad", name, t, (unit,))
    return Factor(look_up(trace, at), at)


def _slope(trace: Trace, reader: Reader, unit: int) -> tuple[Factor, ...]:
    """How steeply a line of single numbers answers to one of its inputs, as factors."""
    line, t = reader.line, reader.t
    if line.op in {PLUS, IDENTITY}:
        return ()
    if line.op is TIMES:
        return (read_factor(trace, line.inputs[1 - reader.place], t, unit),)
    if line.op is DIAGONAL:
        return (weight_factor(trace, weight_names(trace, line, t)[0], (unit,)),)
    if line.op in CONSTANTS:
        return (Factor(CONSTANTS[line.op][0], None, CONSTANTS[line.op][1]),)
    if line.op in SLOPES:
        at = Address("value", line.name, t, (unit,))
        slope, says = SLOPES[line.op]
        return (Factor(slope(look_up(trace, at)), at, says),)
    one = np.ones_like(trace.value[line.name][t])  # an op that nobody has written a slope for: ask it
    return (Factor(float(pulled(trace, line, t, one)[reader.place][unit]), None, f"∂{line.name}/∂{{0}}"),)


def _seed_origin(trace: Trace, at: Address, found: float, most: int) -> Origin:
    """Say where the slope of the loss at an output came from: what was said, less what was wanted."""
    assert at.t is not None
    if not trace.scored[at.t]:
        return Origin(at, found, says="not scored", zh="不计分")
    if trace.loss_name == "ctc":
        return _spelt(trace, at, found)
    wanted, share = trace.targets[at.t].astype(np.float64), _share(trace, at.t)
    said = Factor(float(derive.answers(trace)[at.t][at.index]), Address("answer", "y", at.t, at.index))
    partly = trace.loss_name == "softmax" and wanted.sum() != 1
    whole = (Factor(float(wanted.sum()), None, "Σ target"),) if partly else ()
    less = Factor(-float(wanted[at.index]), Address("target", "y", at.t, at.index), "−{0}")
    terms, rest = shortened([Term((said, *whole, *share)), Term((less, *share))], most)
    return Origin(at, found, terms, rest=rest)


def _spelt(trace: Trace, at: Address, found: float) -> Origin:
    """Of CTC: what was said, less how often the paths that spell the labels say it at this step."""
    said = Factor(float(derive.answers(trace)[at.t][at.index]), Address("answer", "y", at.t, at.index))
    over = Factor(1 / trace.rows, None, "1 / B")
    often = Factor(-(said.value - found * trace.rows), None, "−visits")
    return Origin(at, found, (Term((said, over)), Term((often, over))),
                  says="visits: how often the paths that spell the labels say this here",
                  zh="visits：能拼出标签的路径在这一步说它的比例")


def _share(trace: Trace, t: int) -> tuple[Factor, ...]:
    """What part of the batch's loss a step is, as factors."""
    own = float(trace.scored[t])
    part = Factor(float(1 / (max(trace.scored.sum(), 1) * trace.rows)), None, "1 / (B · Σ scored)")
    return (part,) if own == 1 else (Factor(own, None, "scored"), part)


def weight_grad_origin(trace: Trace, at: Address, most: int) -> Origin:
    """Say where a weight's gradient came from: what each time step adds, the penalty, and the rest of the batch."""
    found = look_up(trace, at)
    terms = [term for t in range(trace.T) if (term := _step_term(trace, at, t)) is not None]
    terms += _penalty_terms(trace, at)
    says, zh = ("", "") if terms else ("held: no gradient goes through its line", "被固定：没有梯度穿过它的那一行")
    return _with_batch(trace, Origin(at, found, tuple(terms), says=says, zh=zh), most)


def _step_term(trace: Trace, at: Address, t: int) -> Term | None:
    """What one time step adds to a weight's gradient, if the weight is in force there."""
    line = next(line for line in trace.lines if line.name == owner(at.name))
    names = weight_names(trace, line, t)
    if at.name not in names or how(trace, line.name, t, at.index[-1]):
        return None
    own, place = _grad(trace, line.name, t, at.index[-1]), names.index(at.name)
    if place == len(line.inputs):  # the bias
        return Term((own,))
    return Term((read_factor(trace, line.inputs[place], t, at.index[0]), own))


def owner(weight: str) -> str:
    """The line that a weight belongs to."""
    return weight.rpartition(":")[2].partition(".")[0]


def _penalty_terms(trace: Trace, at: Address) -> list[Term]:
    """What l1 and l2 add."""
    pull = derive.penalty(trace).get(at.name)
    if pull is None:
        return []
    here = Address("value", at.name, None, at.index)
    w = look_up(trace, here)
    terms = [(trace.l1, float(np.sign(w)), "sign({0})", "l1"), (trace.l2, w, "{0}", "l2")]
    return [Term((Factor(pull, None, name), Factor(by, here, says))) for pull, by, says, name in terms if pull]


def _with_batch(trace: Trace, origin: Origin, most: int) -> Origin:
    """Shorten the terms; what the other sequences of the batch add is known as a sum only."""
    terms, rest = shortened(list(origin.terms), most)
    if trace.rows == 1:
        return replace(origin, terms=terms, rest=rest)
    left = origin.value - sum(term.value for term in origin.terms)
    others = trace.rows - 1
    more = Term((Factor(left, None, "other sequences"),))
    return Origin(origin.at, origin.value, (*terms, more), rest=rest,
                  says=f"other sequences: what the {others} others of the batch add",
                  zh=f"other sequences：同批另外 {others} 个序列的贡献")


