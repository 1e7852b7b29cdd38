"""What clipping does to this update's gradient: its length before and after, the limit, and the step that is taken."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.beats import Cursor, Phase
from engine.clipping import Clipping, clipping
from visualizer.paint import LEFT, RIGHT, colour, number, pen, rule, text_width, write
from visualizer.views.decades import decades, tick
from visualizer.views.view import View

NAMES, HEAD, FOOT, THICK = 250.0, 76.0, 44.0, 38.0
FACT = 24.0


class ClipView(View):
    """Bars on one log axis: the gradient as it came, as it was left, the step; the limit is a line through them."""

    def prepare(self) -> None:
        """Follow the gradient through clipping and choose the decades."""
        self.found: Clipping = clipping(self.trace)
        made, found = self.trace.learning, self.found
        lengths = [found.length_before, found.length_after, found.step, made.clip or 0.0]
        usable = np.array([length for length in lengths if 0 < length < np.inf])
        self.scale = decades(usable, 0.4 * usable)  # so that the shortest bar is still one
        gutter = min(NAMES, 0.3 * (self.right - self.left))
        left, top = self.left + gutter, self.area.top() + HEAD
        self.plot = QRectF(left, top, max(10.0, self.right - left - 130), max(10.0, self.area.height() - HEAD - FOOT))

    def rows(self) -> list[tuple[str, float, str]]:
        """Name, length and colour of each bar."""
        word, theme, found = self.look.word, self.look.theme, self.found
        rows = [(word("梯度，裁剪前", "gradient before"), found.length_before, theme.ink2),
                (word("梯度，裁剪后", "gradient after"), found.length_after, theme.ink)]
        return [*rows, (word("实际的一步 ‖ΔW‖", "the step ‖ΔW‖"), found.step, theme.ink3)]

    def _x(self, length: float) -> float:
        return self.plot.left() + self.plot.width() * self.scale.share(length)

    def paint_still(self, painter: QPainter) -> None:
        """Paint the axis, the names and the limit, which are known beforehand."""
        theme, font = self.look.theme, self.look.font(20)
        for power in self.scale.ticks(max(2, int(self.plot.width() / 130))):
            x = round(self._x(10.0**power)) + 0.5
            rule(painter, x, self.plot.top(), x, self.plot.bottom(), theme.rule)
            write(painter, x, self.plot.bottom() + 28, tick(power), font, theme.ink2, 0.5)
        for place, (name, _, _) in enumerate(self.rows()):
            size = 22 if text_width(self.look.font(22).toString(), name) < self.plot.left() - self.left - 12 else 16
            write(painter, self.left, self._middle(place) + 8, name, self.look.font(size), theme.ink)
        limit = self.trace.learning.clip
        if limit is not None:
            x = self._x(limit)
            painter.setPen(pen(theme.ink, 3, dashed=True))
            painter.drawLine(QPointF(x, self.plot.top() - 10), QPointF(x, self._middle(1) + self._thick / 2 + 8))
            text = self.look.word("上限 ", "limit ") + number(limit)
            right = x + 8 + text_width(font.toString(), text) > self.right
            at, align = (x - 8, RIGHT) if right else (x + 8, LEFT)
            write(painter, at, self.plot.top() - 14, text, font, theme.ink, align)

    @property
    def _thick(self) -> float:
        return max(4.0, min(THICK, self.plot.height() / 3 * 0.6))

    def _middle(self, place: int) -> float:
        return self.plot.top() + (place + 0.5) * self.plot.height() / 3

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the gradient's bars once it is whole, the step's at the update."""
        whole = cursor.backwards and cursor.grads_known(cursor.beats.names[0]) == 0
        stepped = cursor.phase is Phase.UPDATE
        for place, (_, length, fill) in enumerate(self.rows()):
            if not (stepped if place == 2 else whole):
                continue
            end = max(self._x(length), self.plot.left() + 2)
            top = self._middle(place) - self._thick / 2
            painter.fillRect(QRectF(self.plot.left(), top, end - self.plot.left(), self._thick), colour(fill))
            write(painter, end + 12, self._middle(place) + 8, number(length), self.look.font(22, medium=True),
                  self.look.theme.ink)
        self._paint_facts(painter, whole=whole, stepped=stepped)

    def facts(self, *, whole: bool, stepped: bool) -> list[str]:
        """What is to be said about this update."""
        word, found, made = self.look.word, self.found, self.trace.learning
        if self.trace.probe:
            return [word("试探输入：权重不更新", "a probe: the weights stay as they are")]
        if not whole:
            return [word("等待反向传播结束", "waits for the end of the backward pass")]
        facts = [word("没有设上限", "no limit is set")]
        if made.clip is not None:
            by, share = number(found.length_after / (found.length_cut or 1.0)), number(100 * (found.share or 0.0), 2)
            was = word(f"缩短为 × {by}", f"shortened × {by}")
            facts = [was if found.was_shortened else word("未缩短", "not shortened"),
                     word(f"至今 {share} % 的更新超限", f"{share} % of updates so far were over")]
        if made.clip_value is not None:
            facts.append(word(f"截断了 {found.was_cut} 个数", f"{found.was_cut} numbers were cut"))
        if stepped:
            facts.append(word("步长为权重的 ", "step / weights ") + number(found.relative))
        return facts

    def _paint_facts(self, painter: QPainter, *, whole: bool, stepped: bool) -> None:
        x, font = self.left, self.look.font(FACT)
        for text in self.facts(whole=whole, stepped=stepped):
            if x + text_width(font.toString(), text) > self.right:
                return
            x += write(painter, x, self.area.top() + 24, text, font, self.look.theme.ink2) + 34
