"""Horizons on the stage: the gates' once the forward pass is done, the gradients' once the backward pass is."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.horizon import by_gate
from engine.trace import Trace
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import ROLES
from visualizer.views.memory import MemoryView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, MemoryView]:
    made = stage(trace, "memory", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "memory")
    assert isinstance(found, MemoryView)
    return made, found


def plot(found: MemoryView, picture: QImage) -> QImage:
    place = found.plot.place
    return picture.copy(0, int(place.top()) - 26, picture.width(), int(place.height()) + 30)


def test_nothing_is_known_before_the_pass_that_tells_it(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    early, gates, both = (plot(found, painted(made, "memory", moment(brackets(), phase, t))) for phase, t in
                          ((Phase.FORWARD, 5), (Phase.LOSS, -1), (Phase.UPDATE, -1)))
    assert ink(early) == 0
    assert has(gates, ROLES["f"])
    assert ink(both) > ink(gates)


def test_a_disc_stands_at_the_horizon_of_its_gate(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    picture = painted(made, "memory", moment(brackets(), Phase.LOSS))
    for unit, horizon in enumerate(by_gate(brackets(), "c")):
        point = int(found._x(unit)), int(found.plot.y(float(horizon)))
        assert picture.pixelColor(*point).name().upper() == ROLES["f"]


@pytest.mark.parametrize(("cell", "gate"), [("gru", "u"), ("rnn", ""), ("mlp", ""), ("lstm-nfg", "")])
def test_every_cell_has_its_gate_or_none(qtbot: QtBot, cell: str, gate: str) -> None:
    made, found = shown(qtbot, brackets(cell))
    assert found.gate == gate
    assert not painted(made, "memory", moment(brackets(cell), Phase.UPDATE)).isNull()


def test_what_never_fades_stands_above_the_scale(qtbot: QtBot) -> None:
    _, found = shown(qtbot, brackets("lstm-nfg"))
    assert np.isinf(found.gates).all()
    assert found._y(np.inf) < found.plot.place.top()
