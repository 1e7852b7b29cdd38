"""The line on top: where we are, as a debugger's console says it, and how the gradients were checked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine.beats import Cursor, Phase
from engine.edits import Edit
from engine.messages import Checked
from visualizer.debugger.floor import EDGE
from visualizer.paint import RIGHT, Look, colour, number, text_width, write
from visualizer.painted import Painted

LARGE, SMALL, BASE = 28, 22, 56.0
PHASES = {
    Phase.FORWARD: ("前向", "forward"),
    Phase.LOSS: ("损失", "loss"),
    Phase.BACKWARD: ("反向", "backward"),
    Phase.UPDATE: ("权重更新", "update of the weights"),
}


def place_words(step: int, cursor: Cursor | None, look: Look) -> str:
    """Say where we are: update, pass, time step, line."""
    parts = [look.word(f"更新 {step}", f"update {step}")]
    beat = None if cursor is None else cursor.beat
    if beat is None:
        parts.append(look.word("开始", "start"))
    else:
        parts.append(look.word(*PHASES[beat.phase]))
    if beat is not None and beat.t >= 0:
        parts += [f"t {beat.t + 1}", beat.line]
    return " · ".join(parts)


def edit_words(edits: Sequence[Edit], step: int, look: Look) -> str:
    """Say which change of the run's history came last before an update, and how many there are."""
    made = [edit for edit in edits if edit.at <= step]
    if not made:
        return ""
    last = made[-1]
    what = (last.key or last.weight or last.line).replace("'", "′")
    unit = "" if last.unit is None else f"[{last.unit}]"
    source = "" if last.source is None else f"[{last.source}]"
    how = look.word("固定", "held") if last.keeps or last.learns is False else ""
    amount = number(last.set) if last.set is not None else f"× {number(last.scale)}" if last.scale is not None else how
    since = look.word(f"自更新 {last.at} 起", f"since update {last.at}")
    more = "" if len(made) == 1 else look.word(f"（共 {len(made)} 个改动）", f" ({len(made)} changes)")
    return f"{what}{source}{unit} {amount} {since}{more}"


class PlaceLine(Painted):
    """Writes where we are at the left, and the badge of the check at the right: a red one if it failed."""

    place, run, broken = "", "", ""
    checked: Checked | None = None

    def show_place(self, place: str, run: str) -> None:
        """Take where we are, and which run it is of."""
        if (place, run) != (self.place, self.run):
            self.place, self.run = place, run
            self.setAccessibleName(place)
            self.update()

    def show_written(self, path: Path) -> None:
        """Say which file was written, until something moves."""
        self.show_place(self.place, self.look.word(f"已写入 {path.name}", f"written to {path.name}"))

    def show_broken(self, said: str) -> None:
        """Take what is said of the number at which this update broke; nothing if it can be done."""
        if said != self.broken:
            self.broken = said
            self.update()

    def show_check(self, checked: Checked | None) -> None:
        """Take what the check found; None until that is known."""
        self.checked = checked
        self.update()

    @property
    def badge(self) -> str:
        """What the badge says."""
        if self.broken:
            return self.look.word("梯度不是有限的", "gradients are not finite")
        if self.checked is None:
            return self.look.word("梯度检验中…", "checking the gradients …")
        return f"{self.look.word('梯度检验', 'gradient check')} {number(max(self.checked.errors), 2)}"

    def paint(self, painter: QPainter) -> None:
        """Draw both ends."""
        theme, right = self.look.theme, self.room.width() - EDGE
        self.fill(painter, theme.paper)
        wide = write(painter, EDGE, BASE, self.place, self.look.font(LARGE, medium=True), theme.ink)
        font = self.look.font(SMALL)
        mark = 44.0 if self.checked is not None or self.broken else 0.0
        badge = text_width(font.toString(), self.badge)
        good = not self.broken and (self.checked is None or self.checked.passed)
        ink = theme.ink2 if good else theme.positive
        write(painter, right, BASE, self.badge, font, ink, RIGHT)
        if mark:
            self._paint_mark(painter, good, QPointF(right - badge - 34, BASE - 8))
        told = self.broken or self.run
        if EDGE + wide + 40 + text_width(font.toString(), told) < right - badge - mark - 40:
            write(painter, EDGE + wide + 40, BASE, told, font, theme.positive if self.broken else theme.ink2)

    def _paint_mark(self, painter: QPainter, good: bool, at: QPointF) -> None:
        stroke = QPen(colour("#009E73" if good else self.look.theme.positive), 3.2)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = at.x(), at.y()
        if good:
            painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 7, y + 8), QPointF(x + 20, y - 10)]))
        else:
            painter.drawLine(QPointF(x + 2, y - 9), QPointF(x + 19, y + 8))
            painter.drawLine(QPointF(x + 2, y + 8), QPointF(x + 19, y - 9))
