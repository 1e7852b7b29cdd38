"""The page of mistakes: all of them fit, as large as they can, and any key goes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.shelf import Entry
from visualizer.gallery.mistakes import PITCH, SIZES, TOP, MistakesPage
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def page(qtbot: QtBot) -> MistakesPage:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = MistakesPage(window)
    made.restyle(Look(lang="en"), 2 / 3)
    with qtbot.waitExposed(window):
        window.show()
    return made


def entry(count: int) -> Entry:
    known = "lstm, " * 30
    told = tuple(f"odd.toml:{n}: run.one.cell = 'rn': \"rn\" is not known. Known are {known}." for n in range(count))
    return Entry(Path("/somewhere/odd.toml"), None, told)


@pytest.mark.parametrize("count", [1, 3, 10])
def test_all_mistakes_are_seen(page: MistakesPage, count: int) -> None:
    page.show_mistakes(entry(count))
    size, lines = page.lines()
    assert len(lines) == count
    assert TOP + sum(map(len, lines)) * PITCH * size <= page.room.height()
    assert (size == SIZES[0]) == (count < 5)
    assert not page.grab().isNull()


def test_a_key_or_a_click_goes_back(page: MistakesPage, qtbot: QtBot) -> None:
    for leave in (lambda: qtbot.keyClick(page, Qt.Key.Key_Space),
                  lambda: qtbot.mouseClick(page, Qt.MouseButton.LeftButton)):
        page.show_mistakes(entry(2))
        assert page.isVisible()
        leave()
        assert page.isHidden()
