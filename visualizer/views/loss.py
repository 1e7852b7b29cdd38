"""How training goes: the loss of every update, and at the right what each time step adds to this sequence's."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine import derive
from engine.arrays import Array
from engine.beats import Beat, Cursor, Phase
from visualizer.paint import CENTRE, RIGHT, box, colour, ease, number, pen, rule, text_width, write
from visualizer.rival import Rival
from visualizer.theme import LIGHT
from visualizer.views.curve import BINS, cut, heights
from visualizer.views.decades import tick
from visualizer.views.kept import Kept
from visualizer.views.quantity import moment
from visualizer.views.time_labels import every
from visualizer.views.view import View

GUTTER, HEAD, FOOT, APART = 76.0, 40.0, 30.0, 90.0
LINE = 26.0
"""The height of a line of its own, where lanes are narrow."""
UPDATES = ("0,000 次更新", "0,000 updates")
"""About as wide as what stands at the end of the axis."""
ALONE = Rival()
BOTH = 1400.0
"""From this width on there is room for the losses of the time steps, too."""


class LossView(View):
    """Paints the training curve and the losses of the time steps."""

    def prepare(self) -> None:
        """Divide the area and turn the losses into paths."""
        area = self.area
        self.alone = area.width() < BOTH
        wide = area.width() - GUTTER if self.alone else area.width() * 0.62 - GUTTER - APART
        self.rival = self.subject.rival or ALONE
        self.below = FOOT + (LINE if self._seeds() and self._seeds_room(wide) < 0 else 0.0)
        top, tall = area.top() + HEAD, max(20.0, area.height() - HEAD - self.below)
        self.plot = QRectF(area.left() + GUTTER, top, wide, tall)
        start = self.plot.right() + APART
        self.bars = QRectF(start, top, self.right - start, tall)
        losses = _finite(self.subject.losses)
        self.losses = losses
        self.heights = heights(np.concatenate([losses, *map(_finite, self.subject.company_losses), self.rival.every]))
        self.span = max(self.subject.updates, len(losses), self.trace.step, 1)
        self.each = derive.losses(self.trace)
        self.most = max(float(np.nan_to_num(self.each).max(initial=0.0)), 1e-12)
        self.shares = np.nan_to_num(self.each) / self.most
        self.kept = Kept(self.bars.adjusted(0, -1, 1, 1), self._draw_bars)
        """The bars of all time steps, grown."""
        self._prepare_paths()

    def _prepare_paths(self) -> None:
        """Cut the curves into single lines: Qt needs seconds to stroke one path of so many turns."""
        self.thin: list[QLineF] = []
        self.thick: list[QLineF] = []
        self.others = [line for at, losses in self.rival.ways(self.trace.step)
                       for line in _joined(self._x(at), self._y(losses))]  # fmt: skip
        if not len(self.losses):
            return
        curve = cut(self.losses, min(BINS, max(60, int(self.plot.width() / 2))))
        x, low, high = self._x(curve.at), self._y(curve.low), self._y(curve.high)
        self.thin = [QLineF(a, b, a, c) for a, b, c in zip(x, low, high, strict=True) if b != c]
        self.thin += _joined(x, (low + high) / 2)
        self.thick = _joined(x, self._y(curve.median))

    def _x(self, update: Array) -> Array:
        return np.asarray(self.plot.left() + update / self.span * self.plot.width())

    def _y(self, loss: Array) -> Array:
        return np.asarray(self.plot.bottom() - self.heights.share(loss) * self.plot.height())

    def paint_still(self, painter: QPainter) -> None:
        """Paint the axes and both curves."""
        theme, font = self.look.theme, self.look.font(20)
        for loss in self.heights.ticks():
            y = float(self._y(np.array(loss)))
            rule(painter, self.plot.left(), y, self.plot.right(), y, theme.rule)
            text = tick(round(np.log10(loss))) if self.heights.log else number(loss, 2)
            write(painter, self.plot.left() - 12, y + 7, text, font, theme.ink2, RIGHT)
        rule(painter, self.plot.left(), self.plot.bottom(), self.plot.right(), self.plot.bottom(), theme.ink3, 2)
        write(painter, self.plot.left(), self.plot.bottom() + 26, "0", font, theme.ink2, CENTRE)
        end = f"{self.span:,} " + self.look.word("次更新", "updates")
        write(painter, self.plot.right(), self.plot.bottom() + 26, end, font, theme.ink2, RIGHT)
        faint = theme.rule if len(self.losses) > BINS else theme.ink3
        self._paint_seeds(painter)
        for lines, ink, wide in ((self.others, theme.ink3, 1.8), (self.thin, faint, 1.2), (self.thick, theme.ink, 5.0)):
            stroke = pen(ink, wide)
            stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(stroke)
            painter.drawLines(lines)

    def _seeds(self) -> str:
        """What the grey lines are or, of a race, that there are none."""
        seeds = self.rival.seeds
        if seeds is not None:
            count = len(seeds.seeds)
            return self.look.word(f"灰线：另外 {count} 个种子", f"grey: {count} other seeds")
        return self.look.word("只有一个种子", "one seed only") if len(self.subject.company_losses) > 1 else ""

    def _seeds_room(self, wide: float) -> float:
        """How much room is left between the ends of the axis, beside what is said of the seeds."""
        font = self.look.font(20).toString()
        return wide - sum(text_width(font, words) for words in (self._seeds(), self.look.word(*UPDATES))) - 56

    def _paint_seeds(self, painter: QPainter) -> None:
        """Say what the grey lines are, between the ends of the axis or on a line below."""
        font, ink, room = self.look.font(20), self.look.theme.ink2, self._seeds_room(self.plot.width())
        x = self.plot.left() + (28 + room / 2 if room >= 0 else -12)
        write(painter, x, self.plot.bottom() + self.below - 4, self._seeds(), font, ink)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the head of the curve, and the bars once the loss is computed."""
        self._paint_head(painter)
        if self.has_bars(cursor):
            self._paint_bars(painter, cursor)

    def has_bars(self, cursor: Cursor) -> bool:
        """Whether the losses of the time steps are there to be seen."""
        return not self.alone and cursor.phase >= Phase.LOSS

    def _paint_head(self, painter: QPainter) -> None:
        """Mark the update of the moment, with the loss of the batch before it."""
        theme, done = self.look.theme, min(self.trace.step, len(self.losses))
        name = self.look.word("训练损失", "training loss")
        write(painter, self.plot.left(), self.area.top() + 22, name, self.look.font(24), theme.ink2)
        if not done:
            return
        loss = float(self.losses[done - 1])
        head = QPointF(float(self._x(np.array(done - 1.0))), float(self._y(np.array(loss))))
        rule(painter, head.x(), self.plot.top() - 6, head.x(), self.plot.bottom(), LIGHT.ink if theme is LIGHT
             else theme.ink2, 2)
        painter.setPen(pen(LIGHT.ink, 2.5))
        painter.setBrush(colour(theme.now))
        painter.drawEllipse(head, 9, 9)
        font = self.look.font(28, medium=True)
        text = number(loss)
        wide = text_width(font.toString(), text)
        x = min(head.x(), self.plot.right() + APART * 0.5 - wide / 2)
        write(painter, max(x, self.plot.left() + 170 + wide / 2), self.area.top() + 24, text, font, theme.ink, CENTRE)

    def _paint_bars(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint what each time step adds."""
        theme, steps = self.look.theme, self.trace.T
        pitch = self.bars.width() / steps
        rule(painter, self.bars.left(), self.bars.bottom(), self.bars.right(), self.bars.bottom(), theme.ink3, 2)
        name = self.look.word("这个序列每一步的损失", "loss of each step")
        write(painter, self.bars.left(), self.area.top() + 22, name, self.look.font(24), theme.ink2)
        part = ease(cursor.part) if cursor.phase is Phase.LOSS else 1.0
        now = cursor.t
        if now is not None:
            self._mark(painter, now, pitch)
        if part < 1:
            self._draw_bars(painter, part)
        else:
            here = self.bars.left() + pitch * (steps if now is None else now)
            self.kept.lay(painter, self.bars.left(), here)
            self.kept.lay(painter, here + pitch, self.bars.right() + 1)
        if now is not None:
            painter.fillRect(self._bar(now, part), colour(theme.ink))
        text = number(derive.loss(self.trace))
        write(painter, self.bars.right(), self.area.top() + 24, text, self.look.font(28, medium=True), theme.ink, RIGHT)
        self._paint_tokens(painter, pitch, now)

    def _bar(self, t: int, part: float) -> QRectF:
        """The bar of a time step, as far as it has grown."""
        pitch = self.bars.width() / self.trace.T
        tall = float(self.shares[t]) * self.bars.height() * part
        return QRectF(self.bars.left() + (t + 0.14) * pitch, self.bars.bottom() - tall, pitch * 0.72, tall)

    def _draw_bars(self, painter: QPainter, part: float = 1.0) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.look.theme.ink2))
        painter.drawRects([self._bar(t, part) for t in range(self.trace.T)])

    def _mark(self, painter: QPainter, now: int, pitch: float) -> None:
        left = self.bars.left() + now * pitch
        column = QRectF(left, self.bars.top(), pitch, self.bars.height() + FOOT - 2)
        box(painter, column, self.look.theme.now_wash, corner=3)

    def _paint_tokens(self, painter: QPainter, pitch: float, now: int | None) -> None:
        gap, theme = every(pitch, 18), self.look.theme
        for t, token in enumerate(self.trace.tokens):
            if t % gap == 0:
                x = self.bars.left() + (t + 0.5) * pitch
                ink = theme.ink if t == now else theme.ink2
                write(painter, x, self.bars.bottom() + 24, token[:3], self.look.font(18), ink, CENTRE)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The answer of the time step whose bar was clicked."""
        if not self.has_bars(cursor) or not self.bars.adjusted(0, -10, 0, FOOT).contains(point):
            return None
        t = int((point.x() - self.bars.left()) / self.bars.width() * self.trace.T)
        return moment(cursor, max(0, min(self.trace.T - 1, t)), "y")


def _joined(x: Array, y: Array) -> list[QLineF]:
    """The lines from each point to the next."""
    return [QLineF(*ends) for ends in zip(x[:-1], y[:-1], x[1:], y[1:], strict=True)]


def _finite(losses: Array) -> Array:
    return np.asarray(losses[np.isfinite(losses)], dtype=np.float64)
