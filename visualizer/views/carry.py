"""By which path the gradient of the memory arrived: a column a time step, cut into bands that make up the whole."""

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor
from engine.carry import BANDS, carries, split
from engine.spectrum import carried as with_time
from visualizer.layout import Axis
from visualizer.paint import RIGHT, box, colour, rule, text_width, write
from visualizer.theme import LIGHT, ROLES
from visualizer.views.kept import Kept
from visualizer.views.quantity import carried, hue, moment, role
from visualizer.views.symbol import symbol
from visualizer.views.time_labels import paint_numbers
from visualizer.views.view import View

HEAD, FOOT, SQUARE = 46.0, 32.0, 16.0


class CarryView(View):
    """Paints the shares of the bands, as far back as the wave has come."""

    def prepare(self) -> None:
        """Choose the value that has a carry, and take its bands."""
        names = with_time(self.trace) or carried(self.trace.cell)
        self.name = next((name for name in reversed(names) if self._recurs(name)), names[-1])
        self.shares = split(self.trace, self.name).shares()  # (3, T)
        own, other = role(self.trace, self.name), "h" if role(self.trace, self.name) == "c" else "g"
        self.inks = dict(zip(BANDS, (ROLES.get(own, hue(self.trace, self.name)), ROLES[other], self.look.theme.ink3),
                             strict=True))
        if self.axis is not None:
            self.first = self.axis.top >= self.area.top()
            top, bottom = self.area.top() + HEAD, self.area.bottom() - (FOOT if self.first else 4)
            self.place = QRectF(self.axis.left, top, self.axis.right - self.axis.left, max(6.0, bottom - top))
            self.bands = Kept(self.place.adjusted(-1, -1, 1, 1), partial(self._paint_bands, axis=self.axis))

    def _recurs(self, name: str) -> bool:
        return name in self.trace.cell.carry and bool(carries(self.trace, name))

    def words(self) -> dict[str, str]:
        """What the bands are called."""
        word = self.look.word
        return {
            "carry": word("沿传送带", "by the carry"),
            "state": word("经隐藏状态", "by the state") if role(self.trace, self.name) == "c"
            else word("经权重", "by the weights"),
            "here": word("本步", "from here") + (word("（截断前）", ", before truncation") if self.trace.cut else ""),
        }

    def paint_still(self, painter: QPainter) -> None:
        """Paint the frame of 0 and 100 %."""
        if self.axis is None:
            return
        theme, font = self.look.theme, self.look.font(18)
        for share, text in ((0.0, "0"), (1.0, "100 %")):
            y = self.place.bottom() - share * self.place.height()
            rule(painter, self.place.left(), y, self.place.right(), y, theme.ink3)
            write(painter, self.place.left() - 12, y + 7, text, font, theme.ink2, RIGHT)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the bands that are known, the column of the moment, and the legend with its shares."""
        if self.axis is None:
            return
        known = cursor.grads_known(self.name) if cursor.backwards else self.trace.T
        if known < self.trace.T:
            self.bands.lay(painter, self.axis.x(known - 0.5), self.place.right() + 1)
        t = cursor.t if cursor.backwards and cursor.t is not None and cursor.t >= known else None
        if t is not None:
            wide = max(self.axis.pitch, 4.0)
            frame = QRectF(self.axis.x(t) - wide / 2, self.place.top() - 3, wide, self.place.height() + 6)
            box(painter, frame, None, LIGHT.ink, 5, 3)
            box(painter, frame, None, self.look.theme.now, 3, 3)
        if self.first:
            paint_numbers(painter, self.axis, self.place.bottom() + 24, self.look, cursor.t)
        self._paint_legend(painter, self.axis, t if t is not None else (known if known < self.trace.T else None))

    def _paint_bands(self, painter: QPainter, axis: Axis) -> None:
        """Draw the bands of all time steps."""
        edges = self.place.bottom() - np.cumsum(self.shares, axis=0) * self.place.height()  # (3, T)
        below = np.concatenate([np.full((1, self.trace.T), self.place.bottom()), edges])
        lefts = [axis.x(t) - axis.pitch / 2 for t in range(self.trace.T)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # no seams, and many columns in less time
        for band, tops, bottoms in zip(BANDS, edges, below, strict=False):
            painter.setBrush(colour(self.inks[band]))
            bars = zip(lefts, tops.tolist(), bottoms.tolist(), strict=True)
            painter.drawRects([QRectF(left, top, axis.pitch + 0.4, bottom - top) for left, top, bottom in bars])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_legend(self, painter: QPainter, axis: Axis, t: int | None) -> None:
        """Name the bands; with a moment, print their shares."""
        theme, baseline = self.look.theme, self.area.top() + 22
        title = symbol(self.look, f"∂{self.name}", 28)
        x = axis.left + title.draw(painter, axis.left, baseline, theme.ink) + 20
        for size, parts in ((22, self._parts(t)), (18, self._parts(t)), (16, self._parts(t)), (16, self._bare(t))):
            font = self.look.font(size)
            if x + sum(SQUARE + 32 + text_width(font.toString(), text) for _, text in parts) <= axis.right + 24:
                break
        for band, text in parts:
            wide = SQUARE + 8 + text_width(font.toString(), text)
            if x + wide > axis.right + 12:
                return
            painter.fillRect(QRectF(x, baseline - SQUARE + 2, SQUARE, SQUARE), colour(self.inks[band]))
            write(painter, x + SQUARE + 8, baseline, text, font, theme.ink if t is not None else theme.ink2)
            x += wide + 24

    def _parts(self, t: int | None) -> list[tuple[str, str]]:
        names = self.words()
        if t is None:
            return list(names.items())
        shares = np.round(self.shares[:, t] * 100)
        return [(band, f"{names[band]} {share:.0f} %") for band, share in zip(BANDS, shares, strict=True)]

    def _bare(self, t: int | None) -> list[tuple[str, str]]:
        """The shares without their words, for a narrow lane."""
        return [(band, text.split(" ", 1)[-1] if t is None else " ".join(text.split()[-2:]))
                for band, text in self._parts(t)]

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The value at the step of the column that was clicked."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else moment(cursor, t, self.name)
