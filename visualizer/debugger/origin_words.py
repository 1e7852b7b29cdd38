"""An origin as rows of text whose parts can be clicked: names, then the numbers, then what each term adds."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.origin import Address, Factor, Origin, Term
from visualizer.debugger.element import title
from visualizer.paint import Look, number


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; with an address it can be clicked."""

    text: str
    at: Address | None = None


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One term: its names, its numbers, what it adds."""

    names: tuple[Part, ...]
    numbers: str
    adds: str


def factor_name(factor: Factor) -> str:
    """How a factor is written: by its address, inside what is made of it."""
    return factor.says.format(title(factor.at) if factor.at else "")


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def term_row(term: Term, sign: str, wrap: str) -> OriginRow:
    """Write one term; `wrap` is what is done to all of them, with {0} for the terms."""
    before, _, after = wrap.partition("{0}")
    names = [Part(f"{sign} {before}")]
    for place, factor in enumerate(term.factors):
        names += [Part(" × ")] * bool(place) + [Part(factor_name(factor), factor.at)]
    numbers = " × ".join(number(term.factors[0].value) if not place else _bracketed(number(factor.value))
                         for place, factor in enumerate(term.factors))
    return OriginRow((*names, Part(after)), f"{before}{numbers}{after}", number(term.value))


def rows(origin: Origin, look: Look) -> tuple[OriginRow, ...]:
    """Write all terms of an origin, one a row, and the sum of those that are not shown."""
    return tuple(_rows(origin, look))


def _rows(origin: Origin, look: Look) -> Iterator[OriginRow]:
    if origin.outer is not None and len(origin.terms) == 1:
        row = term_row(origin.terms[0], "=", origin.outer.sign)
        yield OriginRow(row.names, row.numbers, number(origin.value))
        return
    for place, term in enumerate(origin.terms):
        yield term_row(term, "+" if place else "=", "{0}")
    if origin.rest.count:
        words = look.word(origin.rest.zh, origin.rest.says)
        yield OriginRow((Part(f"+ {origin.rest.count} {words}"),), "", number(origin.rest.value))


def inputs(origin: Origin) -> tuple[Address, ...]:
    """All numbers that went in and can be gone to."""
    return tuple(factor.at for term in origin.terms for factor in term.factors if factor.at is not None)
