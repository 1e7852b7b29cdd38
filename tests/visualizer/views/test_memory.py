"""Horizons on the stage: the gates' once the forward pass is done, the gradients' once the backward pass is."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from engine.beats import Cursor, Phase
from engine.horizon import by_gate, measured
from engine.influence import influence
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
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
    place = found.panels[0].plot.place
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
        point = int(found.panels[0]._x(unit)), int(found.panels[0]._y(float(horizon)))
        assert picture.pixelColor(*point).name().upper() == ROLES["f"]


@pytest.mark.parametrize(("cell", "gate"), [("gru", "u"), ("rnn", ""), ("mlp", ""), ("lstm-nfg", "")])
def test_every_cell_has_its_gate_or_none(qtbot: QtBot, cell: str, gate: str) -> None:
    made, found = shown(qtbot, brackets(cell))
    assert found.panels[0].gate == gate
    assert not painted(made, "memory", moment(brackets(cell), Phase.UPDATE)).isNull()


def test_what_never_fades_stands_above_the_scale(qtbot: QtBot) -> None:
    _, found = shown(qtbot, brackets("lstm-nfg"))
    panel = found.panels[0]
    assert np.isinf(panel.gates).all()
    assert panel._y(np.inf) < panel.plot.place.top()


def net(**keys: object) -> Trace:
    return Trainer(Run.model_validate({"task": "brackets", "length": 14, "hidden": 6, "batch": 1} | keys)).trace()


@pytest.mark.parametrize(("keys", "names", "gates"), [
    ({"layers": 2}, ["c", "c2"], ["f", "f2"]), ({"layers": 2, "cell": "gru"}, ["h", "h2"], ["u", "u2"]),
    ({"bidirectional": True}, ["c", "c_r"], ["f", "f_r"]),
])  # fmt: skip
def test_every_layer_and_direction_has_its_panel(
    qtbot: QtBot, keys: dict[str, object], names: list[str], gates: list[str]
) -> None:
    trace = net(**keys)
    made, found = shown(qtbot, trace)
    assert [panel.name for panel in found.panels] == names
    assert [panel.gate for panel in found.panels] == gates
    one, two = (panel.plot.place for panel in found.panels)
    assert one.right() < two.left()
    assert one.width() == pytest.approx(two.width(), abs=60)
    picture = painted(made, "memory", Cursor(trace.beats, len(trace.beats)))
    for panel in found.panels:
        for unit, horizon in enumerate(by_gate(trace, panel.name)):
            point = int(panel._x(unit)) - 5, int(panel._y(float(horizon)))
            assert abs(QColor(ROLES["f"]).hue() - picture.pixelColor(*point).hue()) < 12


def test_of_two_layers_the_measured_horizons_are_each_layers_own(qtbot: QtBot) -> None:
    trace = net(layers=2)
    _, found = shown(qtbot, trace)
    for panel in found.panels:
        ours, theirs = panel._known(passed=True, back=True)
        np.testing.assert_array_equal(ours, by_gate(trace, panel.name))
        np.testing.assert_array_equal(theirs, measured(influence(trace), panel.name))
        assert np.isfinite(theirs).all()
