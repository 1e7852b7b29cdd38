"""A line of the table as source text: how its value is made, and how its gradient is, with names only."""

from collections import Counter

from engine.cells import Line
from engine.ops import AFFINE, DIAGONAL, DOUBLE, HALF, PLUS, RELU, REST, SIGMOID, TANH, TIMES
from engine.reading import how
from engine.trace import Trace

NEXT = "⁺"
"""Marks what belongs to the next time step."""


def _plain(name: str) -> str:
    return name.replace("'", "′")


HELD = {"fixed": ("固定，没有计算", "held, not computed"), "kept": ("保持上一步的数", "kept from before")}


def held_lines(trace: Trace, t: int, unit: int) -> dict[str, tuple[str, str]]:
    """The lines whose number was held from outside at a time step, and what is said of each in both languages."""
    places = ((name, min(unit, hold.fixed.shape[1] - 1)) for name, hold in trace.holds.items())
    found = {name: how(trace, name, t, place) for name, place in places}
    return {name: HELD[word] for name, word in found.items() if word}


def matrix(line: Line, source: str) -> str:
    """The letter of a matrix: V in the head, U for what comes from the step before, W for the rest."""
    if line.name.startswith("y"):
        return "V"
    return "U" if source.endswith("'") or source.startswith("hr") else "W"


def value_text(line: Line) -> str:
    """How a line's value is made."""
    if line.op is AFFINE:
        return " + ".join([*(f"{matrix(line, source)} {_plain(source)}" for source in line.inputs), "b"])
    return line.op.sign.format(*(_plain(source) for source in line.inputs)).replace("⊙", "×")


def pull_text(line: Line, place: int, mark: str = "") -> str:
    """What one use of a name adds to its gradient; `mark` says that the use is in the next time step."""
    slope = f"∂{line.name}{mark}"
    if line.op is AFFINE:
        return f"{matrix(line, line.inputs[place])} {slope}"
    if line.op is TIMES:
        other = line.inputs[1 - place]
        shown = other.removesuffix("'") if mark and other.endswith("'") else f"{_plain(other)}{mark}"
        return f"{slope} × {shown}"
    own = f"{line.name}{mark}"
    after = {SIGMOID: f" {own}(1−{own})", TANH: f" (1−{own}²)", RELU: f" [{own}>0]", PLUS: ""}
    before = {REST: "−", HALF: "½ ", DOUBLE: "2 ", DIAGONAL: "p "}
    return f"{before.get(line.op, '')}{slope}{after.get(line.op, '')}"


def uses(lines: tuple[Line, ...], name: str) -> list[tuple[Line, int]]:
    """The lines that take a name as an input, and at which place."""
    return [(line, place) for line in lines for place, source in enumerate(line.inputs) if source == name]


def gradient_terms(trace: Trace, name: str) -> list[str]:
    """What is summed to the gradient of a line: uses at this step, then at the next."""
    if name == trace.cell.head.name:
        return ["∂L/∂y"]
    now = [pull_text(line, place) for line, place in uses(trace.lines, name)]
    return now + [pull_text(line, place, NEXT) for line, place in uses(trace.lines, f"{name}'")]


def gradient_text(trace: Trace, name: str) -> str:
    """How a line's gradient is made, in one short row: several matrices of one letter become one sum."""
    terms = gradient_terms(trace, name)
    kinds = Counter(_kind(term) for term in terms)
    short = [term if kinds[_kind(term)] == 1 or not _kind(term) else f"Σ {_kind(term)}" for term in terms]
    text = " + ".join(dict.fromkeys(short)).replace("+ −", "− ") or "0"
    return text.replace(" × ", " ") if len(short) > 1 else text


def _kind(term: str) -> str:
    """What terms of several matrices have in common: `U ∂z⁺`; nothing for any other term."""
    if term[:1] not in "UWV" or term[1:3] != " ∂":
        return ""
    return f"{term[0]} ∂z{NEXT if term.endswith(NEXT) else ''}"
