"""The line that a search is typed into; the keys that move about the gallery are passed on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from visualizer.paint import Look

PASSED = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
})
SIZE = 30


class SearchLine(QLineEdit):
    """Takes letters; says which moving key was pressed."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setMaxLength(60)

    def restyle(self, look: Look, unit: float) -> None:
        """Take a look and a scale."""
        font = QFont(look.font(SIZE))
        font.setPixelSize(max(8, round(SIZE * unit)))
        self.setFont(font)
        theme = look.theme
        self.setStyleSheet(f"QLineEdit {{ color: {theme.ink}; background: {theme.wash}; "
                           f"border-radius: {round(8 * unit)}px; padding: 0 {round(16 * unit)}px; "
                           f"placeholder-text-color: {theme.ink2}; }}")
        self.setPlaceholderText(look.word("输入文字即可查找", "type to search"))

    def event(self, event: QEvent) -> bool:
        """Keep Tab, and every other key, from leaving the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what moves; take what types."""
        if event.key() in PASSED and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.moved.emit(event.key())
            event.accept()
        else:
            super().keyPressEvent(event)
        event.accept()
