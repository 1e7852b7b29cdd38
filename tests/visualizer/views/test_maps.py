"""Heat maps show the computed columns only, and a click on a column goes there."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.cells import CELLS
from tests.visualizer.views.subjects import before, brackets, has, ink, moment, painted, stage, view
from visualizer.theme import LIGHT
from visualizer.views.maps import LEAST, MapsView

EACH = pytest.mark.parametrize("cell", CELLS)

WANTED = {
    "mlp": "h", "rnn": "h", "rnn-relu": "h", "rnn-linear": "h",
    "gru": "runh", "gru-cho": "runh", "lstm-1997": "iogc", "lstm-cifg": "fioc",
    "lstm-nig": "fogc", "lstm-nfg": "iogc", "lstm-nog": "ifgc",
}

pytestmark = pytest.mark.usefixtures("fonts")


def maps(made: object) -> MapsView:
    shown = view(made, "maps")  # type: ignore[arg-type]  # a stage
    assert isinstance(shown, MapsView)
    return shown


@EACH
def test_the_maps_are_the_gates_the_candidate_and_the_memory(qtbot: QtBot, cell: str) -> None:
    made = stage(brackets(cell), "maps")
    qtbot.addWidget(made)
    assert "".join(each.name for each in maps(made).maps) == WANTED.get(cell, "ifoc")


@pytest.mark.parametrize("views", [("maps",), ("cell", "maps")])
def test_only_computed_columns_are_drawn(qtbot: QtBot, views: tuple[str, ...]) -> None:
    trace = brackets()
    made = stage(trace, *views)
    qtbot.addWidget(made)
    place = maps(made).maps[-1].place
    forward = painted(made, "maps", moment(trace, Phase.FORWARD, 5))
    pitch, y = place.width() / trace.T, int(place.top() + 4)
    drawn = [QColor(forward.pixelColor(int(place.left() + (t + 0.5) * pitch), y)).alpha() > 0 for t in range(trace.T)]
    assert drawn == [t <= 5 for t in range(trace.T)]
    back = painted(made, "maps", moment(trace, Phase.BACKWARD, 8))
    drawn = [QColor(back.pixelColor(int(place.left() + (t + 0.5) * pitch), y)).alpha() > 0 for t in range(trace.T)]
    assert drawn == [t >= 8 for t in range(trace.T)]


@EACH
def test_the_forward_pass_shows_nothing_of_the_gradients(qtbot: QtBot, cell: str) -> None:
    trace = brackets(cell)
    other = replace(trace, grad={name: array * 7 + 1 for name, array in trace.grad.items()})
    pictures = []
    for each in (trace, other):
        made = stage(each, "cell", "maps")
        qtbot.addWidget(made)
        pictures.append(painted(made, "maps", moment(trace, Phase.FORWARD, 5)))
    assert pictures[0] == pictures[1]


def test_only_the_moment_is_framed_in_yellow(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "cell", "maps")
    qtbot.addWidget(made)
    assert has(painted(made, "maps", moment(trace, Phase.FORWARD, 5)), LIGHT.now)
    for cursor in (before(trace), moment(trace, Phase.LOSS), moment(trace, Phase.UPDATE)):
        assert not has(painted(made, "maps", cursor), LIGHT.now)


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
@pytest.mark.parametrize("views", [("maps",), ("cell", "maps")])
def test_a_click_on_a_column_goes_to_that_step(qtbot: QtBot, phase: Phase, views: tuple[str, ...]) -> None:
    trace = brackets()
    made = stage(trace, *views)
    qtbot.addWidget(made)
    made.seek(moment(trace, phase, 6))
    for each in maps(made).maps:
        x = each.place.left() + 9.5 * each.place.width() / trace.T
        with qtbot.waitSignal(made.picked) as picked:
            qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(each.place.center().y())))
        assert picked.args == [Beat(phase, 9, each.name)]


def test_on_a_shared_axis_a_column_stands_on_its_step(qtbot: QtBot) -> None:
    made = stage(brackets(), "tokens", "maps")
    qtbot.addWidget(made)
    shown = maps(made)
    assert shown.axis
    for each in shown.maps:
        assert (each.place.left(), each.place.right()) == (shown.axis.left, shown.axis.right)


@pytest.mark.parametrize("width", [560, 1260])
def test_long_sequences_and_what_is_not_finite_can_be_painted(qtbot: QtBot, width: int) -> None:
    trace = brackets("gru", 200)
    grad = {key: array.copy() for key, array in trace.grad.items()}
    grad["h"][3], grad["h"][4], grad["h"][5] = np.nan, np.inf, 0
    made = stage(replace(trace, grad=grad), "cell", "maps", size=(width, 800))
    qtbot.addWidget(made)
    assert ink(painted(made, "maps", moment(trace, Phase.BACKWARD, 2))) > 0


def test_maps_on_a_shared_axis_are_tall_enough_or_fewer(qtbot: QtBot) -> None:
    counts = []
    for height in (500, 620, 700, 845):
        made = stage(brackets(), "unrolled", "maps", size=(1300, height))
        qtbot.addWidget(made)
        shown = maps(made).maps
        counts.append(len(shown))
        assert len(shown) == 1 or min(each.place.height() for each in shown) >= LEAST
    assert counts == sorted(counts)
    assert counts[0] < counts[-1] == 4
