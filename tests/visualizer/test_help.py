"""All actions are listed, large enough for the last row, and any key closes the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.actions import ACTIONS, listed
from visualizer.help import TOP, WORDS, HelpOverlay, arranged
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def overlay(qtbot: QtBot) -> HelpOverlay:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    widget = HelpOverlay(window)
    widget.restyle(Look(), 2 / 3)
    widget.show_actions(ACTIONS)
    window.show()
    return widget


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("extra", [0, 5])
@pytest.mark.parametrize("desk", [False, True])
def test_every_action_is_listed_once_in_order_and_in_full_size(lang: str, extra: int, desk: bool) -> None:
    actions, look = listed(desk=desk) + ACTIONS[:extra], Look(lang=lang)
    page = arranged(actions, look, 1800, 1080 - TOP - 40)
    rows = [row for column in page.columns for group in column for row in group.rows]
    assert [row.keys for row in rows] == [action.keys for action in actions]
    assert WORDS * page.scale >= 24
    assert all(sum(group.tall for group in column) * page.scale <= 1080 - TOP for column in page.columns)


def test_a_longer_table_is_drawn_smaller_but_still_fits() -> None:
    page = arranged(ACTIONS * 2, Look(), 1800, 880)
    assert page.scale < 1
    assert all(sum(group.tall for group in column) * page.scale <= 881 for column in page.columns)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_H, Qt.Key.Key_Space, Qt.Key.Key_PageDown])
def test_any_key_closes_it(overlay: HelpOverlay, qtbot: QtBot, key: Qt.Key) -> None:
    overlay.rise()
    assert overlay.isVisible()
    qtbot.keyClick(overlay, key)
    assert overlay.isHidden()


def test_a_key_that_means_nothing_by_itself_leaves_it_open_and_a_click_closes_it(
    overlay: HelpOverlay, qtbot: QtBot,
) -> None:
    overlay.rise()
    qtbot.keyClick(overlay, Qt.Key.Key_Shift)
    assert overlay.isVisible()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert overlay.isHidden()


def test_taking_the_table_does_not_show_it(overlay: HelpOverlay) -> None:
    assert overlay.isHidden()


def test_the_other_language_is_another_picture(overlay: HelpOverlay) -> None:
    overlay.rise()
    before = overlay.grab().toImage()
    overlay.restyle(Look(lang="en"), 2 / 3)
    assert overlay.grab().toImage() != before
