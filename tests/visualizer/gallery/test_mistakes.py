"""The page of mistakes: all of them fit, as large as they can, and any key goes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.sentence import Sentence, at_line
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
    english = f"run.one.cell = 'rn': \"rn\" is not known. Known are {known}."
    wrong = Sentence(english, "run.one.cell = 'rn'：不认识“rn”。")
    told = tuple(at_line("odd.toml", n, wrong) for n in range(count))
    return Entry(Path("/somewhere/odd.toml"), None, told)


@pytest.mark.parametrize("count", [1, 3, 10])
def test_all_mistakes_are_seen(page: MistakesPage, count: int) -> None:
    page.show_mistakes(entry(count))
    size, lines = page.lines()
    assert len(lines) == count
    assert TOP + sum(map(len, lines)) * PITCH * size <= page.room.height()
    assert (size == SIZES[0]) == (count < 5)
    assert not page.grab().isNull()


def test_mistakes_are_told_in_the_language_of_the_room(page: MistakesPage) -> None:
    page.show_mistakes(entry(1))
    english = page.grab().toImage()
    page.restyle(replace(page.look, lang="zh"), page.unit)
    assert page.lines()[1] == [("odd.toml 第 0 行：run.one.cell = 'rn'：不认识“rn”。",)]
    assert page.grab().toImage() != english


def test_a_key_or_a_click_goes_back(page: MistakesPage, qtbot: QtBot) -> None:
    for leave in (lambda: qtbot.keyClick(page, Qt.Key.Key_Space),
                  lambda: qtbot.mouseClick(page, Qt.MouseButton.LeftButton)):
        page.show_mistakes(entry(2))
        assert page.isVisible()
        leave()
        assert page.isHidden()
