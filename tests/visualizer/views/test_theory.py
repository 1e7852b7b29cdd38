"""Theory beside measurement on the stage."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import LIGHT, ROLES
from visualizer.views.theory import TheoryView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, TheoryView]:
    made = stage(trace, "theory", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "theory")
    assert isinstance(found, TheoryView)
    return made, found


def test_the_curves_grow_as_the_wave_goes_back(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets("rnn"))
    assert found.axis
    far = (found.axis.left, found.axis.x(4))
    upper = [painted(made, "theory", moment(brackets("rnn"), phase, t)).copy(
        0, int(found.above.place.top()), made.width(), int(found.above.place.height()))
        for phase, t in ((Phase.FORWARD, 11), (Phase.BACKWARD, 8), (Phase.BACKWARD, 1))]
    assert [ink(each, *far) > 0 for each in upper] == [False, False, True]
    assert has(upper[2], ROLES["h"])


def test_every_curve_has_its_place_on_the_scale(qtbot: QtBot) -> None:
    _, found = shown(qtbot, brackets("rnn"))
    assert found.found
    for curve in (found.found.products, found.found.chain, found.found.bound):
        assert all(found.above.scale.has(float(size)) for size in curve)
    assert found._height(1.0) < found._height(0.5) < found._height(0.0)


def test_a_bound_that_is_met_is_dashed_upon_what_is_measured(qtbot: QtBot) -> None:
    run = Run(task="hold", cell="rnn-linear", hidden=4, length=12, batch=1, init="orthogonal", radius=0.9)
    for trace, met in ((Trainer(run).trace(), True), (brackets("rnn"), False)):
        made, found = shown(qtbot, trace)
        assert found.axis
        assert found.found
        assert found.found.met == met
        picture = painted(made, "theory", moment(trace, Phase.BACKWARD, 1))
        place, left = found.above.place, int(found.axis.x(4))
        strip = picture.copy(left, int(place.top()), int(found.axis.x(8)) - left, int(place.height()))
        assert has(strip, ROLES["h"])
        assert has(strip, LIGHT.ink) == met


def test_each_step_is_seen_as_soon_as_it_is_computed(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    assert found.axis
    pictures = [painted(made, "theory", moment(brackets(), Phase.FORWARD, t)) for t in (3, 9)]
    lower = [each.copy(0, int(found.below.top()), made.width(), int(found.below.height())) for each in pictures]
    right = (found.axis.x(5), found.axis.right)
    assert ink(lower[0], *right) == 0
    assert ink(lower[1], *right) > 0


def test_a_net_that_carries_nothing_says_so(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets("mlp"))
    assert found.found is None
    made.show()
    made.seek(moment(brackets("mlp"), Phase.BACKWARD, 3))
    assert has(made.grab().toImage(), LIGHT.ink2)


def test_a_click_goes_to_that_step_of_the_same_pass(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    assert found.axis
    made.seek(moment(brackets(), Phase.FORWARD, 6))
    with qtbot.waitSignal(made.picked) as picked:
        point = QPoint(int(found.axis.x(2)), int(found.area.center().y()))
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=point)
    assert picked.args == [Beat(Phase.FORWARD, 2, "y")]
