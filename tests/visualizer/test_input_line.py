"""The line for an input of one's own: what is typed is given once, and no key goes through it to the lecture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from visualizer.input_line import MOST, InputLine
from visualizer.paint import Look
from visualizer.theme import DARK


class Below(QWidget):
    """A window that remembers the keys it got."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        """Remember a key."""
        self.keys.append(event.key())


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    """A window on screen that has the keys."""
    made = Below()
    qtbot.addWidget(made)
    made.resize(960, 540)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def line(below: Below) -> InputLine:
    """A line in it that was asked, and what it gave."""
    made = InputLine(below)
    made.restyle(Look(lang="en"), 0.5)
    made.heard = []
    made.given.connect(made.heard.append)
    made.ask("(())")
    return made


def press(*keys: Qt.Key) -> None:
    """Press keys on whatever has the focus."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_it_opens_with_its_text_selected_and_has_the_keys(line: InputLine) -> None:
    assert (line.isVisible(), line.edit.selectedText(), line.edit.hasFocus()) == (True, "(())", True)
    assert line.edit.geometry().right() <= line.width()


def test_return_gives_what_was_typed_once_and_the_keys_back(line: InputLine, below: Below) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "[]")
    press(Qt.Key.Key_Return)
    assert (line.heard, line.isVisible(), below.hasFocus()) == (["[]"], False, True)
    press(Qt.Key.Key_Space)
    assert below.keys == [Qt.Key.Key_Space]


def test_escape_gives_nothing(line: InputLine, below: Below) -> None:
    press(Qt.Key.Key_Escape)
    assert (line.heard, line.isVisible(), below.keys, below.hasFocus()) == ([], False, [], True)


def test_keys_of_the_lecture_stay_inside(line: InputLine, below: Below) -> None:
    press(Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_F11, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_T)
    assert (below.keys, line.isVisible()) == ([], True)


def test_a_text_too_long_is_cut_where_the_engine_would_refuse_it(line: InputLine) -> None:
    line.edit.insert("(" * 1000)
    press(Qt.Key.Key_Enter)
    assert line.heard == ["(" * MOST]


def test_it_follows_the_look(line: InputLine) -> None:
    light = line.grab().toImage()
    line.restyle(Look(DARK, "en"), 0.5)
    assert line.grab().toImage() != light


def test_it_takes_a_font_of_its_own_and_leaves_that_of_the_look_as_it_is(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = InputLine(parent)
    line.restyle(Look(), 1 / 3)
    assert Look().font(38).pixelSize() == 38
    assert line.edit.font().pixelSize() == 13
