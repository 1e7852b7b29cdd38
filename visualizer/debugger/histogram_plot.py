"""How many numbers of a tensor are how large: grey for all of them, yellow for those of now."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from visualizer.debugger.statistics import BINS, Histogram
from visualizer.paint import CENTRE, LEFT, RIGHT, colour, number, rule, superscript, write
from visualizer.painted import Painted

TITLE, TICK, BASE, TOP, FOOT = 17, 16, 18.0, 28.0, 26.0
INSET = 1.5


class HistogramPlot(Painted):
    """Bars over one axis, log₁₀ where it counts sizes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.histogram: Histogram | None = None
        self.now: Array = np.zeros(BINS)
        self.title = ""

    def show_histogram(self, histogram: Histogram, title: str) -> None:
        """Take the counts of a tensor."""
        self.histogram, self.title = histogram, title
        self.update()

    def seek(self, now: Array) -> None:
        """Take how many of the numbers of now are in each bin."""
        self.now = now
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the title, the bars and the axis."""
        theme = self.look.theme
        self.fill(painter, theme.paper)
        write(painter, 0, BASE, self.title, self.look.font(TITLE), theme.ink2)
        if self.histogram is None:
            return
        base, wide = self.room.height() - FOOT, self.room.width()
        rule(painter, 0, base + 0.5, wide, base + 0.5, theme.rule)
        most = max(1.0, float(self.histogram.counts.max()))
        pitch, tall = wide / BINS, base - TOP
        for place, (count, now) in enumerate(zip(self.histogram.counts, self.now, strict=True)):
            left = place * pitch + INSET
            for share, ink in ((float(count) / most, theme.ink3), (float(now) / most, theme.now)):
                high = max(2.0, share * tall) if share else 0.0
                painter.fillRect(QRectF(left, base - high, pitch - 2 * INSET, high), colour(ink))
        self._paint_ticks(painter, base + 20)

    def _paint_ticks(self, painter: QPainter, baseline: float) -> None:
        assert self.histogram is not None
        edges, wide, font = self.histogram.edges, self.room.width(), self.look.font(TICK)
        low, high = float(edges[0]), float(edges[-1])
        if not self.histogram.log:
            for value, align in ((low, LEFT), ((low + high) / 2, CENTRE), (high, RIGHT)):
                x = wide * (value - low) / (high - low)
                write(painter, x, baseline, number(value), font, self.look.theme.ink2, align)
            return
        powers = list(range(int(np.ceil(low)), int(np.floor(high)) + 1))
        every = max(1, -(-len(powers) // 6))
        for power in powers[::every]:
            x = wide * (power - low) / (high - low)
            align = LEFT if x < 16 else RIGHT if x > wide - 16 else CENTRE
            write(painter, x, baseline, f"10{superscript(power)}", self.look.font(20), self.look.theme.ink2, align)
