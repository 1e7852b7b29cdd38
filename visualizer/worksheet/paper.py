"""A sheet of paper: A4 in units of a hundred and fiftieth of an inch, its margins, and what things are drawn with."""

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from visualizer.paint import Look, rule, write
from visualizer.views.symbol import symbol

DPI = 150
WIDE, TALL = 1240.0, 1754.0
LEFT, RIGHT_EDGE, TOP, BOTTOM = 100.0, 1140.0, 168.0, 1634.0
"""Where the text of a page stands."""
TEXT, SMALL, SIZE = 23.0, 18.0, 25.0
"""Letters: of sentences, of notes, of formulas."""
KEY_INK = "#0B5FA5"
"""What a pen has filled in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A painter in units of paper, a look, and whether the blanks are filled in."""

    painter: QPainter
    look: Look
    filled: bool

    def text(self, x: float, base: float, text: str, size: float = TEXT, align: float = 0.0) -> float:
        """Write a sentence; gives its width."""
        return write(self.painter, x, base, text, self.look.font(size), self.look.theme.ink, align)

    def maths(self, x: float, base: float, text: str, align: float = 0.0) -> float:
        """Write a formula; gives its width."""
        return symbol(self.look, text, SIZE).draw(self.painter, x, base, self.look.theme.ink, align)

    def pen(self, x: float, base: float, text: str, room: float, align: float = 0.0) -> None:
        """Fill a blank of so much room in, in the key; what is too long for it is written small."""
        if self.filled:
            wide = symbol(self.look, text, SIZE).width
            size = SIZE * min(1.0, room / max(1.0, wide))
            symbol(self.look, text, size).draw(self.painter, x, base, KEY_INK, align)

    def line(self, left: float, right: float, y: float, *, strong: bool = False) -> None:
        """Rule a line."""
        rule(self.painter, left, y, right, y, self.look.theme.ink if strong else self.look.theme.ink3,
             2.0 if strong else 1.0)
