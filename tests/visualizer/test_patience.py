"""An empty stage says what the engine does, once that takes long; and nothing as soon as something is there."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.beats import Cursor
from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
from visualizer.patience import Patience
from visualizer.stage import Stage
from visualizer.views.view import Subject

pytestmark = pytest.mark.usefixtures("fonts")


def inked(made: Stage) -> bool:
    """Whether anything stands on the stage."""
    image = made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return bool((pixels != pixels[0]).any())


def test_it_says_to_which_update_the_engine_trains(qtbot: QtBot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    made = Patience(canvas)
    made.begin(1900)
    assert made.words(Look(lang="en")) == "training to update 1,900 …"
    assert made.words(Look(lang="zh")) == "正在训练到第 1,900 次更新……"
    for step in (0, None):
        made.begin(step)
        assert "engine" in made.words(Look(lang="en"))
        assert "引擎" in made.words(Look(lang="zh"))


def test_an_empty_stage_says_so_after_a_while_and_is_quiet_when_the_picture_comes(qtbot: QtBot) -> None:
    trace = brackets()
    made = Stage()
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.set_views(("unrolled",))
    made.show()
    made.wait(step=900)
    assert not inked(made)
    qtbot.waitUntil(lambda: made.patience.over, timeout=60_000)
    assert inked(made)
    made.show_subjects((Subject(trace, np.zeros(0)),))
    made.seek(Cursor(trace.beats, 5))
    assert not made.patience.over
    made.wait(step=900)
    assert not inked(made), "a new wait is quiet again"
    made.wait(False)
    assert not made.patience.over
