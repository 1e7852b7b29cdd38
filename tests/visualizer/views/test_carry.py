"""The bands of the memory's gradient: as far as the wave has come, with their shares in print."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.carry import split
from engine.trace import Trace
from tests.engine.traces import made as net
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import ROLES
from visualizer.views.carry import CarryView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, CarryView]:
    made = stage(trace, "carry", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "carry")
    assert isinstance(found, CarryView)
    return made, found


@pytest.mark.parametrize(
    ("cell", "name"), [("lstm", "c"), ("lstm-1997", "c"), ("gru", "h"), ("rnn", "h"), ("mlp", "h")]
)
def test_it_shows_what_has_a_carry(qtbot: QtBot, cell: str, name: str) -> None:
    assert shown(qtbot, brackets(cell))[1].name == name


def test_the_shares_are_those_of_the_engine_and_are_printed(qtbot: QtBot) -> None:
    _, found = shown(qtbot, brackets())
    shares = split(brackets(), "c").shares()[:, 5]
    printed = [text for _, text in found._parts(5)]
    assert printed == [f"{name} {share * 100:.0f} %" for name, share in
                       zip(("by the carry", "by the state", "from here"), shares, strict=True)]
    assert [text for _, text in found._parts(None)] == ["by the carry", "by the state", "from here"]


def test_a_net_without_a_carry_hears_by_its_weights(qtbot: QtBot) -> None:
    _, found = shown(qtbot, brackets("rnn"))
    assert found.words()["state"] == "by the weights"
    assert found._parts(5)[0][1] == "by the carry 0 %"


def test_of_a_truncated_pass_it_says_that_the_whole_gradient_is_split(qtbot: QtBot) -> None:
    _, found = shown(qtbot, net("lstm", k1=3))
    assert found.words()["here"] == "from here, before truncation"


def test_the_bands_grow_to_the_left(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    assert found.axis
    far = (found.axis.left, found.axis.x(5))
    late, early = (painted(made, "carry", moment(brackets(), Phase.BACKWARD, t)) for t in (8, 2))
    assert ink(early, *far) > ink(late, *far) + 1000
    strip = late.copy(0, int(found.place.top()), late.width(), int(found.place.height()))
    assert has(strip, ROLES["c"])
    forward = painted(made, "carry", moment(brackets(), Phase.FORWARD, 8))
    assert not has(forward.copy(0, int(found.place.top()), late.width(), int(found.place.height())), ROLES["c"])


def test_a_click_goes_to_the_memory_of_that_step(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    assert found.axis
    made.seek(moment(brackets(), Phase.BACKWARD, 1))
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton,
                         pos=QPoint(int(found.axis.x(7)), int(found.place.center().y())))
    assert picked.args == [Beat(Phase.BACKWARD, 7, "c")]
