"""What lies over the window without moving it: overlays follow their parent's size, and some take all keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from visualizer.paint import Look
from visualizer.painted import Painted

ALONE = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
"""Keys that mean nothing by themselves."""


class Overlay(Painted):
    """A hidden child that, when shown, lies where `fit` puts it; the whole parent unless it says otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = parent
        self.hide()
        parent.installEventFilter(self)

    def fit(self) -> None:
        """Lie over the whole parent."""
        self.setGeometry(self.over.rect())

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale, and another place with it."""
        super().restyle(look, unit)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if watched is self.over and isinstance(event, QResizeEvent):
            self.fit()
        return False

    def rise(self) -> None:
        """Show it above everything else in the window."""
        self.fit()
        self.show()
        self.raise_()


class Cover(Overlay):
    """An overlay that takes every key while it is shown, shortcuts too, and gives the focus back."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None

    def rise(self) -> None:
        """Show it above everything else and take the keys."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        super().rise()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back to who had it."""
        super().hideEvent(event)
        if self._before is not None and self._before is not self:
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep keys from becoming the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
