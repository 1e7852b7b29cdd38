"""A line to write a watch into: what is wrong with it is said while it is written, and pointed at."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.errors import NONE, Three, WatchError, sentences
from visualizer.input_line import INSIDE, LABEL, RISE, WIDE, InputLine
from visualizer.paint import CENTRE, box, text_width, write
from visualizer.wrap import wrapped

TALL, LINE, SAID = 236.0, 30.0, 22


Judge = Callable[[str], WatchError | None]


class WatchLine(InputLine):
    """Asks for an expression; Enter gives one that can be read, and stays with one that cannot."""

    words = ("监视", "watch")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.judge: Judge = lambda _: None
        """What is wrong with an expression, if anything."""
        self.edit.textChanged.connect(self.update)

    def place(self, room: QRect) -> None:
        """Stand where the other lines stand, with room for what is said below."""
        super().place(room)
        unit = self.unit
        self.setGeometry(self.x(), round(room.height() - RISE * unit), round(WIDE * unit), round(TALL * unit))

    @property
    def mistake(self) -> WatchError | None:
        """What is wrong with what stands there."""
        text = self.edit.text()
        return self.judge(text) if text.strip() else None

    @property
    def said(self) -> Three:
        """What is wrong, what was expected and what to do, without the picture of where: the caret points."""
        if self.mistake is None:
            return NONE
        what, expected, remedy = sentences(self.mistake, self.look.lang)
        return what.rpartition("\n")[2], expected, remedy

    def paint(self, painter: QPainter) -> None:
        """Draw the plate, the word, and under the line where it is wrong and why."""
        theme = self.look.theme
        box(painter, QRectF(2, 2, self.room.width() - 4, self.room.height() - 4), theme.wash, theme.ink, 3, 12)
        write(painter, INSIDE, 59, self.look.word(*self.words), self.look.font(34), theme.ink2)
        mistake, font = self.mistake, self.look.font(SAID)
        if mistake is None:
            like = self.look.word("例如", "such as")
            for place, text in enumerate(("norm(dh[t]) > 1", "any(abs(c) > 2)", "loss > 2 * median(loss)")):
                write(painter, INSIDE + LABEL, 120 + LINE * place, f"{like}  {text}", font, theme.ink2)
            return
        self._point(painter, mistake.at)
        lines = wrapped(self.look.word("", " ").join(filter(None, self.said)), font, WIDE - 2 * INSIDE)
        for place, line in enumerate(lines[:4]):
            write(painter, INSIDE, 132 + LINE * place, line, font, theme.ink)

    def _point(self, painter: QPainter, at: int) -> None:
        """Draw a caret under the character that is wrong."""
        text = self.edit.text()
        key = self.look.font(38).toString()
        x = INSIDE + LABEL + text_width(key, text[:at]) + text_width(key, text[at : at + 1] or "n") / 2 + 4
        write(painter, min(x, WIDE - INSIDE), 98, "▲", self.look.font(20), self.look.theme.positive, CENTRE)

    def _give(self) -> None:
        if not self.edit.text().strip():
            self.hide()
        elif self.mistake is None:
            super()._give()
