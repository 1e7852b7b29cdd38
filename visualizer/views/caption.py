"""What stands beside a band: words, the name of the quantity and its number, in that order."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import Look, box, number, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.symbol import symbol


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption set at x (its left, centre or right) on a baseline."""

    words: str
    name: str
    value: float | None
    x: float
    baseline: float
    align: float = 0.0
    now: bool = False

    def paint(self, painter: QPainter, look: Look, scale: float) -> QRectF:
        """Paint it, on yellow if it is the line of the moment; without a number it is yet to come. Gives its place."""
        plain, strong = look.font(28 * scale), look.font(32 * scale, medium=True)
        name = symbol(look, self.name, 34 * scale) if self.name else None
        text = "" if self.value is None else number(self.value)
        gap = 12 * scale
        widths = [text_width(plain.toString(), self.words), name.width if name else 0.0]
        widths.append(text_width(strong.toString(), text))
        total = sum(widths) + gap * (sum(wide > 0 for wide in widths) - 1)
        x = self.x - self.align * total
        place = QRectF(x - 10 * scale, self.baseline - 33 * scale, total + 20 * scale, 44 * scale)
        if self.now:
            box(painter, place, look.theme.now, corner=6 * scale)
        ink, ink2 = _inks(look, self.now, self.value is not None)
        if self.words:
            x += write(painter, x, self.baseline, self.words, plain, ink2) + gap
        if name:
            x += name.draw(painter, x, self.baseline, ink) + gap
        if text:
            write(painter, x, self.baseline, text, strong, ink)
        return place


def _inks(look: Look, now: bool, there: bool) -> tuple[str, str]:
    """The inks of name and words: dark on yellow, pale if yet to come."""
    if now:
        return LIGHT.ink, LIGHT.ink2
    return (look.theme.ink, look.theme.ink2) if there else (look.theme.ink3, look.theme.ink3)
