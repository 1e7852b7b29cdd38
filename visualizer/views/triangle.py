"""How far each loss reaches back: a cell for every pair of steps, ‖∂L_t′/∂c_t‖ on a log scale, sums at the margins.

A row is the loss of a step, a column the memory at a step. Going back, the wave lights up a column at a time; the
others stay dim. A small triangle is computed when the first backward moment is painted, so that training on costs
nothing; a large one is the engine's work, and until it is there nothing is claimed.
"""

from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine import derive
from engine.beats import Beat, Cursor
from engine.influence import Influence
from engine.spectrum import carried as with_time
from engine.survey import found_influence
from engine.trace import Trace
from visualizer.layout import Axis
from visualizer.paint import RIGHT, box, colour, number, pen, text_width, write
from visualizer.theme import LIGHT
from visualizer.views.decades import Decades, decades, tick
from visualizer.views.kept import Kept
from visualizer.views.pending import paint_pending
from visualizer.views.quantity import carried, hue, moment
from visualizer.views.shades import heat, shortened
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import every
from visualizer.views.triangle_picture import triangle_picture
from visualizer.views.triangle_sums import TriangleSums, triangle_sums
from visualizer.views.view import View

DIM = 0.28
"""How much is seen of a column that the wave has not reached."""
FOOT, BELOW, BESIDE, GAP = 52.0, 38.0, 66.0, 6.0
GRID = 9.0
"""From this pitch on, cells are told apart by lines."""
TICK = 1e-10
"""How near the sum over all losses must be to the gradient, relative to its largest number, to be called it."""
KEY = 200.0


def followed(trace: Trace) -> str:
    """The value whose gradients are shown: the uppermost memory that goes with time, so that half of it is empty."""
    return (with_time(trace) or carried(trace.cell))[-1]


class TriangleView(View):
    """Paints the triangle on the shared axis; its empty half holds the title and the scale."""

    def prepare(self) -> None:
        """Share out the place; the numbers wait until they are wanted."""
        self.name = followed(self.trace)
        self._image: QImage | None = None
        self._scale = Decades(-2, 0)
        self._sums: TriangleSums | None = None
        if self.axis is not None:
            area, axis = self.area, self.axis
            self.place = QRectF(axis.left, area.top() + 2, axis.right - axis.left, max(8.0, area.height() - FOOT - 2))
            foot = QRectF(axis.left, self.place.bottom() + GAP - 1, axis.right - axis.left, BELOW + 2)
            self._totals = Kept(foot, partial(self._paint_totals, axis=axis))

    @property
    def found(self) -> Influence:
        """The triangle's numbers, once they are there."""
        found = found_influence(self.trace, self.subject.surveys.get(self.trace))
        assert found
        return found

    def _drawn(self) -> QImage | None:
        """The picture, drawn once for a trace and a look; None until its numbers are there, and those of a race."""
        if self._image is None:
            traces = {self.trace, *self.subject.company}
            found = {trace: found_influence(trace, self.subject.surveys.get(trace)) for trace in traces}
            sizes = [each.sizes[followed(trace)] for trace, each in found.items() if each]
            if len(sizes) == len(traces):
                self._scale = shortened(decades(*sizes))
                self._image = triangle_picture(self.found, self.name, self._scale, self.look)
        return self._image

    def paint_still(self, painter: QPainter) -> None:
        """Paint the tokens of the losses at the left: a row's loss is that of its last step."""
        if self.axis is None:
            return
        tall = self.place.height() / self.trace.T
        gap = every(tall, 20)
        font = self.look.font(max(12.0, min(20.0, tall * gap * 0.9)))
        for t, token in enumerate(self.trace.tokens):
            if t % gap == 0:
                y = self.place.top() + (t + 0.5) * tall + font.pixelSize() * 0.36
                write(painter, self.axis.left - 12, y, token[:4], font, self.look.theme.ink2, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the titles, and once there are gradients, as much of the triangle as is reached."""
        if self.axis is None:
            return
        if not cursor.backwards:
            self._paint_title(painter, self.axis)
            return
        image, known = self._drawn(), cursor.grads_known(self.name)
        if image is None:
            self._paint_title(painter, self.axis)
            paint_pending(painter, self.place, self.look)
            return
        self._paint_cells(painter, image, 0, known, DIM)
        self._paint_cells(painter, image, known, self.trace.T, 1.0)
        self._paint_grid(painter, self.axis)
        self._paint_rows(painter, known)
        self._paint_columns(painter, self.axis, cursor, known)
        if cursor.t is not None:
            self._paint_now(painter, self.axis, cursor.t)
        bottom = self._paint_title(painter, self.axis)
        self._paint_key(painter, self.axis, bottom)

    def _paint_cells(self, painter: QPainter, image: QImage, first: int, end: int, opacity: float) -> None:
        if end > first:
            pitch = self.place.width() / self.trace.T
            target = QRectF(self.place.left() + first * pitch, self.place.top(), (end - first) * pitch,
                            self.place.height())
            painter.setOpacity(opacity)
            painter.drawImage(target, image, QRectF(first, 0, end - first, image.height()))
            painter.setOpacity(1.0)

    def _paint_grid(self, painter: QPainter, axis: Axis) -> None:
        tall = self.place.height() / self.trace.T
        if axis.pitch < GRID or tall < GRID:
            return
        painter.setPen(pen(self.look.theme.paper, 1))
        left, top, bottom = self.place.left(), self.place.top(), self.place.bottom()
        lines = []
        for t in range(1, self.trace.T):
            x, y, past = left + t * axis.pitch, top + t * tall, max(0, t - 1) * tall
            lines += [QLineF(x, top + past, x, bottom), QLineF(left, y, left + t * axis.pitch, y)]
        painter.drawLines(lines)

    def _added(self) -> TriangleSums:
        """What stands at the margins, added up once."""
        if self._sums is None:
            left = derive.grad_norms(self.trace, self.name)
            self._sums = triangle_sums(self.found.sizes[self.name], left)
        return self._sums

    def _paint_rows(self, painter: QPainter, known: int) -> None:
        """Paint at the right how much each loss has sent to the steps that the wave has come by."""
        sent, room = self._added().sent, self.area.right() - self.place.right() - GAP - 2
        if not len(sent) or room < 8:
            return
        tall = self.place.height() / len(sent)
        thick, left = max(1.0, tall * 0.68), self.place.right() + GAP
        first = self.place.top() + (tall - thick) / 2
        wides = (room * sent[:, known]).tolist()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.look.theme.ink3))
        painter.drawRects([QRectF(left, first + row * tall, wide, thick) for row, wide in enumerate(wides)])

    def _paint_columns(self, painter: QPainter, axis: Axis, cursor: Cursor, known: int) -> None:
        """Paint what all losses send to each step: their sizes added up in outline, and the gradient that is left."""
        theme, sums = self.look.theme, self._added()
        if not len(sums.sizes):
            return
        if known < self.trace.T:
            self._totals.lay(painter, axis.x(known - 0.5), axis.right)
        if cursor.t is not None and cursor.t >= known:
            painter.fillRect(self._column(axis, cursor.t, float(sums.left[cursor.t])), colour(theme.now))
        if axis.left - self.area.left() > 60:
            font = self.look.font(18)
            write(painter, axis.left - 12, self.place.bottom() + 24, self.look.word("合计", "total"), font, theme.ink2,
                  RIGHT)

    def _paint_totals(self, painter: QPainter, axis: Axis) -> None:
        """Draw both totals of every step."""
        painter.setPen(Qt.PenStyle.NoPen)
        sums = self._added()
        for shares, fill in ((sums.sizes, self.look.theme.rule), (sums.left, hue(self.trace, self.name))):
            painter.setBrush(colour(fill))
            painter.drawRects([self._column(axis, t, share) for t, share in enumerate(shares.tolist())])

    def _column(self, axis: Axis, t: int, share: float) -> QRectF:
        """How far down a total of a step reaches."""
        wide = axis.pitch * 0.62
        return QRectF(axis.x(t) - wide / 2, self.place.bottom() + GAP, wide, BELOW * share)

    def _paint_now(self, painter: QPainter, axis: Axis, t: int) -> None:
        """Frame the pairs of the column of the moment."""
        first = next((row for row, (_, last) in enumerate(self.found.rows) if last >= t), 0)
        top = self.place.top() + first * self.place.height() / len(self.found.rows)
        wide = max(axis.pitch, 4.0)
        frame = QRectF(axis.x(t) - wide / 2, top, wide, self.place.bottom() - top)
        box(painter, frame, None, LIGHT.ink, 5, 2)
        box(painter, frame, None, self.look.theme.now, 3, 2)

    def _room(self, axis: Axis) -> float:
        """How much of the empty half, from the right, a text near the top may take."""
        return 0.7 * (axis.right - axis.left)

    def _paint_title(self, painter: QPainter, axis: Axis) -> float:
        """Write what this is into the empty half; gives where it ends."""
        word, theme, room = self.look.word, self.look.theme, self._room(axis)
        y = self.place.top() + 30
        wordings = (word("每一步的损失能传回多远", "How far each loss reaches back"),
                    word("损失传回多远", "losses, going back"))
        for size in (26, 22, 18):
            font = self.look.font(size, medium=True)
            text = next((text for text in wordings if text_width(font.toString(), text) <= room), "")
            if text:
                write(painter, axis.right, y, text, font, theme.ink, RIGHT)
                break
        rows = word(f"行：第 t′ 步的损失；列：第 t 步的 {self.name}", f"row: the loss at t′, column: {self.name} at t")
        if self.trace.loss_name == "ctc":
            rows = word("行：经第 t′ 步输出进来的那份损失（CTC 只有一个损失）",
                        "row: what comes in by the answer at t′ (CTC has one loss for all)")
        font = self.look.font(20)
        if text_width(font.toString(), rows) <= room * 0.92:
            write(painter, axis.right, y + 32, rows, font, theme.ink2, RIGHT)
        return y + 32

    def _paint_key(self, painter: QPainter, axis: Axis, above: float) -> None:
        """Say what the colours mean, and whether the rows sum to the gradient."""
        theme, font, wide = self.look.theme, self.look.font(18), min(KEY, 0.3 * (axis.right - axis.left))
        y, left = above + 16, axis.right - wide
        if self.place.height() < 190 or wide < 90:
            return
        colours = heat(self.look)
        steps = 40
        for n in range(steps):
            red, green, blue = (int(part) for part in colours[n * (len(colours) - 1) // (steps - 1)])
            fill = f"#{red:02X}{green:02X}{blue:02X}"
            painter.fillRect(QRectF(left + n * wide / steps, y, wide / steps + 0.6, 13), colour(fill))
        name = symbol(self.look, f"|∂L/∂{self.name}|", 22)
        name.draw(painter, left - 12, y + 13, theme.ink2, RIGHT)
        for power, align, x in ((self._scale.low, 0.0, left), (self._scale.high, RIGHT, axis.right)):
            write(painter, x, y + 34, tick(power), font, theme.ink2, align)
        error = self.found.error[self.name]
        same = error <= TICK
        said = self.look.word("各行之和 = 梯度", "rows sum to the gradient")
        text = f"{said} {'✓' if same else '✗'} {number(error, 2)}"
        if text_width(font.toString(), text) <= 0.5 * (axis.right - axis.left) and self.place.height() > 240:
            write(painter, axis.right, y + 62, text, font, theme.ink2 if same else theme.positive, RIGHT)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The memory at the step of the column that was clicked."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else moment(cursor, t, self.name)
