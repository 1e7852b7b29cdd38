"""What a watch is once it is read: a small tree of frozen nodes, each with its place in the text."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Side = Literal["value", "grad", "delta"]
SIDES: dict[str, Side] = {"d": "grad", "delta": "delta"}
"""What may be asked of a name besides its value: d(name) is its gradient, delta(name) what the update adds to it."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One place in brackets: `:`, t and T with an offset, or a number counted from 1."""

    of: Literal[":", "t", "T", "number"]
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A name, what is asked of it, and which of its numbers."""

    name: str
    side: Side
    picks: tuple[Pick, ...]
    span: Span
    whole: Span
    """The name with its brackets."""
    quoted: bool = False
    kind: Literal["", "fact", "weight", "line"] = ""
    """What it names, once that is known."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function of arguments."""

    name: str
    args: "tuple[Node, ...]"
    span: Span
    """Of the function's name."""


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before a value: - or not."""

    sign: str
    operand: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """A sign between two values; the span is the sign's."""

    sign: str
    left: "Node"
    right: "Node"
    span: Span


Node = Number | Ref | Call | Unary | Binary

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
LOGIC = ("and", "or")


def parts(node: Node) -> "tuple[Node, ...]":
    """The nodes right below a node."""
    match node:
        case Call():
            return node.args
        case Unary():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case _:
            return ()


def extent(node: Node) -> Span:
    """From where to where a node and all below it stand."""
    own = node.whole if isinstance(node, Ref) else node.span
    spans = [own, *map(extent, parts(node))]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def references(node: Node) -> list[Ref]:
    """All names in a tree, left to right."""
    own = [node] if isinstance(node, Ref) else []
    return own + [found for part in parts(node) for found in references(part)]
