"""The activation stack: as many frames as the beats say, one of them yellow."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from tests.visualizer.views.subjects import before, brackets, has, ink, moment, painted, stage, view
from visualizer.theme import LIGHT
from visualizer.views.stack import StackView

pytestmark = pytest.mark.usefixtures("fonts")


def stack_of(made: object) -> StackView:
    shown = view(made, "stack")
    assert isinstance(shown, StackView)
    return shown


def test_frames_at_rest_and_the_frame_of_now_make_the_depth() -> None:
    trace = brackets()
    shown = stack_of(stage(trace, "unrolled", "stack"))
    pushed, filling = moment(trace, Phase.FORWARD, 4), moment(trace, Phase.FORWARD, 4, "i")
    assert (shown.resting(pushed), shown.complete(pushed)) == (4, True)
    assert (shown.resting(filling), shown.complete(filling)) == (4, False)
    assert shown.resting(moment(trace, Phase.LOSS)) == 12
    popped = moment(trace, Phase.BACKWARD, 4, "y")
    assert (shown.resting(popped), shown.gone(popped)) == (4, 5)
    assert shown.gone(moment(trace, Phase.UPDATE)) == 0


def test_only_a_frame_that_moves_is_yellow(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled", "stack")
    qtbot.addWidget(made)
    for phase in (Phase.FORWARD, Phase.BACKWARD):
        assert has(painted(made, "stack", moment(trace, phase, 4)), LIGHT.now_wash)
    for cursor in (before(trace), moment(trace, Phase.FORWARD, 4, "i"), moment(trace, Phase.LOSS)):
        assert not has(painted(made, "stack", cursor), LIGHT.now_wash)


def test_the_arrow_reaches_the_column(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled", "stack")
    qtbot.addWidget(made)
    axis = stack_of(made).axis
    assert axis
    picture = painted(made, "stack", moment(trace, Phase.BACKWARD, 4))
    assert ink(picture, axis.x(4) + axis.pitch / 2, axis.x(5)) > 0
    assert ink(picture, 0, axis.x(4)) == 0


def test_a_click_above_the_pushed_frames_asks_for_nothing() -> None:
    trace = brackets()
    shown = stack_of(stage(trace, "unrolled", "stack"))
    high = QPointF(shown.area.center().x(), shown.tower.gone(11) + 4)
    assert shown.picked(high, moment(trace, Phase.FORWARD, 4)) is None
    assert shown.picked(high, moment(trace, Phase.BACKWARD, 4)) == Beat(Phase.BACKWARD, 11, "zi")


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
def test_beside_the_tower_stands_nothing_but_the_arrow(qtbot: QtBot, phase: Phase) -> None:
    trace = brackets()
    made = stage(trace, "unrolled", "maps", "stack")
    qtbot.addWidget(made)
    shown = stack_of(made)
    assert shown.axis
    picture = painted(made, "stack", moment(trace, phase, 11))
    left = shown.area.left()
    rows = {y for y in range(picture.height()) for x in range(int(shown.axis.right), int(left) - 30)
            if picture.pixelColor(x, y).alpha()}
    assert all(abs(y - shown.axis.lane) <= 14 for y in rows)
