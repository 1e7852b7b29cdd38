"""A formula laid out in pieces: names, signs and numbers with their places, in one row or two, as large as fits."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import CENTRE, Look, colour, number
from visualizer.views.symbol import symbol
from visualizer.views.terms import Factor, Formula, Term

LARGEST, SMALLEST, COMFORTABLE = 46.0, 15.0, 32.0
SHOWN = 5
"""With more terms than this, the first few and the last are written."""
BAR, BAR_DROP = 6.0, 18.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Something written: a sign, a name, or a number that takes the place of a name."""

    text: str
    hue: str = ""
    name: str = ""
    """What stands here until the number has come."""
    step: int = -1
    """Which number this is, in the order in which they come; −1 if it is there from the start."""
    space: bool = True
    x: float = 0.0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces at their places."""

    pieces: tuple[Piece, ...]
    size: float
    left: float
    baseline: float
    steps: int

    def paint(self, painter: QPainter, look: Look, part: float) -> None:
        """Paint the pieces; of the numbers, as many as their share of the motion."""
        come = int(part * self.steps + 1e-9)
        for piece in self.pieces:
            late = piece.step >= come
            if late and not piece.name:
                continue
            self._piece(painter, look, piece, late)

    def _piece(self, painter: QPainter, look: Look, piece: Piece, late: bool) -> None:
        baseline = self.baseline + piece.row * self.size * 1.5
        shown = symbol(look, piece.text, self.size)
        if late:
            name = symbol(look, piece.name, self.size)
            name.draw(painter, piece.x + shown.width / 2, baseline, look.theme.ink3, CENTRE)
            return
        shown.draw(painter, piece.x, baseline, look.theme.ink)
        if piece.hue:
            top, tall = baseline + BAR_DROP / LARGEST * self.size, BAR / LARGEST * self.size
            painter.fillRect(QRectF(piece.x - 1, top, shown.width + 2, tall), colour(piece.hue))


def fitted(formula: Formula, shift: int, look: Look, area: QRectF) -> Row:
    """Lay a formula out in one row, or in two where that allows larger letters."""
    pieces = written(formula, shift)
    wide = area.width() - 40
    single = min(LARGEST, LARGEST * wide / _width(pieces, look), area.height() * 0.62)
    if single >= COMFORTABLE:
        return _centred([pieces], max(SMALLEST, single), look, area)
    cut = next((n for n, piece in enumerate(pieces) if piece.text == "=" and n > 2), len(pieces))
    rows = [pieces[:cut], [replace(piece, row=1) for piece in pieces[cut:]]]
    widest = max(_width(row, look) for row in rows)
    double = min(LARGEST, LARGEST * wide / widest, area.height() * 0.38)
    if cut == len(pieces) or double <= single * 1.1:
        return _centred([pieces], max(SMALLEST, single), look, area)
    return _centred(rows, max(SMALLEST, double), look, area)


def _width(pieces: list[Piece], look: Look) -> float:
    return max(1.0, sum(symbol(look, piece.text, LARGEST).width + _gap(piece, LARGEST) for piece in pieces))


def _gap(piece: Piece, size: float) -> float:
    """The space after a piece; inside brackets it is part of what stands there."""
    return size * (0.36 if piece.space else 0.06)


def _centred(rows: list[list[Piece]], size: float, look: Look, area: QRectF) -> Row:
    """Set rows one under another in the middle of an area."""
    placed: list[Piece] = []
    left = area.right()
    for row in rows:
        x = area.center().x() - _width(row, look) * size / LARGEST / 2
        left = min(left, x)
        for piece in row:
            placed.append(replace(piece, x=x))
            x += symbol(look, piece.text, size).width + _gap(piece, size)
    steps = max((piece.step for piece in placed), default=-1) + 1
    tall = size * (1.0 + 1.5 * (len(rows) - 1))
    return Row(tuple(placed), size, left, area.center().y() - tall / 2 + size * 0.72, steps)


def written(formula: Formula, shift: int) -> list[Piece]:
    """Write left = names = numbers = result; what says nothing new is left out."""
    terms = _few(formula.terms)
    pieces = [Piece(formula.left.name, formula.left.hue), Piece(formula.sign)]
    pieces += _side(terms, formula.wrap, lambda factor: Piece(factor.name, factor.hue))
    numbers = _Numbers(shift)
    pieces.append(Piece("="))
    pieces += _side(terms, formula.wrap, numbers.piece)
    alone = len(formula.terms) == 1 and len(formula.terms[0].factors) == 1 and not formula.wrap
    if not alone or formula.terms[0].minus:
        result = Piece(_number(formula.left, shift), formula.left.hue, step=numbers.count)
        pieces += [Piece("=", step=numbers.count), result]
    return _without_double_signs(pieces)


class _Numbers:
    """Writes factors as numbers and counts them."""

    def __init__(self, shift: int) -> None:
        self.shift, self.count = shift, 0

    def piece(self, factor: Factor) -> Piece:
        """The next number."""
        if factor.plain:
            return Piece(factor.name)
        made = Piece(_number(factor, self.shift), factor.hue, factor.name, self.count)
        self.count += 1
        return made


def _number(factor: Factor, shift: int) -> str:
    return number(factor.value * 10.0**shift if factor.slope else factor.value)


def _few(terms: tuple[Term, ...]) -> list[Term | None]:
    """All terms, or the first and the last of many with a gap between."""
    return list(terms) if len(terms) <= SHOWN else [*terms[:3], None, terms[-1]]


def _side(terms: list[Term | None], wrap: str, make: Callable[[Factor], Piece]) -> list[Piece]:
    pieces: list[Piece] = []
    for place, term in enumerate(terms):
        if place or (term and term.minus):
            pieces.append(Piece("−" if term and term.minus else "+"))
        if term is None:
            pieces.append(Piece("⋯"))
            continue
        for nth, factor in enumerate(term.factors):
            pieces += [Piece("×")] * bool(nth) + [make(factor)]
    if wrap:
        return [Piece(f"{wrap}(", space=False), *pieces[:-1], replace(pieces[-1], space=False), Piece(")")]
    return pieces


def _without_double_signs(pieces: list[Piece]) -> list[Piece]:
    """After a plus a negative number is taken away; after × or − it stands in brackets."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1].text if out else ""
        if piece.text.startswith("−") and len(piece.text) > 1 and before in {"+", "×", "−"}:
            if before == "+":
                out[-1] = replace(out[-1], text="−", name="+", step=piece.step)
                piece = replace(piece, text=piece.text[1:])  # noqa: PLW2901
            else:
                piece = replace(piece, text=f"({piece.text})")  # noqa: PLW2901
        out.append(piece)
    return out
