"""Round buttons look different in each state and take clicks only on their disc."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from visualizer.paint import Look
from visualizer.round_button import HALO, RoundButton, Sign
from visualizer.theme import DARK, LIGHT, Theme

Where = Callable[..., np.ndarray]


@pytest.fixture
def button(qtbot: QtBot) -> RoundButton:
    widget = RoundButton(Sign.PLAY, 36)
    qtbot.addWidget(widget)
    widget.resize(round(2 * (36 + HALO)), round(2 * (36 + HALO)))
    return widget


def test_every_sign_looks_different(button: RoundButton) -> None:
    pictures = []
    for sign in Sign:
        button.show_sign(sign, 0.4)
        pictures.append(button.grab().toImage())
    assert all(one != other for one, other in combinations(pictures, 2))


def test_the_ring_grows_with_the_training(button: RoundButton) -> None:
    reach = []
    for share in (0.0, 0.3, 0.9):
        button.show_sign(Sign.TRAIN, share)
        reach.append(button.grab().toImage())
    assert reach[0] != reach[1] != reach[2]


def test_only_the_disc_takes_clicks_and_the_keyboard_stays_where_it_is(button: RoundButton, qtbot: QtBot) -> None:
    assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_button_is_ever_yellow(button: RoundButton, where: Where, theme: Theme) -> None:
    button.restyle(Look(theme), 1.0)
    for sign in Sign:
        button.show_sign(sign, 0.5)
        assert where(button, theme.now).size == 0
