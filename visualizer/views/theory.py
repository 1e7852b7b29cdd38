"""Theory beside measurement: how a gradient shrinks or grows on its way back, and what each step alone does to it.

Above, ‖∂s_T/∂s_t‖ as measured, with the product of the steps' norms and, for a net that squashes one weighed sum,
Pascanu's bound (γ‖W‖)^k. Below, for each step, the norm and the spectral radius of ∂s_t/∂s_{t−1} about 1.
"""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.beats import Beat, Cursor
from engine.spectrum import Spectrum, carried
from engine.survey import found_spectrum
from visualizer.layout import Axis
from visualizer.paint import RIGHT, colour, number, pen, rule, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.decades import decades
from visualizer.views.log_plot import LogPlot
from visualizer.views.moments import rest_at
from visualizer.views.pending import paint_pending
from visualizer.views.quantity import carried as followed
from visualizer.views.quantity import hue
from visualizer.views.time_labels import paint_numbers
from visualizer.views.view import View

HEAD, BETWEEN, FOOT = 40.0, 62.0, 32.0
UPPER = 0.62
"""The share of the height that the products have."""
BOTH = 190.0
"""From this height on there is room for what each step does."""


class TheoryView(View):
    """Paints both plots on the shared axis."""

    def prepare(self) -> None:
        """Compute the spectra, choose the decades, share out the height."""
        self.found: Spectrum | None = found_spectrum(self.trace, self.subject.surveys.get(self.trace))
        if self.axis is None or self.found is None:
            return
        self.first = self.axis.top >= self.area.top()
        area, wide = self.area, self.axis.right - self.axis.left
        tall = max(12.0, area.height() - HEAD - (FOOT if self.first else 0.0))
        upper = (tall - BETWEEN) * UPPER if tall > BOTH else tall
        curves = [_usable(curve) for curve in (self.found.products, self.found.chain, self.found.bound)]
        top = QRectF(self.axis.left, area.top() + HEAD, wide, upper)
        self.above = LogPlot(top, decades(*curves, np.ones(1)))
        lower = QRectF(self.axis.left, top.bottom() + BETWEEN, wide, tall - upper - BETWEEN)
        self.below, self.both = lower, tall > BOTH
        self.most = max(1.25, 1.05 * float(_usable(self.found.norms).max(initial=1.0)))

    @property
    def ink(self) -> str:
        """The colour of what is measured."""
        return hue(self.trace, followed(self.trace.cell)[-1])

    def paint_still(self, painter: QPainter) -> None:
        """Paint scales and legends, or say that nothing is carried."""
        theme, word = self.look.theme, self.look.word
        if self.axis is None:
            return
        if self.found is None and carried(self.trace):
            paint_pending(painter, self.area, self.look)
            return
        if self.found is None:
            text = word("这个网络不携带状态", "this net carries nothing")
            write(painter, self.axis.left, self.area.top() + 24, text, self.look.font(22), theme.ink2)
            return
        self.above.paint_ticks(painter, self.look)
        if self.both:
            for size, ink in ((0.0, theme.rule), (1.0, theme.ink3)):
                y = self._height(size)
                rule(painter, self.axis.left, y, self.axis.right, y, ink, 2)
                write(painter, self.axis.left - 14, y + 7, f"{size:.0f}", self.look.font(18), theme.ink2, RIGHT)

    def _height(self, size: float) -> float:
        """Where a norm or a radius stands in the lower plot."""
        return self.below.bottom() - self.below.height() * min(1.0, size / self.most)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint as much of the curves as the backward pass has come by; each step's own as soon as it is computed."""
        if self.axis is None or self.found is None:
            return
        ahead = cursor.values_known(cursor.beats.names[-1])
        back = cursor.t if cursor.backwards and cursor.t is not None else (0 if cursor.backwards else self.trace.T)
        theme = self.look.theme
        for curve, ink, wide, dashed in (
            (self.found.chain, theme.ink3, 2.5, False),
            (self.found.products, self.ink, 5.0, False),
            (self.found.bound, theme.ink if self.found.met else theme.ink2, 2.0, True),  # seen on what meets it
        ):
            self._paint_curve(painter, self.axis, curve, (ink, wide, dashed), back)
        if self.both:
            self._paint_steps(painter, self.axis, ahead)
        if self.first:
            paint_numbers(painter, self.axis, self.area.bottom() - 6, self.look, cursor.t)
        self._paint_words(painter, self.axis, cursor, back)

    def _paint_curve(
        self, painter: QPainter, axis: Axis, curve: Array, stroke: tuple[str, float, bool], first: int
    ) -> None:
        assert self.found
        ink, wide, dashed = stroke
        points = [
            QPointF(axis.x(t), self.above.y(float(size)))
            for t, size in zip(self.found.steps, curve, strict=True)
            if t >= first and not np.isnan(size)
        ]
        line = pen(ink, wide, dashed=dashed)
        if not dashed:
            line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])
        if points and wide > 4:
            painter.setPen(pen(LIGHT.ink, 2.5))
            painter.setBrush(colour(ink))
            painter.drawEllipse(points[0], 8, 8)

    def _paint_steps(self, painter: QPainter, axis: Axis, ahead: int) -> None:
        """Paint norm and radius of each step: a ring and a dot, joined."""
        assert self.found
        r = max(2.0, min(6.0, axis.pitch * 0.3))
        theme = self.look.theme
        for t, norm, radius in zip(self.found.steps, self.found.norms, self.found.radii, strict=True):
            if t >= ahead or not np.isfinite(norm):
                continue
            x, high, low = axis.x(t), self._height(float(norm)), self._height(float(radius))
            rule(painter, x, high, x, low, theme.ink3, 1.5)
            painter.setPen(pen(theme.ink, 2))
            painter.setBrush(colour(theme.paper))
            painter.drawEllipse(QPointF(x, high), r, r)
            painter.setBrush(colour(theme.ink))
            painter.drawEllipse(QPointF(x, low), r * 0.7, r * 0.7)

    def _paint_words(self, painter: QPainter, axis: Axis, cursor: Cursor, back: int) -> None:
        """Write what the curves are; with a moment, their numbers."""
        assert self.found
        theme, word, found = self.look.theme, self.look.word, self.found
        place = self._nearest(back)
        told = back < self.trace.T
        single = not np.isnan(found.weight_norm)
        theirs = f"(γ|W| = {number(found.gamma * found.weight_norm)})ᵏ" if single else "∏ γ|W|"
        parts = [(self.ink, word("实测 |∂s(T)/∂s(t)|", "measured |∂s(T)/∂s(t)|"), found.products[place], False),
                 (theme.ink3, word("各步范数之积", "product of norms"), found.chain[place], False),
                 (theme.ink2, theirs, found.bound[place], True)]
        if found.met:
            parts = [parts[0], (theme.ink, word("✓ 界", "✓ bound ") + parts[2][1], found.bound[place], True)]
        usable = [part for part in parts if not np.isnan(part[2])]
        self._legend(painter, axis, self.area.top() + 22,
                     [(ink, f"{name} = {number(float(size))}" if told else name, dashed)
                      for ink, name, size, dashed in usable])
        if not self.both:
            return
        t = cursor.t
        names = [word("○ 每一步的范数 σ₁", "○ norm of each step, σ₁"), word("● 谱半径 ρ", "● spectral radius ρ")]
        if t is not None:
            near = self._nearest(t)
            names = [f"○ σ₁ = {number(float(found.norms[near]))}", f"● ρ = {number(float(found.radii[near]))}"]
        x, baseline = axis.left, self.below.top() - 16
        for text in names:
            x += write(painter, x, baseline, text, self.look.font(20), theme.ink if t is not None else theme.ink2) + 28

    def _legend(self, painter: QPainter, axis: Axis, baseline: float, parts: list[tuple[str, str, bool]]) -> None:
        for size in (22, 20, 18, 16):
            font = self.look.font(size)
            widths = [44 + text_width(font.toString(), text) for _, text, _ in parts]
            if sum(widths) + 24 * len(widths) <= axis.right - axis.left:
                break
        x = axis.left
        for (ink, text, dashed), wide in zip(parts, widths, strict=True):
            if x + wide > axis.right + 12 and x > axis.left:
                return
            painter.setPen(pen(ink, 2 if dashed else 4, dashed=dashed))
            painter.drawLine(QPointF(x, baseline - 7), QPointF(x + 34, baseline - 7))
            write(painter, x + 44, baseline, text, font, self.look.theme.ink2)
            x += wide + 24

    def _nearest(self, t: int) -> int:
        assert self.found
        return int(np.argmin(np.abs(np.array(self.found.steps) - t)))

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the time step that was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)


def _usable(curve: Array) -> Array:
    return np.asarray(curve[np.isfinite(curve) & (curve > 0)])
