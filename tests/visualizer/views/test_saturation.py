"""Shut and open gates on the stage, counted up to the moment."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Cursor, Phase
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import LIGHT, ROLES
from visualizer.views.saturation import SaturationView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, SaturationView]:
    made = stage(trace, "saturation", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "saturation")
    assert isinstance(found, SaturationView)
    return made, found


def extreme() -> Trace:
    """Forget gates: one unit shut until half of the sequence, one open after it, the others in between."""
    trace = brackets()
    gate = np.full_like(trace.value["f"], 0.5)
    gate[:6, 2], gate[6:, 5] = 0.01, 0.99
    return replace(trace, value={**trace.value, "f": gate})


def test_a_gate_that_is_never_at_an_end_paints_no_bar(qtbot: QtBot) -> None:
    trace = brackets()
    half = {name: np.full_like(trace.value[name], 0.5) for name in "ifo"}
    made, _ = shown(qtbot, replace(trace, value={**trace.value, **half}))
    picture = painted(made, "saturation", moment(trace, Phase.LOSS))
    assert not any(has(picture, ROLES[name]) for name in "ifo")


def test_bars_are_the_shares_of_the_steps_so_far(qtbot: QtBot) -> None:
    made, found = shown(qtbot, extreme())
    place, pitch = found.places[1], found.places[1].width() / 8
    for t, shut, opened in ((5, 1.0, 0.0), (11, 0.5, 0.5)):
        picture = painted(made, "saturation", moment(extreme(), Phase.FORWARD, t))
        low = picture.copy(int(place.left() + 2.5 * pitch), int(place.top()), 1, int(place.height()))
        high = picture.copy(int(place.left() + 5.5 * pitch), int(place.top()), 1, int(place.height()))
        assert ink(low) / place.height() == pytest.approx(shut, abs=0.02)
        assert ink(high) / place.height() == pytest.approx(opened, abs=0.02)


def test_a_gate_that_runs_against_time_is_counted_from_the_end(qtbot: QtBot) -> None:
    run = Run(task="brackets", length=12, hidden=8, batch=1, bidirectional=True)
    trace = Trainer(run).trace()
    gate = np.full_like(trace.value["f_r"], 0.5)
    gate[-5:, 2] = 0.01
    trace = replace(trace, value={**trace.value, "f_r": gate})
    made, found = shown(qtbot, trace)
    place = next(at for each, at in zip(found.gates, found.places, strict=True) if each.gate == "f_r")
    left, beats = int(place.left() + 2.5 * place.width() / 8), trace.beats
    for t, share in ((7, 1.0), (2, 0.5)):
        cursor = Cursor(beats, beats.done(Beat(Phase.FORWARD, t, "f_r")))
        bar = painted(made, "saturation", cursor).copy(left, int(place.top()), 1, int(place.height()))
        assert ink(bar) / place.height() == pytest.approx(share, abs=0.02)


def test_a_net_without_gates_says_so(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets("rnn"))
    assert not found.gates
    made.show()
    made.seek(moment(brackets("rnn"), Phase.LOSS))
    assert has(made.grab().toImage(), LIGHT.ink2)
