"""The speed is log-scaled, has stops, and is only asked for."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from visualizer.paint import Look
from visualizer.speed_slider import SpeedSlider, nearest_stop, share_of
from visualizer.timeline import SPEEDS

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def slider(qtbot: QtBot) -> SpeedSlider:
    widget = SpeedSlider()
    qtbot.addWidget(widget)
    widget.resize(372, 44)
    widget.restyle(Look(), 1.0)
    widget.show()
    return widget


def test_every_stop_finds_itself_and_each_doubling_is_as_long() -> None:
    assert [nearest_stop(share_of(stop)) for stop in SPEEDS] == list(SPEEDS)
    assert share_of(2) - share_of(1) == pytest.approx(share_of(16) - share_of(8))
    assert (share_of(0.01), share_of(99)) == (0, 1)


def test_a_click_on_a_stop_asks_for_it(slider: SpeedSlider, qtbot: QtBot) -> None:
    with qtbot.waitSignal(slider.sought) as sought:
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.place(8.0)), 22))
    assert sought.args == [8.0]


def test_a_drag_beyond_the_end_asks_for_the_fastest(slider: SpeedSlider, qtbot: QtBot) -> None:
    asked = []
    slider.sought.connect(asked.append)
    slider.sought.connect(slider.show_speed)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.place(1.0)), 22))
    for x in range(round(slider.place(1.0)), 360, 4):
        qtbot.mouseMove(slider, QPoint(x, 22))
    assert asked == [2.0, 4.0, 8.0, 16.0]


@pytest.mark.parametrize(("turned", "speed"), [(120, 2.0), (-120, 0.5)])
def test_the_wheel_asks_for_the_next_stop(slider: SpeedSlider, qtbot: QtBot, turned: int, speed: float) -> None:
    event = QWheelEvent(QPointF(100, 20), QPointF(100, 20), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    with qtbot.waitSignal(slider.sought) as sought:
        QApplication.sendEvent(slider, event)
    assert sought.args == [speed]


@pytest.mark.parametrize(("lang", "speed", "words"), [
    ("zh", 1.0, "1 拍/秒"), ("zh", 0.25, "0.25 拍/秒"), ("en", 1.0, "1 beat/s"), ("en", 0.5, "0.5 beats/s"),
])
def test_the_speed_is_said_in_the_language_of_the_room(
    slider: SpeedSlider, lang: str, speed: float, words: str,
) -> None:
    slider.restyle(Look(lang=lang), 1.0)
    slider.show_speed(speed)
    assert slider.words[1] == words


def test_the_track_stands_still_when_the_words_change(slider: SpeedSlider) -> None:
    slider.show_speed(0.25)
    before = slider.track
    slider.show_speed(16.0)
    assert slider.track == before
