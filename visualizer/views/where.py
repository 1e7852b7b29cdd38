"""Where we are inside a sequence: the tokens with that of the moment on yellow, the step and the unit in words."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.trace import Trace
from visualizer.paint import CENTRE, RIGHT, Look, box, text_width, write
from visualizer.theme import LIGHT


class Where:
    """A row of tokens that ends at the right edge, thinned to a window round the moment if there are many."""

    def __init__(self, trace: Trace, look: Look, corner: QPointF, room: float, scale: float, *, under: bool) -> None:
        self.trace, self.look, self.scale, self.under = trace, look, scale, under
        self.right, self.top = corner.x(), corner.y()
        self.font, self.strong = look.font(36 * scale), look.font(36 * scale, medium=True)
        longest = max(text_width(self.font.toString(), token) for token in set(trace.tokens))
        self.pitch = max(46 * scale, longest + 14 * scale)
        self.shown = max(1, min(trace.T, int(room / self.pitch)))

    def paint(self, painter: QPainter, t: int, words: str, *, lit: bool) -> None:
        """Paint the tokens about time step t, and the words under or before them."""
        theme = self.look.theme
        first = max(0, min(t - self.shown // 2, self.trace.T - self.shown))
        for place in range(self.shown):
            step = first + place
            x = self.right - (self.shown - place - 0.5) * self.pitch
            cut = (place == 0 and first > 0) or (place == self.shown - 1 and step < self.trace.T - 1)
            token = "…" if cut and step != t else self.trace.tokens[step]
            if step == t and lit:
                self._mark(painter, x)
            font, ink = (self.strong, LIGHT.ink) if step == t and lit else (self.font, theme.ink2)
            write(painter, x, self.top + 44 * self.scale, token, font, ink, CENTRE)
        font = self.look.font(28 * self.scale)
        if self.under:
            write(painter, self.right, self.top + 106 * self.scale, words, font, theme.ink2, RIGHT)
        else:
            x = self.right - self.shown * self.pitch - 24 * self.scale
            write(painter, x, self.top + 42 * self.scale, words, font, theme.ink2, RIGHT)

    def _mark(self, painter: QPainter, x: float) -> None:
        wide = self.pitch - 2 * self.scale
        box(painter, QRectF(x - wide / 2, self.top, wide, 62 * self.scale), self.look.theme.now, corner=6 * self.scale)
