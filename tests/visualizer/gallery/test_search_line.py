"""The line of a search: letters are its own, moving keys are passed on, and no key leaves it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.gallery.search_line import PASSED, SearchLine
from visualizer.paint import Look


@pytest.mark.usefixtures("fonts")
def test_letters_are_typed_and_moving_keys_are_passed_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = SearchLine(window)
    line.restyle(Look(), 1.0)
    moved: list[int] = []
    line.moved.connect(moved.append)
    qtbot.keyClicks(line, "ab c")
    for key in sorted(PASSED):
        qtbot.keyClick(line, key)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "ab "
    assert moved == sorted(PASSED)
    assert line.placeholderText()
