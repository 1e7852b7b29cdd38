"""The line above the bar: what happens now, in words, and at the right a status such as a passed check."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from visualizer.paint import RIGHT, colour, text_width, write
from visualizer.painted import Painted
from visualizer.wrap import wrapped

HEIGHT = 68.0
MARGIN, GAP = 60.0, 48.0
LARGE, SMALL, LEAST = 28, 24, 14
STATUS = 22
BASELINE, BASELINES = 38.0, (25.0, 57.0)
TICK, CROSS = "✓", "✗"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a caption is set: the size of its letters, and its one or two lines."""

    size: int
    lines: tuple[str, ...]


class Caption(Painted):
    """One line that never loses a word: a long one becomes smaller, a longer one breaks."""

    left, right = "", ""

    def show_texts(self, left: str, right: str = "") -> None:
        """Take the caption and the status; a status may begin with ✓ or ✗."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.setAccessibleName(left)
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw both texts on one baseline, or the caption on two."""
        theme, edge = self.look.theme, self.room.width() - MARGIN
        painter.fillRect(self.rect(), colour(theme.paper))
        status = self._paint_status(painter, edge) if self.right else 0.0
        setting = self.set_in(edge - MARGIN - (status + GAP if status else 0.0))
        baselines = (BASELINE,) if len(setting.lines) == 1 else BASELINES
        for baseline, line in zip(baselines, setting.lines, strict=True):
            write(painter, MARGIN, baseline, line, self.look.font(setting.size), theme.ink)

    def set_in(self, width: float) -> Setting:
        """Choose the largest letters that fit one line, then two."""
        for size in range(LARGE, SMALL - 1, -1):
            if text_width(self.look.font(size).toString(), self.left) <= width:
                return Setting(size, (self.left,))
        for size in range(SMALL, LEAST, -1):
            lines = wrapped(self.left, self.look.font(size), width)
            if len(lines) <= 2:
                return Setting(size, lines)
        lines = wrapped(self.left, self.look.font(LEAST), width)
        return Setting(LEAST, (lines[0], " ".join(lines[1:])))

    def _paint_status(self, painter: QPainter, right: float) -> float:
        """Draw the status with its mark as a shape; gives its width."""
        mark, text = self.right[:1], self.right
        if mark in {TICK, CROSS}:
            text = self.right[1:].lstrip()
        wide = write(painter, right, BASELINE, text, self.look.font(STATUS), self.look.theme.ink2, RIGHT)
        if mark not in {TICK, CROSS}:
            return wide
        self._paint_mark(painter, mark, right - wide - 32)
        return wide + 32

    def _paint_mark(self, painter: QPainter, mark: str, x: float) -> None:
        stroke = QPen(colour(self.look.theme.ink), 2.86)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        y = BASELINE - 8
        if mark == TICK:
            painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 6.6, y + 7.7), QPointF(x + 18.7, y - 9.9)]))
        else:
            painter.drawLine(QPointF(x + 2, y - 8), QPointF(x + 18, y + 8))
            painter.drawLine(QPointF(x + 2, y + 8), QPointF(x + 18, y - 8))
