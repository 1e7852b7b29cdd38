"""Overlays lie over the window; a cover has all the keys while it is shown and gives the focus back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from visualizer.overlay import Cover
from visualizer.paint import Look


class Sheet(Cover):
    """A cover that only takes keys."""

    def paint(self, painter: QPainter) -> None:
        self.fill(painter, self.look.theme.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.line = QLineEdit(widget)
    widget.sheet = Sheet(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.line.setFocus()
    return widget


def test_it_is_hidden_at_first_and_follows_the_window(window: QWidget) -> None:
    assert window.sheet.isHidden()
    window.sheet.rise()
    assert window.sheet.geometry() == window.rect()
    window.resize(800, 450)
    window.sheet.restyle(Look(), 0.4)
    assert window.sheet.geometry() == window.rect()


def test_it_has_the_keys_and_gives_them_back(window: QWidget, qtbot: QtBot) -> None:
    pressed = []
    QShortcut(QKeySequence("A"), window).activated.connect(lambda: pressed.append("A"))
    qtbot.waitUntil(window.line.hasFocus)
    window.sheet.rise()
    qtbot.waitUntil(window.sheet.hasFocus)
    qtbot.keyClick(window.sheet, Qt.Key.Key_A)
    assert pressed == []
    with qtbot.waitSignal(window.sheet.closed):
        window.sheet.hide()
    assert window.line.hasFocus()
