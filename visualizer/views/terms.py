"""A line's formula as data: the terms that are summed, and the numbers that are multiplied in each.

Forward it says how a value is made, backward how its gradient is: the sum over the lines that use it of what each
pulls. The numbers are the trace's own in full precision, so a formula can be recomputed and held against the trace.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, prod, tanh

import numpy as np

from engine import derive
from engine.cells import Line
from engine.one_layer import LayerTrace, from_above
from engine.ops import AFFINE, DIAGONAL, DOUBLE, HALF, IDENTITY, PLUS, RELU, REST, SIGMOID, TANH, TIMES
from engine.trace import Trace
from visualizer.theme import ROLES
from visualizer.views.quantity import hue, label, line_of, unit_of, value

WRAPS: dict[str, Callable[[float], float]] = {
    "σ": lambda z: 1 / (1 + exp(-z)) if z > -700 else 0.0,
    "tanh": tanh,
    "relu": lambda z: max(z, 0.0),
    "": lambda z: z,
}
MATRIX = {"x": "W", "h": "V"}
"""How a matrix is written by what it weighs: U if not named, for all that comes from the step before."""
FIXED = {HALF: ("½", 0.5), DOUBLE: ("2", 2.0)}
PRODUCTS = (TIMES, DIAGONAL, HALF, DOUBLE)


@dataclass(frozen=True, slots=True)
class Factor:
    """One name with its number and its colour; `slope` if the number is a gradient, `plain` if it needs no name."""

    name: str
    value: float
    hue: str = ""
    slope: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Factors that are multiplied; taken away if `minus`."""

    factors: tuple[Factor, ...]
    minus: bool = False

    @property
    def value(self) -> float:
        """The product, with its sign."""
        return prod(factor.value for factor in self.factors) * (-1 if self.minus else 1)


@dataclass(frozen=True, slots=True)
class Formula:
    """`left` = wrap(term + term + …)."""

    left: Factor
    terms: tuple[Term, ...]
    wrap: str = ""
    sign: str = "="

    @property
    def recomputed(self) -> float:
        """What the terms give."""
        return float(WRAPS[self.wrap](sum(term.value for term in self.terms)))


def forward(trace: Trace, name: str, t: int, unit: int) -> Formula:
    """How the value of a line is made."""
    line = line_of(trace, name)
    assert line is not None
    unit = unit_of(trace, name, t, unit)
    left = Factor(label(name, t), value(trace, name, t, unit), ROLES[line.role])
    if line.op is AFFINE:
        return Formula(left, tuple(_weighed(trace, line, t, unit)))
    if line.op is PLUS:
        return Formula(left, tuple(_expanded(trace, source, t, unit) for source in line.inputs))
    if line.op in PRODUCTS:
        return Formula(left, (_product(trace, line, t, unit),))
    if line.op is REST:
        return Formula(left, (_one(), Term((_named(trace, line.inputs[0], t, unit),), minus=True)))
    wrap = {SIGMOID: "σ", TANH: "tanh", RELU: "relu", IDENTITY: ""}[line.op]
    return Formula(left, (Term((_named(trace, line.inputs[0], t, unit),)),), wrap)


def _one() -> Term:
    return Term((Factor("1", 1.0, plain=True),))


def _named(trace: Trace, name: str, t: int, unit: int) -> Factor:
    return Factor(label(name, t), value(trace, name, t, unit), hue(trace, name))


def _expanded(trace: Trace, name: str, t: int, unit: int) -> Term:
    """A summand; a product is written out, so that a sum reads c = f × c′ + i × g."""
    line = line_of(trace, name)
    if line is not None and line.op in PRODUCTS and not name.endswith("'"):
        return _product(trace, line, t, unit)
    return Term((_named(trace, name, t, unit),))


def _product(trace: Trace, line: Line, t: int, unit: int) -> Term:
    """What a line multiplies: its inputs, or its one input and a number that it holds."""
    factors = tuple(_named(trace, source, t, unit) for source in line.inputs)
    return Term(factors if line.op is TIMES else (_held(trace, line, t, unit), *factors))


def _held(trace: Trace, line: Line, t: int, unit: int) -> Factor:
    """The number that a line holds: a fixed one, or the weight of this unit."""
    if line.op in FIXED:
        name, number = FIXED[line.op]
        return Factor(name, number, plain=True)
    return Factor(f"p_{line.role}", float(trace.weight[trace.weights(line, t)[0]][unit]))


def _weighed(trace: Trace, line: Line, t: int, unit: int) -> Iterator[Term]:
    """What each input adds to one unit of an affine line, and the bias."""
    *matrices, bias = trace.weights(line, t)
    for source, weight in zip(line.inputs, matrices, strict=True):
        came = derive.source(trace, source)[t]
        partial = float(came @ trace.weight[weight][:, unit])
        yield Term((Factor(f"{MATRIX.get(source, 'U')} {label(source, t)}", partial, hue(trace, source)),))
    yield Term((Factor("b", float(trace.weight[bias][unit])),))


def backward(trace: Trace, name: str, t: int, unit: int) -> Formula:
    """How the gradient of a line is made: what all that use it pull, at this step and at the next."""
    unit = unit_of(trace, name, t, unit)
    left = _slope(trace, name, t, unit)
    if name == "y":
        return Formula(left, (_seed(trace, t, unit),))
    terms = [pull(trace, line, place, t, unit) for line, place in uses(trace, name)]
    if t + 1 < trace.T:
        terms += [pull(trace, line, place, t + 1, unit) for line, place in uses(trace, f"{name}'")]
    return Formula(left, (*terms, *_from_above(trace, name, t, unit)))


def _from_above(trace: Trace, name: str, t: int, unit: int) -> Iterator[Term]:
    """What the layer above or the head sends to what a layer says, where a layer is looked at by itself."""
    if isinstance(trace, LayerTrace) and name == trace.cell.head.inputs[0]:
        for reader, sent in from_above(trace, t):
            letter = "V" if reader == "y" else "W"
            yield Term((Factor(f"{letter} ∂{label(reader, t)}", float(sent[unit]), slope=True),))


def carried_back(trace: Trace, name: str, t: int, unit: int) -> float:
    """What time step t alone sends back to the carried value it found."""
    return sum(pull(trace, line, place, t, unit).value for line, place in uses(trace, f"{name}'"))


def uses(trace: Trace, name: str) -> list[tuple[Line, int]]:
    """The lines that take a name as an input, and at which place."""
    return [(line, place) for line in trace.lines for place, source in enumerate(line.inputs) if source == name]


def _slope(trace: Trace, name: str, t: int, unit: int) -> Factor:
    return Factor(f"∂{label(name, t)}", float(trace.grad[name][t][unit]), hue(trace, name), slope=True)


def pull(trace: Trace, line: Line, place: int, t: int, unit: int) -> Term:
    """What one line at time step t pulls on one unit of one of its inputs."""
    if line.op is AFFINE:
        source = line.inputs[place]
        sent = float(trace.weight[trace.weights(line, t)[place]][unit] @ trace.grad[line.name][t])
        name = f"{MATRIX.get(source, 'U')} ∂{label(line.name, t)}"
        return Term((Factor(name, sent, ROLES[line.role], slope=True),))
    slope = _slope(trace, line.name, t, unit)
    if line.op is TIMES:
        return Term((_named(trace, line.inputs[1 - place], t, unit), slope))
    if line.op in PRODUCTS:
        return Term((_held(trace, line, t, unit), slope))
    if line.op in {PLUS, REST, IDENTITY}:
        return Term((slope,), minus=line.op is REST)
    return Term((*_steepness(line, label(line.name, t), value(trace, line.name, t, unit)), slope))


def _steepness(line: Line, own: str, done: float) -> tuple[Factor, ...]:
    """How steep a squashing is where it stands, by what it gave."""
    wears = ROLES[line.role]
    if line.op is SIGMOID:
        return Factor(own, done, wears), Factor(f"(1 − {own})", 1 - done, wears)
    if line.op is RELU:
        return (Factor(f"[{own} > 0]", float(done > 0), wears),)
    return (Factor(f"(1 − {own}²)", 1 - done * done, wears),)


def _seed(trace: Trace, t: int, unit: int) -> Term:
    """Where all gradients begin: the answer less what was wanted, by its share in the loss."""
    softmax = trace.loss_name == "softmax"
    said, wanted = float(derive.answers(trace)[t][unit]), float(trace.targets[t][unit])
    if softmax:
        said *= float(trace.targets[t].sum())
    miss = Factor(f"({'p' if softmax else 'y'}_{t + 1} − q_{t + 1})", said - wanted, ROLES["h"], slope=True)
    share = float(trace.scored[t] / ((trace.scored.sum() or 1) * trace.rows))
    return Term((miss, Factor(f"1/{1 / share:.0f}" if share else "0", share, plain=True)))


def summed(trace: Trace) -> Formula:
    """The loss as the sum of what each scored time step adds."""
    each = derive.losses(trace)
    terms = tuple(Term((Factor(f"ℓ_{t + 1}", float(each[t])),)) for t in range(trace.T) if trace.scored[t])
    return Formula(Factor("L", derive.loss(trace)), terms)


def moved(trace: Trace) -> tuple[str, Formula]:
    """The weight that the update moves most: its name and place, and how it moves."""
    name = max(trace.delta, key=lambda key: float(np.abs(trace.delta[key]).max()))
    place = np.unravel_index(int(np.abs(trace.delta[name]).argmax()), trace.delta[name].shape)
    old, step = float(trace.weight[name][place]), float(trace.delta[name][place])
    line = line_of(trace, name.partition(".")[0])
    wears = "" if line is None else ROLES[line.role]
    terms = (Term((Factor("w", old, wears),)), Term((Factor("Δw", step, wears),)))
    where = " → ".join(str(int(i) + 1) for i in place)
    return f"{name}  {where}", Formula(Factor("w", old + step, wears), terms, sign="←")
