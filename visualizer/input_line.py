"""A line to type an input of one's own into: a string of brackets, a few words."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from visualizer.overlay import Cover
from visualizer.paint import Look, box, write

MOST = 400
WIDE, TALL, RISE = 1200.0, 92.0, 460.0
INSIDE, LABEL = 32.0, 150.0


class InputLine(Cover):
    """Asks for one line; Enter gives it, an empty one gives the training data back, Esc leaves all as it was."""

    given = Signal(str)
    words = ("输入", "input")
    """What stands before the line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(MOST)
        self.edit.setFrame(False)
        self.edit.returnPressed.connect(self._give)
        self.setFocusProxy(self.edit)

    def place(self, room: QRect) -> None:
        """Stand in the middle, above the caption."""
        unit = self.unit
        left = round((room.width() - WIDE * unit) / 2)
        top = round(room.height() - RISE * unit)
        self.setGeometry(QRect(left, top, round(WIDE * unit), round(TALL * unit)))
        edge = round((INSIDE + LABEL) * unit)
        self.edit.setGeometry(edge, round(14 * unit), self.width() - edge - round(INSIDE * unit), round(64 * unit))

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or scale."""
        super().restyle(look, unit)
        font = QFont(look.font(38))
        font.setPixelSize(max(8, round(38 * unit)))
        self.edit.setFont(font)
        self.edit.setStyleSheet(f"QLineEdit {{ color: {look.theme.ink}; background: transparent; }}")

    def ask(self, text: str) -> None:
        """Open with this text, all of it selected."""
        self.edit.setText(text)
        self.edit.selectAll()
        self.rise()

    def paint(self, painter: QPainter) -> None:
        """Draw the plate and the word before the line."""
        theme = self.look.theme
        box(painter, QRectF(2, 2, self.room.width() - 4, self.room.height() - 4), theme.wash, theme.ink, 3, 12)
        write(painter, INSIDE, 59, self.look.word(*self.words), self.look.font(34), theme.ink2)

    def _give(self) -> None:
        self.hide()
        self.given.emit(self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; every other key is the line's own and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        event.accept()
