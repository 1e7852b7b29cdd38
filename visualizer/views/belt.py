"""The inside of an LSTM as a conveyor belt: memory runs from edge to edge, valves let their share through.

Backward it is the same belt: the plus hands its gradient on to both sides, and the valves leave the same shares open.
"""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor, Phase
from engine.trace import Trace
from visualizer.paint import CENTRE, Look, box, colour, mix, pen, rule, superscript, write
from visualizer.theme import LIGHT, ROLES
from visualizer.views.amounts import Amounts, amounts, largest
from visualizer.views.band import bent, bent_edges, chevron, fill, hatch, outline, straight, straight_edges
from visualizer.views.belt_captions import captions
from visualizer.views.belt_plan import Span, Spans, gradient_pixels, pixels, plan, spans, swollen
from visualizer.views.quantity import known, label, power, value
from visualizer.views.valve import Valve
from visualizer.views.view import Spill

SEAM = 0.7
"""Neighbours overlap by this much, so that no paper shines through between them."""


class Belt:
    """Paints one time step of an LSTM for one unit."""

    def __init__(self, trace: Trace, unit: int, area: QRectF, spill: Spill, look: Look) -> None:
        self.trace, self.unit, self.look = trace, unit, look
        self.plan = plan(area, spill)
        self.forward_pixels = pixels(self.plan, largest(trace, unit))
        p = self.plan
        self.valves = {
            "f": Valve(p.gate, p.upper, p.upper_gauge, -1, p.scale, ROLES["f"]),
            "i": Valve(p.gate, p.lower, p.lower_gauge, 1, p.scale, ROLES["i"]),
            "o": Valve(p.out, p.lower, p.lower_gauge, 1, p.scale, ROLES["o"]),
        }
        self.places: dict[str, QRectF] = {}

    def paint(self, painter: QPainter, cursor: Cursor, t: int) -> None:
        """Paint all bands, then the valves on them, then what is written."""
        shift = power(self.trace, t, self.unit) if cursor.backwards else 0
        now = amounts(self.trace, cursor, t, self.unit, shift)
        full = amounts(self.trace, _whole(cursor, t), t, self.unit, shift)
        each = gradient_pixels(self.plan, full) if cursor.backwards else self.forward_pixels
        laid = spans(self.plan, full, each, cursor.backwards)
        self._lower_lane(painter, now, laid, cursor.backwards)
        self._belt(painter, now, laid, cursor.backwards)
        self._squash(painter, now, laid)
        self._valves(painter, cursor, now, laid, t)
        self._plus(painter, now, laid)
        for caption in captions(self.plan, laid, now, t, self.look, cursor.backwards):
            caption.paint(painter, self.look, self.plan.scale)
        self._scales(painter, cursor.backwards, shift)

    def _belt(self, painter: QPainter, now: Amounts, laid: Spans, backwards: bool) -> None:
        """The memory from edge to edge, and the branch that joins it."""
        p, way, hue = self.plan, -1 if backwards else 1, ROLES["c"]
        if backwards:
            self._branch(painter, now, laid)
        self._band(painter, now, "c'", (p.left, p.gate, p.upper), laid.old, hue)
        self._band(painter, now, "kept", (p.gate, p.plus, p.upper), laid.kept, hue)
        middle = p.squash if backwards else p.right
        self._band(painter, now, "c", (p.plus, middle, p.upper), laid.memory, hue)
        if backwards:
            self._band(painter, now, "c>", (p.squash, p.right, p.upper), laid.coming, hue)
        else:
            self._branch(painter, now, laid)
        marks = [("c'", p.x(0.156), laid.old), ("kept", p.x(0.4167), laid.kept)]
        marks.append(("c>" if backwards else "c", p.x(0.74), laid.coming))
        for name, x, span in marks:
            if now.get(name) is not None and now.share(name) == 1:
                chevron(painter, x, span, self.look, way)

    def _band(self, painter: QPainter, now: Amounts, name: str, place: tuple[float, float, float],
              span: Span, hue: str) -> None:
        """Paint a straight band, or its outline if its number is yet to come."""
        x0, x1, middle = place
        if now.get(name) is None:
            outline(painter, straight_edges(x0, x1, self.plan.nominal(middle)), self.look)
            return
        fill(painter, straight(x0, x1 + SEAM, swollen(span, now.share(name))), hue)

    def _branch(self, painter: QPainter, now: Amounts, laid: Spans) -> None:
        p = self.plan
        if now.get("new") is None:
            outline(painter, bent_edges(p.gate, p.plus, p.nominal(p.lower), p.nominal(p.upper)), self.look)
            return
        part = now.share("new")
        ends = (p.gate, p.plus, swollen(laid.branch, part), swollen(laid.joint, part))
        if laid.against:
            hatch(painter, bent(*ends), bent_edges(*ends), ROLES["g"], self.look)
        else:
            fill(painter, bent(*ends), ROLES["g"])

    def _lower_lane(self, painter: QPainter, now: Amounts, laid: Spans, backwards: bool) -> None:
        """The candidate at the left; the squashed memory and the output at the right."""
        p, way = self.plan, -1 if backwards else 1
        start = p.inner[0]
        if laid.against and now.get("g") is not None:
            ends = (start, p.gate, swollen(laid.candidate, now.share("g")))
            hatch(painter, straight(*ends), straight_edges(*ends), ROLES["g"], self.look)
        else:
            self._band(painter, now, "g", (start, p.gate, p.lower), laid.candidate, ROLES["g"])
            if now.get("g") is not None and now.share("g") == 1:
                chevron(painter, p.x(0.156), laid.candidate, self.look, way)
        pale = mix(ROLES["c"], self.look.theme.paper, 0.5)
        self._band(painter, now, "m", (p.squash - 2 * p.scale, p.out, p.lower), laid.squashed, pale)
        self._band(painter, now, "h", (p.out, p.right, p.lower), laid.output, ROLES["h"])
        if now.get("h") is not None and now.share("h") == 1:
            chevron(painter, p.x(0.893), laid.output, self.look, way)

    def _squash(self, painter: QPainter, now: Amounts, laid: Spans) -> None:
        """The capsule between the memory and what is shown of it."""
        p, theme = self.plan, self.look.theme
        there, lit = now.get("m") is not None, now.now == "m"
        bottom = laid.memory[1] if now.get("c") is not None else p.nominal(p.upper)[1]
        ink = theme.ink if there else theme.rule
        end = laid.squashed[0] if there and now.now != "m" else p.nominal(p.lower)[0]
        rule(painter, p.squash, bottom, p.squash, max(end, bottom), ink, 4 * p.scale)
        middle = max((bottom + p.lower - 0.5 * p.unit) / 2, bottom + 14 * p.scale)
        capsule = QRectF(p.squash - 48 * p.scale, middle - 23 * p.scale, 96 * p.scale, 46 * p.scale)
        box(painter, capsule, theme.now if lit else theme.paper, LIGHT.ink if lit else ink, 3 * p.scale, 23 * p.scale)
        words = LIGHT.ink if lit else theme.ink if there else theme.ink3
        write(painter, p.squash, middle + 9 * p.scale, "tanh", self.look.font(26 * p.scale), words, CENTRE)

    def _valves(self, painter: QPainter, cursor: Cursor, now: Amounts, laid: Spans, t: int) -> None:
        through = {"f": ("kept", laid.kept), "i": ("new", laid.branch), "o": ("h", laid.output)}
        if not cursor.backwards:
            through = {"f": ("c'", laid.old), "i": ("g", laid.candidate), "o": ("m", laid.squashed)}
        for gate, valve in self.valves.items():
            source, span = through[gate]
            there = now.get(source) is not None
            low, high = span if there else self.plan.nominal(valve.y)
            share, told = self._share(cursor, now, gate, t), self.plan.wordy or not cursor.backwards
            valve.paint(painter, self.look, high - low, share, gauge=told)
            name = f"z{gate}" if now.now == f"z{gate}" or now.get(gate) is None else gate
            name = gate if now.get(name) is None else name
            written = f"∂{label(name, t)}" if cursor.backwards else label(name, t)
            right = valve.write(painter, self.look, written, now.get(name), now.now in {gate, f"z{gate}"})
            if cursor.backwards and told and share is not None:
                valve.write_share(painter, self.look, label(gate, t), share, right)

    def _share(self, cursor: Cursor, now: Amounts, gate: str, t: int) -> float | None:
        """How far a valve stands open; it closes from fully open while its beat moves."""
        if not cursor.backwards and not known(cursor, gate, t):
            return None
        share = float(np.nan_to_num(value(self.trace, gate, t, self.unit)))
        return 1 + (share - 1) * now.part if now.now == gate and not cursor.backwards else share

    def _plus(self, painter: QPainter, now: Amounts, laid: Spans) -> None:
        p, theme = self.plan, self.look.theme
        there, lit = now.get("c") is not None, now.now == "c"
        y = sum(laid.memory) / 2 if there else p.upper
        r, ink = 32 * p.scale, LIGHT.ink if lit else theme.ink if there else theme.ink3
        painter.setBrush(colour(theme.now if lit else theme.paper))
        painter.setPen(pen(ink, 4 * p.scale))
        painter.drawEllipse(QPointF(p.plus, y), r, r)
        half = 15 * p.scale
        rule(painter, p.plus - half, y, p.plus + half, y, ink, 5 * p.scale)
        rule(painter, p.plus, y - half, p.plus, y + half, ink, 5 * p.scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _scales(self, painter: QPainter, backwards: bool, shift: int) -> None:
        """Say the common power of ten of the gradients, or that values above two have made the bands thinner."""
        p, theme = self.plan, self.look.theme
        if shift:
            text = self.look.word("梯度", "gradients") + f" × 10{superscript(shift)}"
            write(painter, p.inner[0], p.lower_gauge + 40 * p.scale, text, self.look.font(26 * p.scale), theme.ink2)
        elif not backwards and self.forward_pixels < self.plan.unit:
            x, y = p.inner[0] + 6, p.lower_gauge + 30 * p.scale
            rule(painter, x, y - self.forward_pixels, x, y, theme.ink2, 3)
            write(painter, x + 12, y, "1", self.look.font(20 * p.scale), theme.ink2)

    def at(self, point: QPointF) -> str:
        """The line whose part of the belt lies at a point, or nothing."""
        p = self.plan
        for gate, valve in self.valves.items():
            if valve.place.contains(point):
                return gate
        if abs(point.y() - p.upper) <= p.unit:
            return "" if point.x() < p.gate else "kept" if point.x() < p.plus - 32 * p.scale else "c"
        if abs(point.y() - p.lower) > p.unit / 2:
            return ""
        ends = {"g": p.gate, "new": p.plus, "": p.squash, "m": p.out, "h": p.right}
        return next((name for name, end in ends.items() if point.x() < end), "")


def _whole(cursor: Cursor, t: int) -> Cursor:
    """The moment at which this pass has done a whole time step."""
    names = cursor.beats.names
    beat = Beat(Phase.BACKWARD, t, names[0]) if cursor.backwards else Beat(Phase.FORWARD, t, names[-1])
    return Cursor(cursor.beats, cursor.beats.done(beat))
