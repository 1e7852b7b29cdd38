"""The bar keeps no facts of its own: it shows what it was told and says what was asked for."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Beats, Cursor, Phase
from visualizer.paint import Look
from visualizer.round_button import Sign
from visualizer.theme import DARK, LIGHT, Theme
from visualizer.transport import LEFT, MARGIN, RIGHT_SIDE, Transport

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]

NAMES = ("zi", "i", "zf", "f", "zo", "o", "zg", "g", "kept", "new", "c", "m", "h")
LOSSES = 3 * np.exp(-np.arange(600) / 100)


def show(bar: Transport, **changes: object) -> None:
    beats = Beats(NAMES, changes.pop("T", 12))
    state = {
        "cursor": Cursor(beats, beats.done(Beat(Phase.BACKWARD, 6, "zi"))), "step": 240, "updates": 600,
        "losses": LOSSES, "loss": 0.1214, "playing": False, "speed": 1.0, "pace": "time", "training": False,
    }
    bar.show_state(**(state | changes))


@pytest.fixture
def bar(qtbot: QtBot) -> Transport:
    widget = Transport()
    qtbot.addWidget(widget)
    widget.resize(1920, 156)
    widget.restyle(Look(), 1.0)
    widget.show()
    show(widget)
    return widget


def test_buttons_ask_for_play_and_steps(bar: Transport, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.play_toggled):
        qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    steps = []
    bar.stepped.connect(steps.append)
    qtbot.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.on, Qt.MouseButton.LeftButton)
    assert steps == [-1, 1]


@pytest.mark.parametrize(("playing", "training", "sign"), [
    (False, False, Sign.PLAY), (True, False, Sign.PAUSE), (False, True, Sign.TRAIN), (True, True, Sign.TRAIN),
])
def test_the_big_button_says_what_is_going_on(bar: Transport, playing: bool, training: bool, sign: Sign) -> None:
    show(bar, playing=playing, training=training)
    assert bar.play.sign is sign


def test_a_click_changes_nothing_by_itself(bar: Transport, qtbot: QtBot) -> None:
    before = bar.grab().toImage()
    with qtbot.waitSignals([bar.sought, bar.update_sought, bar.speed_changed, bar.play_toggled]):
        for part in (bar.beats, bar.updates, bar.speed, bar.play):
            qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert bar.grab().toImage() == before


def test_beats_and_updates_stand_as_in_the_mock_up(bar: Transport) -> None:
    assert bar.beats.geometry().left() == 340
    assert bar.beats.geometry().right() + 1 == 1452
    assert bar.updates.mapToParent(bar.updates.rect().topLeft()).x() + bar.updates.place(240) == pytest.approx(784.8)


@pytest.mark.parametrize("width", [1280, 1440, 1600, 1920, 2560])
@pytest.mark.parametrize("unit", [0.667, 1.0])
def test_parts_share_the_width_without_touching(bar: Transport, width: int, unit: float) -> None:
    bar.resize(width, round(156 * unit))
    bar.restyle(Look(lang="en"), unit)
    assert bar.beats.geometry().left() >= (LEFT - 2) * unit
    assert bar.updates.geometry().right() < bar.speed.geometry().left()
    assert bar.speed.geometry().right() <= width - MARGIN * unit + 1
    assert bar.speed.width() == pytest.approx(RIGHT_SIDE * unit, abs=1)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("updates", [0, 600, 100_000, 10_000_000])
def test_words_never_run_into_each_other(bar: Transport, lang: str, updates: int) -> None:
    bar.restyle(Look(lang=lang), 1.0)
    show(bar, updates=updates, step=updates, loss=1.23e-12)
    key = bar.look.font(20).toString()
    update, loss = bar._fitting_words(key)
    assert loss.endswith("1.23×10⁻¹²")
    assert update.endswith(f"{updates} / {updates}" if updates else "")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_nothing_but_now_is_yellow(bar: Transport, where: Where, theme: Theme) -> None:
    bar.restyle(Look(theme), 1.0)
    yellow = where(bar, theme.now)
    assert np.all(((yellow > 1040) & (yellow < 1085)) | ((yellow > 774) & (yellow < 796)))
    show(bar, cursor=None, step=0, updates=0, losses=np.zeros(0), loss=None)
    assert where(bar, theme.now).size == 0


def test_showing_the_same_twice_and_coming_back_give_the_same_picture(bar: Transport) -> None:
    before = bar.grab().toImage()
    show(bar, T=300, step=3, losses=LOSSES[:3], pace="line", training=True)
    bar.grab()
    show(bar)
    show(bar)
    assert bar.grab().toImage() == before
