"""What says most about a condition that holds: the number that was compared, and the unit it came from."""

import numpy as np

from engine.arrays import Array
from engine.watch.evaluate import EXTREMES, evaluate
from engine.watch.known import Known
from engine.watch.reading import Reader
from engine.watch.tree import LOGIC, Binary, Call, Node, Ref, Unary, parts, references

Told = tuple[float, int, int]
"""A value, a unit and a time step, from 0; −1 where there is none."""


def tell(node: Node, reader: Reader, t: int, sought: float = 1.0) -> Told:
    """Find what to show of a condition that holds at a time step, or that does not where 0 is sought."""
    match node:
        case Unary("not", operand):
            return tell(operand, reader, t, 1 - sought)
        case Binary(sign, left, right) if sign in LOGIC:
            first = _tells(left, reader, t, sought) or not _tells(right, reader, t, sought)
            return tell(left if first else right, reader, t, sought)
        case Binary(_, left, right):
            return _number(left if references(left) else right, reader, t)
        case Call(_, (inner,)):
            return _judged(inner, reader, t, sought)
        case _:
            return _number(node, reader, t)


def _tells(node: Node, reader: Reader, t: int, sought: float) -> bool:
    """Whether a part is as sought and says something of the net."""
    inside = any(ref.kind != "fact" for ref in references(node))
    return inside and bool((at(evaluate(node, reader), t) == sought).any())


def at(found: Known, t: int) -> Array:
    """What is known at one time step."""
    return np.asarray(found.data[t] if found.steps else found.data)


def _number(node: Node, reader: Reader, t: int) -> Told:
    """Tell a number, and the unit that makes it: the smallest for min, else the largest, or the first not finite."""
    found = evaluate(node, reader)
    row, place = _row(node, reader, t)
    name = node.name if isinstance(node, Call) else ""
    whole = any(_whole(ref) for ref in references(node))
    unit = _loudest(row, name) if row is not None and (name in EXTREMES or not whole or found.steps) else -1
    plain = isinstance(node, Call) and name in EXTREMES and isinstance(node.args[0], Ref)
    value = row[unit] if whole and plain and row is not None else at(found, t)
    return float(value), unit, place


def _judged(inner: Node, reader: Reader, t: int, sought: float) -> Told:
    """Tell the first unit for which a condition is as sought, and its value."""
    found = evaluate(inner, reader)
    truth, (row, place) = at(found, t), _row(inner, reader, t)
    if "unit" not in found.axes or row is None:
        return _number(inner, reader, t) if found.axes in {(), ("t",)} else (float(truth.max()), -1, place)
    unit = int((truth == sought).argmax())
    return float(row[unit] if row.ndim else row), unit, place


def _row(node: Node, reader: Reader, t: int) -> tuple[Array | None, int]:
    """The numbers of the first line that a node reads, at the time step meant, and which that is."""
    for ref in references(node):
        if ref.kind == "line":
            place = t if _whole(ref) or ref.picks[0].of == "t" else reader.place(ref.picks[0])
            row = at(reader.read(ref), t)
            return (row if row.ndim else None), place
    return None, t if _reads_t(node) else -1


def _whole(ref: Ref) -> bool:
    """Whether a name stands for all time steps."""
    return ref.kind == "line" and (not ref.picks or ref.picks[0].of == ":")


def _reads_t(node: Node) -> bool:
    return any(ref.name == "t" and ref.kind == "fact" for ref in references(node)) or any(map(_reads_t, parts(node)))


def _loudest(row: Array, name: str) -> int:
    """The unit that makes a number: the first that is not finite, else the smallest, the largest, the farthest out."""
    wild = ~np.isfinite(row)
    if wild.any():
        return int(wild.argmax())
    return int({"min": row.argmin, "max": row.argmax}.get(name, np.abs(row).argmax)())
