"""Every mistake of a preset that cannot be opened, over the whole window; any key goes back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.sentence import word
from engine.shelf import Entry
from visualizer.overlay import ALONE, Cover
from visualizer.paint import RIGHT, rule, write
from visualizer.wrap import wrapped

MARGIN, TOP, FOOT = 60.0, 210.0, 40.0
SIZES = (26, 23, 20, 17)
PITCH, APART = 1.45, 0.5
"""From line to line, and between mistakes, in ems."""


class MistakesPage(Cover):
    """Lists mistakes, one under the other, as large as they fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None

    def show_mistakes(self, entry: Entry) -> None:
        """Open with the mistakes of a preset."""
        self.entry = entry
        self.rise()

    def lines(self) -> tuple[int, list[tuple[str, ...]]]:
        """The size, and the lines of each mistake that fit."""
        room, told = self.room, [word(each, self.look.lang) for each in (self.entry.mistakes if self.entry else ())]
        lines: list[tuple[str, ...]] = []
        for size in SIZES:
            lines = [wrapped(mistake, self.look.font(size), room.width() - 2 * MARGIN) for mistake in told]
            if sum(len(each) * PITCH + APART for each in lines) * size <= room.height() - TOP - FOOT:
                return size, lines
        return SIZES[-1], lines

    def paint(self, painter: QPainter) -> None:
        """Draw the name, the file and the mistakes."""
        theme, look, right = self.look.theme, self.look, self.room.width() - MARGIN
        self.fill(painter, theme.paper)
        if self.entry is None:
            return
        count = len(self.entry.mistakes)
        name = self.entry.name
        title = look.word(f"{name}：{count} 处错误", f"{name}: {count} mistake{'s' * (count > 1)}")
        write(painter, MARGIN, 92, title, look.font(48, medium=True), theme.ink)
        close = look.word("按任意键返回", "press any key to return")
        write(painter, right, 84, close, look.font(24), theme.ink2, RIGHT)
        write(painter, MARGIN, 142, str(self.entry.path), look.font(22), theme.ink2)
        rule(painter, MARGIN, 166, right, 166, theme.rule, 2)
        size, each = self.lines()
        y = TOP
        for lines in each:
            for line in lines:
                write(painter, MARGIN, y, line, look.font(size), theme.ink)
                y += PITCH * size
            y += APART * size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at any key that means something by itself."""
        event.accept()
        if event.key() not in ALONE and not event.isAutoRepeat():
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.hide()
