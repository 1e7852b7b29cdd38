"""The seven buttons: three backward mirrored by three forward, play between; every one is an action of the table."""

import pytest
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.actions import ACTIONS
from visualizer.debugger.moves import MOVES, NAMES, Moves
from visualizer.paint import Look


def test_they_are_actions_and_mirror_each_other() -> None:
    assert {move.action for move in MOVES} <= {action.name for action in ACTIONS}
    assert set(NAMES) == {move.action for move in MOVES}
    for left, right in zip(MOVES[:3], MOVES[:3:-1], strict=True):
        assert (left.chevrons, left.way, left.stop, left.en) == (right.chevrons, -right.way, right.stop, right.en)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_backward_button_is_the_mirror_image_of_its_forward_one(qtbot: QtBot, lang: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    row = Moves(parent)
    row.resize(460, 120)
    row.restyle(Look(lang=lang), 1.0)
    for left, right in zip(MOVES[:3], MOVES[:3:-1], strict=True):
        one, other = (row.buttons[move.action].grab().toImage() for move in (left, right))
        mirrored = other.transformed(QTransform().scale(-1, 1))
        same = sum(one.pixelColor(x, y).lightness() // 64 == mirrored.pixelColor(x, y).lightness() // 64
                   for x in range(one.width()) for y in range(one.height()))
        assert same > 0.97 * one.width() * one.height()
        assert one != other
