"""Names of quantities as mathematics sets them: italic letters, upright digits, time steps small and low.

A name is written as plain text: `c_7`, `∂zi_8`, `(1 − m_7²)`; what follows `_` is set low: digits, or one letter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from visualizer.paint import LEFT, Look, colour

SUB_SIZE, SUB_DROP = 0.7, 0.21
STIX = "STIX Two Math"
"""A face of mathematics has true italics, as letters of their own."""

UPRIGHT = {"tanh", "relu"}
_RUNS = re.compile(r"_[\d−]+|_[a-z]|tanh|relu|[A-Za-z∂ℓΔ]+|[^A-Za-z∂ℓΔ_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """A name laid out: runs of text in one face each, at an offset from its left end on the baseline."""

    runs: tuple[tuple[float, float, str, QFont], ...]
    width: float

    def draw(self, painter: QPainter, x: float, baseline: float, ink: str, align: float = LEFT) -> float:
        """Draw with its left, centre or right at x; gives its width."""
        painter.setPen(colour(ink))
        left = x - align * self.width
        for dx, dy, text, font in self.runs:
            painter.setFont(font)
            painter.drawText(QPointF(left + dx, baseline + dy), text)
        return self.width


def symbol(look: Look, text: str, size: float) -> Symbol:
    """Lay a name out in the mathematical face of a look."""
    return _laid(text, round(size, 1), look.serif)


@lru_cache(maxsize=4096)
def _laid(text: str, size: float, family: str) -> Symbol:
    runs, x = [], 0.0
    for part in _RUNS.findall(text):
        low = part.startswith("_")
        italic = not low and part not in UPRIGHT and ((part[0].isascii() and part[0].isalpha()) or part[0] in "∂ℓΔ")
        font = _face(family, size * SUB_SIZE if low else size, italic)
        shown = _slanted(part) if italic and family == STIX else part.removeprefix("_")
        runs.append((x, size * SUB_DROP if low else 0.0, shown, font))
        x += QFontMetricsF(font).horizontalAdvance(shown)
    return Symbol(tuple(runs), x)


@lru_cache(maxsize=64)
def _face(family: str, size: float, italic: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setItalic(italic and family != STIX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _slanted(text: str) -> str:
    """Take the mathematical italic letters of Unicode; h has an older place, as Planck's constant."""
    letters = []
    for letter in text:
        if letter == "h":
            letters.append("ℎ")
        elif "a" <= letter <= "z":
            letters.append(chr(0x1D44E + ord(letter) - ord("a")))
        elif "A" <= letter <= "Z":
            letters.append(chr(0x1D434 + ord(letter) - ord("A")))
        else:
            letters.append({"∂": "𝜕", "Δ": "𝛥"}.get(letter, letter))
    return "".join(letters)
