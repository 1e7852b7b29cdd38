"""All slides at a glance: chosen by keys, a number or a click; pictures only of those in sight."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from visualizer.outline import KEPT, Outline
from visualizer.paint import Look
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]


class Painter:
    """Draws plain thumbnails and remembers which."""

    def __init__(self) -> None:
        self.asked = []

    def __call__(self, index: int, width: int, height: int) -> QPixmap:
        self.asked.append((index, width, height))
        pixmap = QPixmap(width, height)
        pixmap.fill(QColor("#224466"))
        return pixmap


@pytest.fixture
def painter() -> Painter:
    return Painter()


@pytest.fixture
def outline(qtbot: QtBot, painter: Painter) -> Outline:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    widget = Outline(window)
    widget.restyle(Look(), 2 / 3)
    with qtbot.waitExposed(window):
        window.show()
    widget.show_slides([f"slide {place}" for place in range(2000)], 8, painter)
    return widget


def settled(outline: Outline, qtbot: QtBot) -> None:
    outline.grab()
    qtbot.waitUntil(lambda: all(index in outline._made for index in outline.grid.visible(outline.offset)))


def middle(outline: Outline, index: int) -> QPoint:
    area = outline.grid.area(index, outline.offset)
    return QPoint(round((area.x + area.width / 2) * outline.unit), round((area.y + area.height / 2) * outline.unit))


def test_pictures_are_made_only_of_those_in_sight_and_as_large_as_shown(
    outline: Outline, qtbot: QtBot, painter: Painter,
) -> None:
    settled(outline, qtbot)
    assert 20 <= len(painter.asked) <= 30
    wanted = round(outline.grid.wide * outline.unit), round(outline.grid.tall * outline.unit)
    assert {size[1:] for size in painter.asked} == {wanted}
    assert len({index for index, *_ in painter.asked}) == len(painter.asked)


def test_only_so_many_pictures_are_kept(outline: Outline, qtbot: QtBot) -> None:
    for number in range(100, 1500, 100):
        outline._select(number)
        settled(outline, qtbot)
    assert len(outline._made) <= KEPT


def test_the_current_one_is_framed_yellow(outline: Outline, qtbot: QtBot, where: Where) -> None:
    settled(outline, qtbot)
    area, yellow = outline.grid.area(8, outline.offset), where(outline, LIGHT.now)
    assert abs(yellow.min() - (area.x - 7) * outline.unit) <= 2
    assert abs(yellow.max() - (area.right + 7) * outline.unit) <= 2


@pytest.mark.parametrize(("keys", "chosen"), [
    ((Qt.Key.Key_Right,), 9), ((Qt.Key.Key_Left, Qt.Key.Key_Left), 6), ((Qt.Key.Key_Down,), 13), ((Qt.Key.Key_Up,), 3),
    ((Qt.Key.Key_End,), 1999), ((Qt.Key.Key_Home,), 0), ((), 8), ((Qt.Key.Key_PageDown,), 23),
    ((Qt.Key.Key_1, Qt.Key.Key_2), 11), ((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace), 0),
    ((Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_9), 8), ((Qt.Key.Key_0,), 8),
])
def test_keys_and_numbers_choose(outline: Outline, qtbot: QtBot, keys: tuple[Qt.Key, ...], chosen: int) -> None:
    for key in keys:
        qtbot.keyClick(outline, key)
    with qtbot.waitSignal(outline.chosen) as signal:
        qtbot.keyClick(outline, Qt.Key.Key_Return)
    assert signal.args == [chosen]
    assert outline.isHidden()


def test_the_number_is_seen_while_it_is_typed(outline: Outline, qtbot: QtBot) -> None:
    qtbot.keyClick(outline, Qt.Key.Key_7)
    assert outline.jump.isVisible()
    assert (outline.jump.digits, outline.jump.title) == ("7", "slide 6")


def test_a_click_chooses_and_esc_chooses_nothing(outline: Outline, qtbot: QtBot, painter: Painter) -> None:
    with qtbot.waitSignal(outline.chosen) as signal:
        qtbot.mouseClick(outline, Qt.MouseButton.LeftButton, pos=middle(outline, 11))
    assert signal.args == [11]
    outline.show_slides(["one", "two"], 0, painter)
    with qtbot.assertNotEmitted(outline.chosen):
        qtbot.keyClick(outline, Qt.Key.Key_Escape)
    assert outline.isHidden()


def test_the_wheel_and_the_bar_scroll(outline: Outline, qtbot: QtBot) -> None:
    event = QWheelEvent(QPointF(100, 300), QPointF(100, 300), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(outline, event)
    assert outline.offset == pytest.approx(outline.grid.pitch / 2)
    qtbot.mousePress(outline, Qt.MouseButton.LeftButton, pos=QPoint(1262, 300))
    qtbot.mouseMove(outline, QPoint(1262, 800))
    assert outline.offset == outline.grid.most
    qtbot.mouseRelease(outline, Qt.MouseButton.LeftButton, pos=QPoint(1262, 719))


def test_a_picture_that_fails_is_asked_for_only_once(outline: Outline, qtbot: QtBot, painter: Painter) -> None:
    def broken(index: int, width: int, height: int) -> QPixmap:
        if index == 2:
            painter.asked.append((index, width, height))
            message = "no such picture"
            raise ValueError(message)
        return Painter()(index, width, height)

    with qtbot.captureExceptions() as caught:
        outline.show_slides(["a", "b", "c", "d"], 0, broken)
        settled(outline, qtbot)
        outline.grab()
        settled(outline, qtbot)
    assert [str(error[1]) for error in caught] == ["no such picture"]


def test_a_new_size_has_new_pictures(outline: Outline, qtbot: QtBot, painter: Painter) -> None:
    settled(outline, qtbot)
    outline.over.resize(960, 540)
    outline.restyle(Look(), 0.5)
    settled(outline, qtbot)
    assert painter.asked[-1][1] == round(outline.grid.wide * 0.5)


def test_few_slides_do_not_scroll(outline: Outline, qtbot: QtBot, painter: Painter) -> None:
    outline.show_slides(["one", "two", "three"], 1, painter)
    assert outline.grid.most == 0
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    assert outline.selected == 1
