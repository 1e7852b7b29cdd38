"""The numbers of a watch, all time steps at once: one function a kind of node."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array
from engine.watch.functions import FUNCTIONS, holds
from engine.watch.known import NEVER, Known, When, constant, either, later, pair, settled
from engine.watch.reading import Reader
from engine.watch.tree import Binary, Call, Node, Number, Ref, Unary

SIGNS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "<": lambda a, b: holds(a < b),
    "<=": lambda a, b: holds(a <= b),
    ">": lambda a, b: holds(a > b),
    ">=": lambda a, b: holds(a >= b),
    "==": lambda a, b: holds(a == b),
    "!=": lambda a, b: holds(a != b),
    "and": np.minimum,
    "or": np.maximum,
}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
JUDGES = {"any": 1.0, "all": 0.0, "or": 1.0, "and": 0.0}
"""Which truth of a single one decides about all."""
EXTREMES = {"min": ("<", "<="), "max": (">", ">=")}
"""min(x) < 1 is any(x < 1), but min(x) > 1 is all(x > 1)."""


def evaluate(node: Node, reader: Reader) -> Known:
    """Compute a node; what overflows is infinite, as it is in the net."""
    with np.errstate(all="ignore"):
        return _value(node, reader)


def _value(node: Node, reader: Reader) -> Known:
    match node:
        case Number():
            return constant(node.value)
        case Ref():
            return reader.read(node)
        case Call():
            return _call(node, reader)
        case Unary():
            found = _value(node.operand, reader)
            return Known(-found.data if node.sign == "-" else 1 - found.data, found.axes, found.when)
        case Binary():
            return _binary(node, reader)


def _call(node: Call, reader: Reader) -> Known:
    found = _value(node.args[0], reader)
    if node.name == "last":
        return Known(found.data[-int(_value(node.args[1], reader).data) :], found.axes, found.when)
    function = FUNCTIONS[node.name]
    if not function.gathers:
        return Known(function.run(found.data), found.axes, found.when)
    if found.axes[:1] == ("t",):
        return Known(function.run(found.data.reshape(len(found.data), -1)), ("t",), found.when)
    when = np.asarray(found.when.max())
    if node.name in JUDGES:
        when = settled(by_step(found, node.name), found.when, JUDGES[node.name])
    return Known(np.asarray(function.run(found.data.reshape(1, -1))[0]), (), when)


def by_step(found: Known, name: str) -> Array:
    """What a function that gathers makes of each time step alone, (T,); or of all, (1,)."""
    return FUNCTIONS[name].run(found.data.reshape(len(found.when) if found.steps else 1, -1))


def _binary(node: Binary, reader: Reader) -> Known:
    left, right = _value(node.left, reader), _value(node.right, reader)
    one, two, axes = pair(left, right)
    data = SIGNS[node.sign](one, two)
    if node.sign in JUDGES:
        return Known(data, axes, either(left, right, JUDGES[node.sign]))
    when = later(left, right)
    if node.sign in MIRRORED and not axes:
        for side, other, sign in ((node.left, right, node.sign), (node.right, left, MIRRORED[node.sign])):
            when = np.minimum(when, _decided(side, sign, other, float(data), reader))
    return Known(data, axes, when)


def _decided(side: Node, sign: str, other: Known, truth: float, reader: Reader) -> When:
    """When a comparison of the smallest or largest of all time steps is known: at the first step that decides."""
    if not (isinstance(side, Call) and side.name in EXTREMES):
        return np.asarray(NEVER)
    found, decides = _value(side.args[0], reader), float(sign in EXTREMES[side.name])
    if not found.steps or truth != decides:
        return np.asarray(NEVER)
    each = SIGNS[sign](by_step(found, side.name), other.data)
    return np.maximum(settled(each, found.when, decides), other.when)
