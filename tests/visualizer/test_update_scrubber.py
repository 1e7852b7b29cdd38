"""The way through the training: a pin at now, a ghost while dragging, one question at its end."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.update_scrubber import MARGIN, UpdateScrubber

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]

LOSSES = 3 * np.exp(-np.arange(600) / 100)


@pytest.fixture
def scrubber(qtbot: QtBot) -> UpdateScrubber:
    widget = UpdateScrubber()
    qtbot.addWidget(widget)
    widget.resize(1140, 62)
    widget.restyle(Look(), 1.0)
    widget.show()
    widget.show_training(240, 600, LOSSES)
    return widget


def x(step: int) -> int:
    return round(MARGIN + 1112 * step / 600)


def test_the_pin_stands_at_its_update(scrubber: UpdateScrubber, where: Where) -> None:
    for step in (0, 240, 600):
        scrubber.show_training(step, 600, LOSSES)
        assert abs(where(scrubber, LIGHT.now).mean() - x(step)) < 1.5


def test_a_click_asks_for_its_update_on_release(scrubber: UpdateScrubber, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scrubber.sought) as sought:
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x(100), 30))
    assert sought.args == [100]


def test_a_drag_shows_a_ghost_and_asks_once_at_its_end(scrubber: UpdateScrubber, qtbot: QtBot) -> None:
    asked, still = [], scrubber.grab().toImage()
    scrubber.sought.connect(asked.append)
    qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x(240), 30))
    for step in range(240, 400, 20):
        qtbot.mouseMove(scrubber, QPoint(x(step), 30))
    assert asked == []
    assert scrubber.ghost == 380
    assert scrubber.grab().toImage() != still
    qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x(380), 30))
    assert asked == [380]
    assert scrubber.grab().toImage() == still


def test_a_drag_beyond_the_ends_stays_in_the_plan(scrubber: UpdateScrubber, qtbot: QtBot) -> None:
    asked = []
    scrubber.sought.connect(asked.append)
    for goal in (-300, 5000):
        qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x(300), 30))
        qtbot.mouseMove(scrubber, QPoint(goal, 30))
        qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(goal, 30))
    assert asked == [0, 600]


def test_without_a_run_there_is_nothing_to_ask_for(scrubber: UpdateScrubber, qtbot: QtBot, where: Where) -> None:
    scrubber.show_training(0, 0, np.zeros(0))
    assert where(scrubber, LIGHT.now).size == 0
    with qtbot.assertNotEmitted(scrubber.sought):
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x(100), 30))


def test_the_same_losses_are_drawn_only_once(scrubber: UpdateScrubber) -> None:
    scrubber.grab()
    kept = scrubber._pictures["done"]
    scrubber.show_training(300, 600, LOSSES)
    scrubber.grab()
    assert scrubber._pictures["done"] is kept
    scrubber.show_training(300, 600, LOSSES[:300])
    scrubber.grab()
    assert scrubber._pictures["done"] is not kept


def test_a_curve_that_grew_in_small_steps_is_at_rest_the_same_as_one_drawn_at_once(scrubber: UpdateScrubber) -> None:
    scrubber.show_training(600, 600, LOSSES)
    whole = scrubber.grab().toImage()
    scrubber.show_training(598, 600, LOSSES[:598])
    scrubber.grab()
    kept = scrubber._pictures["done"]
    for step in (599, 600):
        scrubber.show_training(step, 600, LOSSES[:step], training=True)
        scrubber.grab()
    assert scrubber._pictures["done"] is kept, "while it trains, a little behind is good enough"
    scrubber.show_training(600, 600, LOSSES, training=False)
    assert scrubber.grab().toImage() == whole


def test_what_is_not_trained_yet_is_only_a_line(scrubber: UpdateScrubber, where: Where) -> None:
    scrubber.show_training(300, 600, LOSSES[:300])
    assert where(scrubber, LIGHT.ink2).max() <= x(300) + 2


@pytest.mark.parametrize("losses", [[np.nan] * 5, [np.inf, 1.0, 2.0], [0.0] * 7, [1e300, 1e-300]])
def test_a_diverged_run_is_drawn_too(scrubber: UpdateScrubber, losses: list[float], where: Where) -> None:
    scrubber.show_training(len(losses), 600, np.array(losses))
    assert where(scrubber, LIGHT.now).size > 0
