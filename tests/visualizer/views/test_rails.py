"""Rails through the net: which runs above which, and where a cut one ends."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from tests.visualizer.views.subjects import brackets, moment, painted, stage, view
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.views import rails
from visualizer.views.rails import Rails

pytestmark = pytest.mark.usefixtures("fonts")


def test_the_memory_runs_above_the_state() -> None:
    upper, lower = Rails(brackets(), Axis(0, 720, 12, 0, 400, 400), Look(), (100, 200), 36).rails
    assert [upper.name, lower.name] == ["c", "h"]
    assert 100 < upper.y < lower.y < 200
    assert np.all(upper.finite)


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
@pytest.mark.parametrize("steps", [12, 64])
def test_between_cells_a_cut_rail_has_a_gap(qtbot: QtBot, phase: Phase, steps: int) -> None:
    whole = brackets("rnn", steps)
    cut = replace(whole, weight={**whole.weight, "z.h'": whole.weight["z.h'"] * 0})
    gaps = []
    for trace in (whole, cut):
        made = stage(trace, "unrolled")
        qtbot.addWidget(made)
        shown, picture = view(made, "unrolled"), painted(made, "unrolled", moment(trace, phase, 5))
        rail, place = shown.rails.rails[0], 8 if phase is Phase.BACKWARD else 3
        between = range(int(shown.axis.x(place)), int(shown.axis.x(place + 1)) + 1)
        blue = QColor(rail.ink)
        gaps.append(sum(picture.pixelColor(x, int(rail.y)) != blue for x in between) / len(between))
    assert gaps[1] > gaps[0] + 0.2


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
def test_dense_lines_are_drawn_as_others_are(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, phase: Phase) -> None:
    pictures = []
    for dense in (0.0, 1e9):
        monkeypatch.setattr(rails, "DENSE", dense)
        made = stage(brackets("lstm", 120), "unrolled")
        qtbot.addWidget(made)
        image = painted(made, "unrolled", moment(brackets("lstm", 120), phase, 50))
        pictures.append(np.frombuffer(image.constBits(), np.uint8).astype(int))
    assert np.abs(pictures[0] - pictures[1]).max() <= 3


def test_where_steps_are_narrow_the_first_step_still_sends_its_gradient_out(qtbot: QtBot) -> None:
    made = stage(brackets("lstm", 120), "unrolled")
    qtbot.addWidget(made)
    shown, picture = view(made, "unrolled"), painted(made, "unrolled", moment(brackets("lstm", 120), Phase.UPDATE))
    for rail in shown.rails.rails:
        assert picture.pixelColor(int(shown.axis.x(0) - shown.axis.pitch * 0.2), int(rail.y)) == QColor(rail.ink)
