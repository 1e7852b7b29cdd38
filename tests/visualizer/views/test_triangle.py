"""The triangle on the stage: nothing before the way back, bright where the wave has been, a click goes to a column."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.survey import survey
from engine.trace import Trace
from tests.engine.traces import made as net
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT, ROLES
from visualizer.views.triangle import TriangleView
from visualizer.views.view import Subject

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace, look: Look | None = None) -> tuple[object, TriangleView]:
    made = stage(trace, "triangle", look=look)
    qtbot.addWidget(made)
    found = view(made, "triangle")
    assert isinstance(found, TriangleView)
    return made, found


def column(image: QImage, found: TriangleView, t: int) -> int:
    """How much is painted in the lowest row of a column, by opacity."""
    assert found.axis
    return image.pixelColor(int(found.axis.x(t)), int(found.place.bottom() - 4)).alpha()


def test_before_the_way_back_only_the_title_is_seen(qtbot: QtBot) -> None:
    trace = brackets()
    scrambled = replace(trace, grad={name: array * 7 for name, array in trace.grad.items()})
    pictures = []
    for each in (trace, scrambled):
        made, _ = shown(qtbot, each)
        pictures += [painted(made, "triangle", moment(each, phase, t)) for phase, t in
                     ((Phase.FORWARD, 6), (Phase.LOSS, -1))]
    assert pictures[0] == pictures[1] == pictures[2] == pictures[3]


def test_the_wave_lights_up_column_by_column(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    picture = painted(made, "triangle", moment(brackets(), Phase.BACKWARD, 6))
    assert [column(picture, found, t) > 200 for t in range(12)] == [False] * 6 + [True] * 6
    assert all(40 < column(picture, found, t) < 110 for t in range(6)), "at 28 %"


def test_the_present_is_framed_in_yellow_and_its_total_is(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    picture = painted(made, "triangle", moment(brackets(), Phase.BACKWARD, 6))
    assert found.axis
    image = picture.copy(0, int(found.place.bottom()) + 4, picture.width(), 40)
    assert has(image, LIGHT.now)
    assert has(image, ROLES["c"])
    assert not has(image.copy(0, 0, int(found.axis.x(5)), 40), ROLES["c"]), "nothing is added up before its time"


def test_what_a_loss_has_sent_grows_as_the_wave_goes_back(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets(), Look(DARK, "en"))
    edge = found.place.right() + 4
    sums = [ink(painted(made, "triangle", moment(brackets(), Phase.BACKWARD, t)), edge) for t in (9, 5, 0)]
    assert sums[0] < sums[1] < sums[2]


def test_the_sum_over_all_losses_is_told_right_or_wrong(qtbot: QtBot) -> None:
    for trace, wrong in ((brackets(), False), (broken(), True)):
        made, _ = shown(qtbot, trace)
        assert has(painted(made, "triangle", moment(trace, Phase.UPDATE)), LIGHT.positive) == wrong


def broken() -> Trace:
    trace = brackets()
    grad = trace.grad["c"].copy()
    grad[4, 1] *= 1 + 1e-6
    return replace(trace, grad={**trace.grad, "c": grad})


def test_a_click_on_a_pair_goes_to_the_memory_of_its_column(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    assert found.axis
    made.seek(moment(brackets(), Phase.BACKWARD, 1))
    point = QPoint(int(found.axis.x(4)), int(found.place.center().y()))
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=point)
    assert picked.args == [Beat(Phase.BACKWARD, 4, "c")]
    assert found.picked(QPointF(2, 200), moment(brackets(), Phase.BACKWARD, 1)) is None


def test_a_loss_of_the_whole_sequence_says_so(qtbot: QtBot) -> None:
    trace = net("gru", "stretch", loss="ctc")
    made, _ = shown(qtbot, trace, Look(lang="en"))
    softmax = replace(trace, loss_name="softmax")
    other, _ = shown(qtbot, softmax, Look(lang="en"))
    cursor = moment(trace, Phase.FORWARD, 3)
    assert painted(made, "triangle", cursor) != painted(other, "triangle", cursor)


@pytest.mark.parametrize("keys", [{"layers": 2}, {"layers": 2, "bidirectional": True}], ids=str)
def test_the_uppermost_memory_that_goes_with_time_is_shown(qtbot: QtBot, keys: dict[str, int]) -> None:
    _, found = shown(qtbot, net("lstm", **keys))
    assert found.name == "c2"
    assert not np.triu(found.found.sizes["c2"], 1).any(), "the half with the title is empty"


def test_two_hundred_steps_are_opened_and_stepped_through_in_time(qtbot: QtBot) -> None:
    trace = brackets("gru", 200)
    made, _ = shown(qtbot, trace)
    found = survey(trace, ("influence",))
    assert found
    made.show_subjects((Subject(trace, np.zeros(0), surveys={trace: found}),))
    pictures = [painted(made, "triangle", moment(trace, Phase.BACKWARD, t)) for t in (199, 100, 0)]
    assert len({ink(picture) for picture in pictures}) == 3
    assert np.isfinite([ink(picture) for picture in pictures]).all()
