"""How long each unit remembers: by its gate, −1/ln f̄ steps, and beside it as measured from the gradients."""

from functools import partial
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.beats import Cursor
from engine.horizon import by_gate, keeper
from engine.net import Block
from engine.survey import found_horizons
from engine.trace import Trace
from visualizer.paint import CENTRE, RIGHT, Look, colour, number, pen, rule, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.decades import Decades
from visualizer.views.kept import Kept
from visualizer.views.log_plot import LogPlot
from visualizer.views.pending import pending_words
from visualizer.views.quantity import carried, hue
from visualizer.views.time_labels import every
from visualizer.views.view import INSET, Spill, View

HEAD, FOOT, GUTTER, APART = 62.0, 40.0, 82.0, 34.0


def kept_by(trace: Trace, block: Block) -> tuple[str, str, Array]:
    """What a layer carries through a gate, or at least carries; the gate; the horizons by it, (n,)."""
    names = tuple(map(block.name, carried(block.cell)))
    name = next((name for name in reversed(names) if keeper(trace, name)), names[-1])
    return name, keeper(trace, name), by_gate(trace, name)


def layer_name(block: Block, look: Look) -> str:
    """Which layer it is, and an arrow if it reads from the end."""
    layer = "".join(filter(str.isdigit, block.suffix)) or "1"
    way = " ←" if block.way < 0 else ""
    return look.word(f"第 {layer} 层{way}", f"layer {layer}{way}")


class MemoryPanel(View):
    """A column a unit: a disc for its gate, a ring for its gradients, on a log axis of time steps."""

    block: Block
    scale: Decades
    several = False
    """Whether it is one of many."""

    def prepare(self) -> None:
        """Take the horizons by gates; those of gradients wait for the backward pass."""
        self.name, self.gate, self.gates = kept_by(self.trace, self.block)
        self._measured: Array | None = None
        left, top = self.left + GUTTER, self.area.top() + HEAD
        place = QRectF(left, top, max(10.0, self.right - left), max(10.0, self.area.height() - HEAD - FOOT))
        self.plot = LogPlot(place, self.scale)
        around = QRectF(self.left, self.area.top(), max(10.0, self.right - self.left), self.area.height())
        self.marks = {(passed, back): Kept(around.adjusted(-12, 0, 12, 0),
                                           partial(self._paint_marks, passed=passed, back=back))
                      for passed, back in product((False, True), repeat=2)}
        """All units' marks, by whether the horizons of gates and of gradients are known."""

    def measured(self) -> Array | None:
        """The horizons of the gradients, once they are wanted and there."""
        if self._measured is None:
            horizons = found_horizons(self.trace, self.subject.surveys.get(self.trace))
            self._measured = horizons[self.name] if horizons else None
        return self._measured

    def paint_still(self, painter: QPainter) -> None:
        """Paint the scale, the length of the sequence, and the numbers of the units."""
        theme, place = self.look.theme, self.plot.place
        self.plot.paint_ticks(painter, self.look)
        y = self.plot.y(float(self.trace.T))
        painter.setPen(pen(theme.ink2, 2, dashed=True))
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))
        write(painter, place.right(), y - 8, f"T = {self.trace.T}", self.look.font(18), theme.ink2, RIGHT)
        write(painter, place.left() - 14, place.top() - 8, "∞", self.look.font(22), theme.ink2, RIGHT)
        units = len(self.gates)
        gap = every(place.width() / units, 34)
        for unit in range(units):
            if (unit + 1) % gap == 0 or unit == 0:
                focus = unit == self.subject.unit
                font, ink = self.look.font(18, medium=focus), theme.ink if focus else theme.ink2
                write(painter, self._x(unit), place.bottom() + 28, str(unit + 1), font, ink, CENTRE)

    def _x(self, unit: int) -> float:
        return self.plot.place.left() + (unit + 0.5) * self.plot.place.width() / len(self.gates)

    def _y(self, horizon: float) -> float:
        """The height of a horizon; what never fades stands above the scale."""
        return self.plot.place.top() - 14 if np.isinf(horizon) else self.plot.y(horizon)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the gates' horizons once the forward pass is done, the gradients' once the backward pass is."""
        passed = cursor.values_known(self.name) == self.trace.T
        over = cursor.backwards and cursor.grads_known(self.name) == 0
        back = over and self.measured() is not None
        self.marks[passed, back].lay(painter, self.left - 12, self.right + 12)
        self._paint_words(painter, *self._known(passed=passed, back=back), (passed, back, over and not back))

    def _known(self, *, passed: bool, back: bool) -> tuple[Array, Array]:
        """The horizons as far as they are known: by the gates, and from the gradients."""
        found = self.measured() if back else None
        theirs = np.full(len(self.gates), np.nan) if found is None else found
        ours = self.gates if passed else np.full(len(self.gates), np.nan)
        return ours, theirs

    def _paint_marks(self, painter: QPainter, *, passed: bool, back: bool) -> None:
        """Mark the horizons of all units."""
        ours, theirs = self._known(passed=passed, back=back)
        r = max(3.0, min(9.0, self.plot.place.width() / len(self.gates) * 0.22))
        for unit, (gate, gradient) in enumerate(zip(ours, theirs, strict=True)):
            x = self._x(unit)
            if np.isfinite(gate) and np.isfinite(gradient):
                rule(painter, x, self._y(float(gate)), x, self._y(float(gradient)), self.look.theme.ink3, 2)
            self._mark(painter, QPointF(x, self._y(float(gate))), r, filled=True, there=not np.isnan(gate))
            self._mark(painter, QPointF(x, self._y(float(gradient))), r, filled=False, there=not np.isnan(gradient))

    def _mark(self, painter: QPainter, point: QPointF, r: float, *, filled: bool, there: bool) -> None:
        if not there:
            return
        ink = hue(self.trace, self.gate) or self.look.theme.ink
        painter.setPen(pen(LIGHT.ink if filled else self.look.theme.ink, 2))
        painter.setBrush(colour(ink) if filled else colour(self.look.theme.paper, 0.6))
        painter.drawEllipse(point, r, r)

    def _paint_words(self, painter: QPainter, ours: Array, theirs: Array, done: tuple[bool, bool, bool]) -> None:
        """Say what the marks are, with the medians; what is not yet known says when it will be."""
        word, gate = self.look.word, self.gate
        passed, back, pending = done
        by = word(f"● 由门：−1 / ln({gate} 的均值)", f"● by the gate: −1 / ln(mean {gate})")
        by = f"● {gate}" if self.several else by
        by = by if gate else word("● 没有门", "● no gate")
        if not gate and np.isinf(self.gates).all():
            by = word("● 从不遗忘", "● nothing is forgotten")
        of = word("○ 实测", "○ measured") if self.several else word("○ 由梯度实测", "○ measured from gradients")
        parts = [self._told(by, ours, passed), self._told(of, theirs, back) if back or not passed
                 else f"{of}: {pending_words(self.look)}" if pending
                 else of + word("：反传之后", ": after the backward pass")]
        title = word("每个单元能记住多少步", "how many steps each unit remembers")
        if self.several:
            title = layer_name(self.block, self.look)
        room = self.right - self.left
        x, baseline = self.left, self.area.top() + 22
        for text, ink in ((title, self.look.theme.ink), *((part, self.look.theme.ink2) for part in parts)):
            font = self.look.font(22)
            wide = text_width(font.toString(), text)
            if x + wide > self.left + room:
                return
            x += write(painter, x, baseline, text, font, ink) + 30

    def _told(self, words: str, horizons: Array, known: bool) -> str:
        finite = horizons[~np.isnan(horizons)]
        if not known:
            return words
        if not len(finite):
            return words + self.look.word("：说不出", ": cannot be said")
        return words + self.look.word("，中位数 ", ", median ") + number(float(np.median(finite)))


class MemoryView(View):
    """A panel for each layer and direction, side by side, all to one scale."""

    def prepare(self) -> None:
        """Share the width out."""
        blocks = self.trace.net.blocks
        scale = self._decades(np.concatenate([kept_by(self.trace, block)[2] for block in blocks]))
        wide = (self.area.width() - APART * (len(blocks) - 1)) / len(blocks)
        self.panels = [self._panel(block, scale, at * (wide + APART), wide) for at, block in enumerate(blocks)]

    def _panel(self, block: Block, scale: Decades, left: float, wide: float) -> MemoryPanel:
        made = MemoryPanel()
        made.block, made.scale, made.several = block, scale, len(self.trace.net.blocks) > 1
        made.look, made.axis, made.trace, made.subject = self.look, self.axis, self.trace, self.subject
        first, last = left == 0, left + wide >= self.area.width() - 1
        made.spill = Spill(self.spill.left if first else INSET, self.spill.right if last else INSET, self.spill.up)
        made.area = QRectF(self.area.left() + left, self.area.top(), max(1.0, wide), self.area.height())
        made.prepare()
        return made

    def _decades(self, gates: Array) -> Decades:
        """From the shortest horizon by gates, or one step, to well over the length of the sequence."""
        finite = gates[np.isfinite(gates) & (gates > 0)]
        low = np.floor(np.log10(finite.min(initial=1.0)))
        high = np.ceil(np.log10(max(2.0 * self.trace.T, finite.max(initial=1.0))))
        return Decades(int(max(low, -3)), int(min(high, 9)))

    def paint_still(self, painter: QPainter) -> None:
        """Paint the panels' scales."""
        for panel in self.panels:
            panel.paint_still(painter)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint what is known of each layer."""
        for panel in self.panels:
            panel.paint(painter, cursor)
