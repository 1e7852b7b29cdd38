"""A line to type an input of one's own into: a string of brackets, a few words."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from visualizer.paint import Look

MOST = 400


class InputLine(QWidget):
    """Asks for one line; Enter gives it, an empty one gives the training data back, Esc leaves all as it was."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label, self._edit = QLabel(self), QLineEdit(self)
        self._edit.setMaxLength(MOST)
        row = QHBoxLayout(self)
        row.addWidget(self._label)
        row.addWidget(self._edit, 1)
        self.setFocusProxy(self._edit)
        self._edit.returnPressed.connect(self._give)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or scale."""
        theme, size = look.theme, round(34 * unit)
        self._label.setText(look.word("输入", "input"))
        self.setStyleSheet(
            f"InputLine {{ background: {theme.wash}; border: {max(1, round(3 * unit))}px solid {theme.ink}; }}"
            f"QLabel, QLineEdit {{ color: {theme.ink}; background: transparent; border: none;"
            f" font-family: '{look.sans}'; font-size: {size}px; }}"
        )

    def place(self, room: QRect, unit: float) -> None:
        """Stand above the caption, in the middle."""
        wide, high = round(1200 * unit), round(84 * unit)
        self.setGeometry((room.width() - wide) // 2, room.height() - round(330 * unit), wide, high)

    def ask(self, text: str) -> None:
        """Begin with this text, all of it selected."""
        self._edit.setText(text)
        self._edit.selectAll()

    def _give(self) -> None:
        self._leave()
        self.given.emit(self._edit.text())

    def _leave(self) -> None:
        self.hide()
        self.parentWidget().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave on Esc; every other key is the line's own and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Hand the keyboard to the line."""
        self._edit.setFocus()
        super().focusInEvent(event)
