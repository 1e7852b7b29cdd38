"""The names of a pressed key, as the table of actions writes them."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def key_names(event: QKeyEvent) -> tuple[str, ...]:
    """Give what was pressed (`Shift+Right`) and what it types (`?`), whichever the table may hold."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    pressed = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
    typed = event.text()
    return (pressed, typed) if typed.isprintable() and typed.strip() and not typed.isalpha() else (pressed,)
