"""What tests of strips share: a window to stand in, and a net that is asked what its strip has made."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.tasks.takes import Takes
from visualizer.fonts import Fonts
from visualizer.paint import Look
from visualizer.strips import strip_for
from visualizer.strips.strip import Strip

UNIT = 0.5


class Bench:
    """A strip in a window, with somebody at its keys and its mouse, and what it said."""

    def __init__(self, strip: Strip) -> None:
        self.strip = strip
        self.heard: list[str] = []
        self.left: list[bool] = []
        self.turned: list[str] = []
        strip.changed.connect(self.heard.append)
        strip.left.connect(self.left.append)
        strip.turned.connect(self.turned.append)

    def at(self, x: float, y: float) -> QPoint:
        """A place in design pixels, on screen."""
        return QPoint(round(x * UNIT), round(y * UNIT))

    def click(self, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click."""
        QTest.mouseClick(self.strip, button, Qt.KeyboardModifier.NoModifier, self.at(x, y))

    def drag(self, *way: tuple[float, float]) -> None:
        """Press, move, let go."""
        QTest.mousePress(self.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.at(*way[0]))
        for point in way[1:]:
            QTest.mouseMove(self.strip, self.at(*point))
        QTest.mouseRelease(self.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.at(*way[-1]))

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.strip, key, held)

    def type(self, text: str) -> None:
        """Type a text; what no key has comes as an input method's."""
        for sign in text:
            target = QApplication.focusWidget() or self.strip
            if sign.isascii():
                QTest.keyClicks(target, sign)
            else:
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


@pytest.fixture
def bench(qtbot: QtBot, fonts: Fonts) -> Callable[[Takes, str], Bench]:
    """Open the strip of a kind with an input."""

    def opened(takes: Takes, text: str = "") -> Bench:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(960, 540)
        strip = strip_for(takes, window)
        strip.restyle(Look(lang="en", sans=fonts.sans, serif=fonts.maths), UNIT)
        window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.show()
        window.activateWindow()
        window.setFocus()
        qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
        made = Bench(strip)
        strip.begin(takes, text)
        made.window = window  # type: ignore[attr-defined]  # to keep it
        return made

    return opened
