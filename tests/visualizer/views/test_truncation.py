"""Truncation on the stage: the windows beforehand, the curves as the pass goes back, the sum at its end."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Cursor, Phase
from engine.trace import Trace
from engine.truncation import truncation
from tests.engine.traces import made as net
from tests.visualizer.views.subjects import has, ink, moment, painted, stage, view
from visualizer.paint import Look, number
from visualizer.stage import Stage
from visualizer.theme import LIGHT, ROLES
from visualizer.views.truncation import TruncationView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, TruncationView]:
    made = stage(trace, "truncation", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "truncation")
    assert isinstance(found, TruncationView)
    return made, found


def replaced(trace: Trace, done: int) -> Cursor:
    """The cursor after so many beats."""
    return Cursor(trace.beats, done)


def test_the_curves_grow_to_the_left_and_the_window_of_now_is_yellow(qtbot: QtBot) -> None:
    trace = net("lstm", k1=3, k2=5)
    made, found = shown(qtbot, trace)
    assert found.axis
    far = found.axis.left, found.axis.x(3)
    plot = found.plot.place
    late, early = (painted(made, "truncation", moment(trace, Phase.BACKWARD, t)) for t in (7, 1))
    late_plot, early_plot = (each.copy(0, int(plot.top()), made.width(), int(plot.height())) for each in (late, early))
    assert ink(late_plot, *far) == 0 < ink(early_plot, *far)
    assert has(late_plot, ROLES["c"])
    assert has(late, LIGHT.now)
    assert not has(painted(made, "truncation", moment(trace, Phase.LOSS)), ROLES["c"])


def test_what_is_missing_is_told_at_the_end_of_the_pass(qtbot: QtBot) -> None:
    trace = net("lstm", k1=3, k2=5)
    _, found = shown(qtbot, trace)
    wanted = truncation(trace)
    assert wanted
    assert len(found.words(4)) == 2
    assert found.words(0)[2:] == [f"{number(100 * wanted.share)} % of ∂L/∂W is missing",
                                  f"its direction is off by {number(wanted.angle)}°"]


def test_a_whole_pass_says_that_it_is_one(qtbot: QtBot) -> None:
    trace = net("gru")
    made, found = shown(qtbot, trace)
    assert found.found is None
    made.show()
    made.seek(moment(trace, Phase.BACKWARD, 4))
    assert has(made.grab().toImage(), LIGHT.ink2)


def test_a_click_goes_to_the_memory_of_that_step(qtbot: QtBot) -> None:
    made, found = shown(qtbot, net("lstm", k1=3, k2=5))
    assert found.axis
    made.seek(moment(net("lstm", k1=3, k2=5), Phase.BACKWARD, 1))
    point = QPoint(int(found.axis.x(6)), int(found.area.center().y()))
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=point)
    assert picked.args == [Beat(Phase.BACKWARD, 6, "c")]


@pytest.mark.parametrize("keys", [{"k1": 3}, {"layers": 2, "bidirectional": True}], ids=str)
@pytest.mark.parametrize("name", ["triangle", "carry", "theory", "memory", "saturation", "clip", "truncation"])
def test_nets_of_layers_and_directions_can_be_looked_at_closely(qtbot: QtBot, name: str, keys: dict[str, int]) -> None:
    trace = net("lstm", **keys)
    made = stage(trace, name)
    qtbot.addWidget(made)
    made.show()
    for done in (0, len(trace.beats) // 3, 2 * len(trace.beats) // 3, len(trace.beats)):
        made.seek(made.lanes[0].cursor(replaced(trace, done)))
        assert not made.grab().isNull()
