"""What lies over the window without moving it; a cover also takes every key while it is shown."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from visualizer.paint import Look
from visualizer.painted import Painted

ALONE = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
"""Keys that mean nothing by themselves."""


class Overlay(Painted):
    """A hidden child that lies where `place` puts it: all over its parent unless it says otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = parent
        self.hide()

    def place(self, room: QRect) -> None:
        """Lie all over the parent's rectangle."""
        self.setGeometry(room)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale, and another place with it."""
        super().restyle(look, unit)
        self.place(self.over.rect())

    def rise(self) -> None:
        """Show it above everything else in the window."""
        self.place(self.over.rect())
        self.show()
        self.raise_()


class Cover(Overlay):
    """An overlay that has the focus while it is shown, keeps keys from being shortcuts, and gives the focus back."""

    closed = Signal()
    _before: QWidget | None = None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys."""
        super().showEvent(event)
        if not event.spontaneous():
            self._before = QApplication.focusWidget()
            self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back to who had it."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        if self._before is not self:
            (self._before or self.window()).setFocus()
        self._before = None
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep keys from becoming the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
