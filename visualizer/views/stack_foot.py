"""What stands under the activation stack: what it takes, going forward; what it has given, going back."""

import numpy as np
from PySide6.QtGui import QFont, QPainter

from engine import derive
from engine.beats import Cursor, Phase
from engine.trace import Trace
from visualizer.paint import Look, number, text_width, write
from visualizer.views.moments import shown
from visualizer.views.symbol import symbol

LENGTH = "‖∂L/∂W‖"
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
"""How much smaller a line may be set before its words are left out."""
SAME = 1e-9
"""How near, relative to its size, the sum over all steps must be to the gradient to be called it."""
MOST = 1_000_000
"""Above so many numbers (weights times steps) the sums are not made: they would hold the lecture up."""


class StackFoot:
    """One line of text at the lower left of a tower."""

    def __init__(self, trace: Trace, look: Look, size: float) -> None:
        self.trace, self.look, self.size = trace, look, size
        self.bytes = derive.frame_bytes(trace)
        numbers = trace.T * sum(array.size for array in trace.weight.values())
        alone = trace.rows == 1 and numbers <= MOST
        self.gathered = derive.gathered(trace) if alone else np.zeros(0)
        self.whole = derive.grad_length(trace)

    def paint(self, painter: QPainter, x: float, baseline: float, room: float, cursor: Cursor) -> None:
        """Write it, smaller or with fewer words where there is little room."""
        sizes = [self.size * scale for scale in SCALES]
        tries = [(words, size) for words in self.wordings(cursor) for size in sizes]
        fitting = (each for each in tries if self._width(*each) <= room)
        if tries:
            self._write(painter, x, baseline, *next(fitting, tries[-1]))

    def wordings(self, cursor: Cursor) -> list[list[str]]:
        """The same line with ever fewer words; every second part is a number and stands out."""
        return self._given(cursor) if cursor.backwards else self._taken(cursor.depth)

    def _taken(self, depth: int) -> list[list[str]]:
        """How many bytes lie on the stack."""
        if not depth:
            return []
        frames = self.look.word(f"一帧 {self.bytes:,} B × {depth} = ", f"{self.bytes:,} B a frame × {depth} = ")
        return [[frames, sized(self.bytes * depth)]]

    def _given(self, cursor: Cursor) -> list[list[str]]:
        """How long the weight gradient of the steps is that have been popped and worked through."""
        if not len(self.gathered):
            return []
        first = self.worked_through(cursor)
        length = float(self.gathered[first]) if first < self.trace.T else 0.0
        found, equals = self.look.word("已收集 ", "gathered "), f"{LENGTH} = "
        if first or not abs(length - self.whole) <= SAME * self.whole:
            return [[found + equals, number(length)], [equals, number(length)]]
        tail = self.look.word(" = 整个梯度 ✓", " = the whole gradient ✓")
        return [[found + equals, number(length), tail], [equals, number(length), tail], [equals, number(length) + " ✓"]]

    def worked_through(self, cursor: Cursor) -> int:
        """From which step on all gradients are made, and the motion of it has come to rest."""
        first = cursor.grads_known(cursor.beats.names[0])
        moving = first < self.trace.T and shown(cursor, Phase.BACKWARD, first, cursor.beats.names[0]) < 1
        return first + 1 if moving else first

    def _fonts(self, size: float) -> tuple[QFont, QFont]:
        return self.look.font(size * 0.92), self.look.font(size, medium=True)

    def _width(self, words: list[str], size: float) -> float:
        maths = symbol(self.look, LENGTH, size).width
        plain, bold = (font.toString() for font in self._fonts(size))
        parts = [part.split(LENGTH) for part in words]
        letters = sum(text_width((plain, bold)[n % 2], each) for n, part in enumerate(parts) for each in part)
        return letters + maths * sum(len(part) - 1 for part in parts)

    def _write(self, painter: QPainter, x: float, baseline: float, words: list[str], size: float) -> None:
        theme, fonts = self.look.theme, self._fonts(size)
        for n, part in enumerate(words):
            ink = (theme.ink2, theme.ink)[n % 2]
            for place, each in enumerate(part.split(LENGTH)):
                if place:
                    x += symbol(self.look, LENGTH, size).draw(painter, x, baseline, ink)
                x += write(painter, x, baseline, each, fonts[n % 2], ink)


def sized(count: int) -> str:
    """Write a number of bytes with three digits."""
    if count < 1000:
        return f"{count} B"
    for unit in ("kB", "MB"):
        count_in = count / (1e3 if unit == "kB" else 1e6)
        if count_in < 1000:
            break
    return f"{count_in:.{2 if count_in < 10 else 1 if count_in < 100 else 0}f} {unit}"
