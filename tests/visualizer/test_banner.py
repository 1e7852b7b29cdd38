"""One failure at a time, counted when it comes again, gone when dismissed."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.sentence import Sentence
from visualizer.banner import Banner
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]


class Clock:
    """A clock that a test turns."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def banner(qtbot: QtBot, clock: Clock) -> Banner:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    widget = Banner(window, clock)
    widget.restyle(Look(), 2 / 3)
    window.show()
    return widget


def test_it_lies_above_the_bar_and_moves_nothing(banner: Banner) -> None:
    beside = QWidget(banner.over)
    beside.setGeometry(0, 0, 50, 50)
    assert banner.isHidden()
    banner.lift = 100
    banner.show_failure("引擎停止了。", "按 R 重新启动。")
    assert banner.isVisible()
    assert (banner.x(), banner.width()) == (0, 1280)
    assert banner.geometry().bottom() + 1 == banner.over.height() - 100
    assert beside.geometry().getRect() == (0, 0, 50, 50)


def test_a_failure_is_told_in_the_language_of_the_room_also_when_that_changes(banner: Banner) -> None:
    banner.show_failure(Sentence("The engine has stopped.", "引擎停止了。"), Sentence("Press R.", "按 R。"))
    chinese = banner.grab().toImage()
    assert (banner.texts, banner.accessibleName()) == (("引擎停止了。", "按 R。"), "引擎停止了。 按 R。")
    banner.restyle(replace(banner.look, lang="en"), banner.unit)
    assert banner.texts == ("The engine has stopped.", "Press R.")
    assert banner.grab().toImage() != chinese


def test_the_same_failure_is_shown_once_and_counted(banner: Banner) -> None:
    for _ in range(3):
        banner.show_failure("引擎停止了。")
    assert banner.shown.count == 3
    assert banner._words == "×3"
    assert banner.dismiss()
    assert banner.isHidden()
    assert not banner.dismiss()


def test_failures_wait_for_each_other(banner: Banner, qtbot: QtBot) -> None:
    banner.show_failure("first")
    banner.show_failure("second")
    assert (banner.shown.what, banner._words) == ("first", "还有 1 条")
    qtbot.mouseClick(banner, Qt.MouseButton.LeftButton)
    assert banner.shown.what == "second"
    banner.setFocus()
    qtbot.keyClick(banner, Qt.Key.Key_Escape)
    assert banner.isHidden()


def test_a_failure_that_keeps_coming_stays_dismissed_but_a_later_one_is_news(banner: Banner, clock: Clock) -> None:
    banner.show_failure("a view could not be drawn")
    banner.dismiss()
    for _ in range(100):
        clock.now += 0.1
        banner.show_failure("a view could not be drawn")
    assert banner.isHidden()
    clock.now += 60
    banner.show_failure("a view could not be drawn")
    assert banner.isVisible()


def test_clear_and_hide_forget_what_was_shown(banner: Banner) -> None:
    banner.show_failure("first")
    banner.clear()
    assert banner.isHidden()
    banner.show_failure("second")
    banner.hide()
    assert banner.shown is None


def test_a_long_story_is_wrapped_and_cut_with_its_rest_counted(banner: Banner) -> None:
    banner.show_failure("\n".join(f"line {line}" for line in range(40)), "do this")
    assert banner._lines(1920)[-1] == (1, "… 还有 36 行")
    assert banner.height() < 360


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_is_ink_from_edge_to_edge_and_never_yellow(banner: Banner, where: Where, theme: Theme) -> None:
    banner.restyle(Look(theme), 2 / 3)
    banner.show_failure("引擎停止了。", "按 R 重新启动。")
    assert where(banner, theme.ink).size == 1280
    assert where(banner, theme.now).size == 0
