"""A row of words of which one is chosen: ink for that one, quieter for the others; a click chooses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from visualizer.paint import rule, text_width, write
from visualizer.painted import Painted

SIZE, LEAST, GAP, BASE = 17, 12, 16.0, 21.0
Words = tuple[tuple[str, str], ...]
"""What each is called within, and what is written."""


class WordRow(Painted):
    """Shows words; says which was clicked."""

    chosen = Signal(str)
    on_plate = False
    """Whether it stands on a plate over the desk, not on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words: Words = ()
        self.now: frozenset[str] = frozenset()

    def show_words(self, words: Words, now: frozenset[str]) -> None:
        """Take the words, and which of them are chosen."""
        if (words, now) != (self.words, self.now):
            self.words, self.now = words, now
            self.update()

    @property
    def natural(self) -> float:
        """The width of all words in their largest letters."""
        key = self.look.font(SIZE, medium=True).toString()
        return sum(text_width(key, word) for _, word in self.words) + GAP * len(self.words)

    def _font(self) -> QFont:
        """The largest letters in which all words fit."""
        for size in range(SIZE, LEAST, -1):
            font = self.look.font(size, medium=True)
            wide = sum(text_width(font.toString(), word) for _, word in self.words) + GAP * (len(self.words) - 1)
            if wide <= self.room.width():
                return font
        return self.look.font(LEAST, medium=True)

    def places(self) -> list[tuple[str, str, float, float]]:
        """Each word with its name, its left and its right."""
        font, x, found = self._font(), 0.0, []
        for name, word in self.words:
            wide = text_width(font.toString(), word)
            found.append((name, word, x, x + wide))
            x += wide + GAP
        return found

    def paint(self, painter: QPainter) -> None:
        """Write the words, a line under those that are chosen."""
        theme, font = self.look.theme, self._font()
        self.fill(painter, theme.wash if self.on_plate else theme.paper)
        for name, word, left, right in self.places():
            ink = theme.ink if name in self.now else theme.ink2
            write(painter, left, BASE, word, font, ink)
            if name in self.now:
                rule(painter, left, BASE + 6, right, BASE + 6, theme.ink2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the word under the pointer."""
        x = self.point(event).x()
        for name, _, left, right in self.places():
            if left - GAP / 2 <= x <= right + GAP / 2:
                self.chosen.emit(name)
                return
