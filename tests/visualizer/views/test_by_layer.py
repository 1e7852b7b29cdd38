"""Views that look into one cell, in nets of several: every view paints every net at every kind of moment."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Cursor, Phase, Unit
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import ink, painted, stage, view
from visualizer.views import INSIDE, VIEWS
from visualizer.views.by_layer import ByLayer

NETS = {
    "two layers": {"layers": 2},
    "three layers of gru": {"layers": 3, "cell": "gru"},
    "both ways": {"bidirectional": True, "cell": "rnn"},
    "two layers both ways": {"bidirectional": True, "layers": 2},
    "truncated": {"k1": 3},
    "window": {"cell": "mlp", "window": 3},
}
TRACES: dict[str, Trace] = {}


def made(name: str) -> Trace:
    if name not in TRACES:
        run = {"task": "brackets", "kinds": 2, "length": 8, "hidden": 5, "batch": 1} | NETS[name]
        walker = Trainer(Run.model_validate(run))
        walker.goto(5)
        TRACES[name] = walker.trace()
    return TRACES[name]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("net", NETS)
def test_every_view_paints_every_net(net: str, name: str, qtbot: QtBot) -> None:
    trace = made(net)
    shown = stage(trace, name)
    qtbot.addWidget(shown)
    for done in trace.beats.stops(Unit.TIME):
        shown.seek(Cursor(trace.beats, done))
        assert not shown.grab().isNull()


@pytest.mark.parametrize("net", [name for name in NETS if name not in {"truncated", "window"}])
def test_what_looks_into_a_cell_shows_the_layer_of_the_moment(net: str, qtbot: QtBot) -> None:
    trace = made(net)
    for name in INSIDE:
        shown = stage(trace, name)
        qtbot.addWidget(shown)
        inside = view(shown, name)
        assert isinstance(inside, ByLayer)
        pictures = []
        for block in trace.net.blocks:
            last = block.name(block.cell.lines[-1].name)
            cursor = Cursor(trace.beats, trace.beats.done(Beat(Phase.FORWARD, trace.T // 2, last)))
            assert inside._shown(cursor)[0] is block
            image = painted(shown, name, cursor)
            assert ink(image) > 0
            pictures.append(np.frombuffer(image.constBits(), np.uint32).tobytes())
        assert len(set(pictures)) == len(pictures)


def test_a_click_into_a_layer_goes_to_the_nets_own_line(qtbot: QtBot) -> None:
    trace = made("two layers")
    shown = stage(trace, "cell")
    qtbot.addWidget(shown)
    cursor = Cursor(trace.beats, trace.beats.done(Beat(Phase.FORWARD, 4, "c2")))
    inside = view(shown, "cell")
    found = {
        beat.line
        for x in range(20, shown.width(), 15)
        if (beat := inside.picked(QPointF(x, shown.height() - 40), cursor)) is not None
    }
    assert {"zi2", "c2", "h2"} <= found
    assert all(line.endswith("2") for line in found)
