"""How what is computed by hand is written: numbers with so many digits, names of weights, formulas."""

from dataclasses import dataclass

from engine.cells import Line
from engine.origin import Address

DIGITS = 4


def printed(value: float, *, short: bool = False) -> str:
    """Write a number with all digits, a true minus sign and no negative nought; an exact one in short, if it can be."""
    text = f"{value:.{DIGITS}f}"
    if short and abs(float(text) - value) < 1e-9:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace("-", "−")


def weight_name(line: Line, weight: str) -> str:
    """A weight's letter: W of x, U of the state, V of the head, b; and small, which line's."""
    source = weight.rpartition(".")[2]
    of = line.name[1:] if line.name[:1] == "z" and len(line.name) == 2 else "" if line.name == "z" else line.name
    if line.op.learns == "vector":
        letter = "p"
    elif source == "b":
        letter = "b"
    elif line.name == "y":
        return "V"
    else:
        letter = "W" if source.startswith("x") else "U"
    return f"{letter}_{of}" if of else letter


@dataclass(frozen=True, slots=True)
class Slot:
    """A number in a formula: its address, its letter, and how it is printed."""

    at: Address
    letter: str
    text: str
    weight: bool = False

    @property
    def name(self) -> str:
        """How it is called: `c_2`, `∂zi_3`, `q_1`, `W_i`, `ℓ_2`, `L`."""
        at = self.at
        if at.side == "loss":
            return "L" if at.t is None else f"ℓ_{at.t + 1}"
        letter = "q" if at.side == "target" else self.letter
        slope = "∂" if at.side == "grad" else ""
        return f"{slope}{letter}" if at.t is None else f"{slope}{letter}_{at.t + 1}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula: words as they are, or with {0} for a number."""

    says: str
    slot: Slot | None = None
    inner: bool = False
    """Whether something stands before it, so that a minus sign needs brackets."""

    @property
    def name(self) -> str:
        """With the name."""
        return self.says if self.slot is None else self.says.format(self.slot.name)

    @property
    def number(self) -> str:
        """With the number."""
        if self.slot is None:
            return self.says
        text = self.slot.text
        bare = self.says == "{0}" and not self.inner
        return self.says.format(text if bare or not text.startswith("−") else f"({text})")


@dataclass(frozen=True, slots=True)
class Formula:
    """Pieces in a row, and what they give with the printed numbers."""

    pieces: tuple[Piece, ...]
    value: float

    @property
    def names(self) -> str:
        """The whole with names."""
        return "".join(piece.name for piece in self.pieces)

    @property
    def numbers(self) -> str:
        """The whole with numbers."""
        return "".join(piece.number for piece in self.pieces)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The numbers that go in."""
        return tuple(piece.slot for piece in self.pieces if piece.slot is not None)
