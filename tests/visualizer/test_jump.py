"""The number being typed is seen, and gone when nothing is typed."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.jump import JumpNumber
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def jump(qtbot: QtBot) -> JumpNumber:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    widget = JumpNumber(window)
    widget.restyle(Look(), 2 / 3)
    window.show()
    return widget


def test_it_is_there_only_while_a_number_is_typed(jump: JumpNumber) -> None:
    assert jump.isHidden()
    jump.show_number("9")
    assert jump.isVisible()
    jump.show_number("")
    assert jump.isHidden()


def test_it_stands_in_the_middle_and_grows_with_its_words(jump: JumpNumber) -> None:
    jump.show_number("9")
    narrow = jump.width()
    assert abs(jump.geometry().center().x() - 640) <= 1
    jump.show_number("9", "门是阀门，记忆是传送带")
    assert jump.width() > narrow + 100
    assert abs(jump.geometry().center().x() - 640) <= 1


def test_a_very_long_title_stays_in_the_window(jump: JumpNumber) -> None:
    jump.show_number("12", "一条很长的标题" * 40)
    assert jump.over.rect().contains(jump.geometry())


def test_it_may_stand_at_the_top(jump: JumpNumber) -> None:
    jump.top = 30
    jump.show_number("9")
    assert jump.y() == 20
