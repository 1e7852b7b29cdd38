"""Where a value came from: the inputs of its line, with the weights between."""

import numpy as np

from engine import derive
from engine.cells import Line
from engine.losses import LOSSES
from engine.ops import AFFINE, DIAGONAL, PLUS, SIGMOID, TIMES
from engine.origin import Address, Factor, Origin, Term, look_up, shortened
from engine.reading import how, value, weight_names, where
from engine.trace import Trace


def value_origin(trace: Trace, at: Address, most: int) -> Origin:
    """Say where the value of a line at a time step came from."""
    line = next((line for line in trace.lines if line.name == at.name), None)
    found = look_up(trace, at)
    if line is None or at.t is None or not 0 <= at.t < trace.T:
        return Origin(at, found, says="given from outside", zh="由外界给定")
    if how(trace, at.name, at.t, at.index[0]):
        return _held_origin(trace, at, found)
    if line.op is AFFINE:
        terms, rest = shortened(affine_terms(trace, line, at.t, at.index[0]), most)
        return Origin(at, found, terms, rest=rest)
    if line.op is PLUS:
        return Origin(at, found, tuple(_added(trace, name, at.t, at.index[0]) for name in line.inputs))
    if line.op in {TIMES, DIAGONAL}:
        return Origin(at, found, (product_term(trace, line, at.t, at.index[0]),))
    terms = tuple(Term((read_factor(trace, name, at.t, at.index[0]),)) for name in line.inputs)
    return Origin(at, found, terms, line.op)


def _held_origin(trace: Trace, at: Address, found: float) -> Origin:
    """Say that a number was not computed: it was put there, or stayed what it was a step before."""
    assert at.t is not None
    if how(trace, at.name, at.t, at.index[0]) == "fixed":
        return Origin(at, found, says="held at this number; its line was not heard",
                      zh="被固定在这个数；没有听它的那一行")
    before = Term((read_factor(trace, f"{at.name}'", at.t, at.index[0]),))
    return Origin(at, found, (before,), says="kept from the step before; its line was not heard",
                  zh="保持上一步的数；没有听它的那一行")


def read_factor(trace: Trace, name: str, t: int, unit: int) -> Factor:
    """One number of an input, primed or not, of a line at time step t."""
    plain, then = where(name, t)
    return Factor(float(value(trace, name, t)[unit]), Address("value", plain, then, (unit,)))


def weight_factor(trace: Trace, name: str, index: tuple[int, ...]) -> Factor:
    """One weight."""
    return Factor(float(trace.weight[name][index]), Address("value", name, None, index))


def affine_terms(trace: Trace, line: Line, t: int, unit: int) -> list[Term]:
    """Each number that comes in times its weight, then the bias."""
    *matrices, bias = weight_names(trace, line, t)
    terms = list[Term]()
    for name, matrix in zip(line.inputs, matrices, strict=True):
        plain, then = where(name, t)
        numbers, weights = value(trace, name, t).tolist(), trace.weight[matrix][:, unit].tolist()
        terms += [
            Term((Factor(w, Address("value", matrix, None, (place, unit))),
                  Factor(v, Address("value", plain, then, (place,)))))
            for place, (v, w) in enumerate(zip(numbers, weights, strict=True))
        ]
    return [*terms, Term((weight_factor(trace, bias, (unit,)),))]


def product_term(trace: Trace, line: Line, t: int, unit: int) -> Term:
    """What a line of products multiplied."""
    learned = tuple(weight_factor(trace, name, (unit,)) for name in weight_names(trace, line, t))
    read = tuple(read_factor(trace, name, t, unit) for name in line.inputs)
    return Term((*learned, *read), Address("value", line.name, t, (unit,)))


def _added(trace: Trace, name: str, t: int, unit: int) -> Term:
    """One input of a sum; if it is a product itself, its factors."""
    line = next((line for line in trace.lines if line.name == name), None)
    if line is not None and line.op is TIMES and not how(trace, name, t, unit):
        return product_term(trace, line, t, unit)
    factor = read_factor(trace, name, t, unit)
    return Term((factor,), factor.at)


def answer_origin(trace: Trace, at: Address) -> Origin:
    """Say where a share of the answer came from: e to the power of its score, over the sum of all."""
    assert at.t is not None
    y, place = trace.value["y"][at.t].astype(np.float64), at.index[0]
    found, score = look_up(trace, at), Address("value", "y", at.t, at.index)
    read = LOSSES[trace.loss_name].read
    if trace.loss_name == "squared":
        return Origin(at, found, (Term((Factor(float(y[place]), score),)),))
    if trace.loss_name == "binary":
        return Origin(at, found, (Term((Factor(float(y[place]), score),)),), SIGMOID)
    assert np.allclose(read(y).sum(), 1)
    raised = np.exp(y - y.max())
    over = Factor(float(1 / raised.sum()), None, "1 / Σ exp(y − max)")
    return Origin(at, found, (Term((Factor(float(raised[place]), score, "exp({0} − max)"), over)),))


def loss_origin(trace: Trace, at: Address, most: int) -> Origin:
    """Say where a loss came from: that of the sequence from its steps, that of a step from answer and target."""
    found = look_up(trace, at)
    if at.t is None:
        each = [Term((Factor(float(part), Address("loss", "y", t)),)) for t, part in enumerate(derive.losses(trace))]
        terms, rest = shortened(each, most)
        return Origin(at, found, terms, rest=rest)
    writer = {"softmax": _nats, "binary": _questions, "squared": _squares}.get(trace.loss_name)
    if writer is None:
        return Origin(at, found, says="the surprise of this step, a function of all outputs",
                      zh="这一步的意外程度，是全部输出的函数")
    if not trace.scored[at.t]:
        return Origin(at, found, says="not scored", zh="不计分")
    terms, rest = shortened(writer(trace, at.t), most)
    return Origin(at, found, terms, rest=rest)


def counted(trace: Trace) -> Factor:
    """What part of the loss one scored step is, as a factor; times its own score if steps count differently."""
    return Factor(float(1 / max(trace.scored.sum(), 1)), None, "1 / Σ scored")


def _count(trace: Trace, t: int) -> tuple[Factor, ...]:
    own = float(trace.scored[t])
    return (counted(trace),) if own == 1 else (Factor(own, None, "scored"), counted(trace))


def _target(t: int, k: int) -> Address:
    return Address("target", "y", t, (k,))


def _nats(trace: Trace, t: int) -> list[Term]:
    shares, wanted = derive.answers(trace)[t].astype(np.float64), trace.targets[t]
    return [
        Term((
            Factor(float(wanted[k]), _target(t, k)),
            Factor(float(np.log(wanted[k] / shares[k])), Address("answer", "y", t, (int(k),)), "ln(target / {0})"),
            *_count(trace, t),
        ))
        for k in map(int, np.flatnonzero(wanted))
    ]


def _questions(trace: Trace, t: int) -> list[Term]:
    shares, wanted = derive.answers(trace)[t].astype(np.float64), trace.targets[t].astype(np.float64)
    terms = []
    for k, (p, q) in enumerate(zip(shares, wanted, strict=True)):
        sides = ((q, p, "{0}", "ln(target / {0})"), (1 - q, 1 - p, "1 − {0}", "ln((1 − target) / (1 − {0}))"))
        terms += [
            Term((
                Factor(float(want), _target(t, k), says),
                Factor(float(np.log(want / got)), Address("answer", "y", t, (k,)), written),
                *_count(trace, t),
            ))
            for want, got, says, written in sides
            if want > 0
        ]
    return terms


def _squares(trace: Trace, t: int) -> list[Term]:
    off = trace.value["y"][t].astype(np.float64) - trace.targets[t]
    return [
        Term((
            Factor(0.5, None, "½"),
            *(Factor(float(off[k]), Address("value", "y", t, (k,)), "({0} − target)") for _ in range(2)),
            *_count(trace, t),
        ))
        for k in range(len(off))
    ]
