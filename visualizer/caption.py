"""The line above the bar: what happens now, in words, and at the right a status such as a passed check."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine.messages import Checked
from engine.tasks import digits, scans
from engine.tasks.raster import is_raster
from engine.tasks.strokes import AS_DRAWN
from visualizer.paint import RIGHT, Look, colour, number, text_width, write
from visualizer.painted import Painted
from visualizer.wrap import wrapped

MARGIN, GAP = 60.0, 48.0
LARGE, SMALL, LEAST = 28, 24, 14
STATUS = 22
RISE = 30.0
"""From the one baseline down to the bar."""
TICK, CROSS = "✓", "✗"
LONG = 60
"""Signs of an input that are written out."""
PIXELS = 16
"""From so many signs on what could be pixels is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a caption is set: the size of its letters, and its one or two lines."""

    size: int
    lines: tuple[str, ...]


def check_words(checked: Checked, look: Look) -> str:
    """Tell how the worst of the gradients on stage compares with finite differences."""
    words = look.word("梯度检验", "gradient check")
    return f"{TICK if checked.passed else CROSS} {words} {number(max(checked.errors), 2)}"


def shortened(given: str, look: Look) -> str:
    """Write an input of the room's own: of a long one the beginning, of pictures and sounds none."""
    if is_raster(given) or _is_painted(given):
        return look.word("一幅图", "a picture")
    if given.startswith(AS_DRAWN):
        return look.word("写的或录的", "written or recorded")
    return given if len(given) <= LONG else f"{given[:LONG]} …"


def _is_painted(given: str) -> bool:
    """Whether an input is pixels, written by how much ink each has."""
    signs = set("".join(given.split()))
    return len(given) >= PIXELS and (signs <= set(scans.INK) or signs <= set(digits.INK))


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
        self.fill(painter, theme.paper)
        status = self._paint_status(painter, edge) if self.right else 0.0
        setting = self.set_in(edge - MARGIN - (status + GAP if status else 0.0))
        for baseline, line in zip(self._baselines(len(setting.lines)), setting.lines, strict=True):
            write(painter, MARGIN, baseline, line, self.look.font(setting.size), theme.ink)

    def _baselines(self, count: int) -> tuple[float, ...]:
        tall = self.room.height()
        pitch = min(34.0, 0.47 * tall)
        return (tall - RISE,) if count == 1 else (tall - pitch - 8, tall - 8)

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
        """Draw the status with its mark as a shape, red if something is wrong; gives its width."""
        mark, text, baseline = self.right[:1], self.right, self.room.height() - RISE
        if mark in {TICK, CROSS}:
            text = self.right[1:].lstrip()
        ink = self.look.theme.positive if mark == CROSS else self.look.theme.ink2
        wide = write(painter, right, baseline, text, self.look.font(STATUS), ink, RIGHT)
        if mark not in {TICK, CROSS}:
            return wide
        self._paint_mark(painter, mark, QPointF(right - wide - 32, baseline - 8))
        return wide + 32

    def _paint_mark(self, painter: QPainter, mark: str, at: QPointF) -> None:
        stroke = QPen(colour(self.look.theme.positive if mark == CROSS else self.look.theme.ink), 2.86)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = at.x(), at.y()
        if mark == TICK:
            painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 6.6, y + 7.7), QPointF(x + 18.7, y - 9.9)]))
        else:
            painter.drawLine(QPointF(x + 2, y - 8), QPointF(x + 18, y + 8))
            painter.drawLine(QPointF(x + 2, y + 8), QPointF(x + 18, y - 8))
