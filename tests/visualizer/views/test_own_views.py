"""What holds of every view through time: it paints a function of trace and moment, and never what is not computed."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.cells import CELLS
from engine.trace import Trace
from tests.visualizer.views.subjects import before, bit, brackets, moment, painted, stage, view
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT
from visualizer.views import VIEWS

NAMES = ("unrolled", "gradients", "stack", "tokens")
EACH = pytest.mark.parametrize("name", NAMES)

pytestmark = pytest.mark.usefixtures("fonts")


def alone(name: str) -> tuple[str, ...]:
    return ("unrolled", "stack") if name == "stack" else (name,)


def scrambled(trace: Trace, side: str, first: int = 0) -> Trace:
    """The same trace with other numbers on one side, from a time step on."""
    rng = np.random.default_rng(0)
    arrays = getattr(trace, side)
    other = {
        name: np.concatenate([array[:first], rng.normal(size=array[first:].shape)]) if name in trace.value else array
        for name, array in arrays.items()
    }
    return replace(trace, **{side: other})


@EACH
@pytest.mark.parametrize("cell", CELLS)
def test_other_moments_look_different_and_the_same_looks_the_same(qtbot: QtBot, name: str, cell: str) -> None:
    trace = brackets(cell)
    made = stage(trace, *alone(name))
    qtbot.addWidget(made)
    early, late = moment(trace, Phase.BACKWARD, 8), moment(trace, Phase.BACKWARD, 3)
    first = painted(made, name, early)
    assert first != painted(made, name, late)
    assert first == painted(made, name, early)


@EACH
def test_the_forward_pass_shows_nothing_of_the_gradients(qtbot: QtBot, name: str) -> None:
    trace = brackets()
    for cursor in (before(trace), moment(trace, Phase.FORWARD, 5), moment(trace, Phase.LOSS)):
        pictures = []
        for each in (trace, scrambled(trace, "grad")):
            made = stage(each, *alone(name))
            qtbot.addWidget(made)
            pictures.append(painted(made, name, cursor))
        assert pictures[0] == pictures[1]


@pytest.mark.parametrize("name", ["stack", "tokens"])
def test_values_of_later_steps_cannot_be_seen(qtbot: QtBot, name: str) -> None:
    trace = brackets()
    pictures = []
    for each in (trace, scrambled(trace, "value", first=6)):
        made = stage(each, *alone(name))
        qtbot.addWidget(made)
        pictures.append(painted(made, name, moment(trace, Phase.FORWARD, 5)))
    assert pictures[0] == pictures[1]


@EACH
def test_motion_is_seen_and_comes_to_rest(qtbot: QtBot, name: str) -> None:
    trace = brackets()
    made = stage(trace, *alone(name))
    qtbot.addWidget(made)
    phase = Phase.FORWARD if name == "tokens" else Phase.BACKWARD
    under_way, there = (painted(made, name, moment(trace, phase, 6, part=part)) for part in (0.4, 1.0))
    assert under_way != there


@EACH
@pytest.mark.parametrize(("phase", "line"), [(Phase.FORWARD, "y"), (Phase.BACKWARD, "zi")])
def test_a_click_on_a_column_goes_to_that_step_of_the_same_pass(
    qtbot: QtBot, name: str, phase: Phase, line: str
) -> None:
    trace = brackets()
    made = stage(trace, *alone(name))
    qtbot.addWidget(made)
    made.seek(moment(trace, phase, 6))
    shown = view(made, name)
    if name == "stack":
        point = QPoint(int(shown.area.center().x()), int(shown.tower.rest(2) + 5))
    else:
        assert shown.axis
        point = QPoint(int(shown.axis.x(2)), int(shown.area.center().y()))
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=point)
    assert picked.args == [Beat(phase, 2, line)]


@EACH
@pytest.mark.parametrize(("length", "width"), list(product((4, 24, 64, 200), (520, 1300))))
def test_every_length_and_width_can_be_painted(qtbot: QtBot, name: str, length: int, width: int) -> None:
    trace = brackets("gru", length)
    for look in (Look(LIGHT, "zh"), Look(DARK, "en")):
        made = stage(trace, *alone(name), look=look, size=(width, 780))
        qtbot.addWidget(made)
        made.show()
        for cursor in (before(trace), moment(trace, Phase.FORWARD, 2), moment(trace, Phase.UPDATE)):
            made.seek(cursor)
            assert not made.grab().isNull()


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("name", VIEWS)
def test_every_view_can_paint_every_cell(qtbot: QtBot, name: str, cell: str) -> None:
    trace = brackets(cell)
    made = stage(trace, *alone(name))
    qtbot.addWidget(made)
    made.show()
    cursors = [before(trace), moment(trace, Phase.FORWARD, 4), moment(trace, Phase.LOSS)]
    cursors += [moment(trace, Phase.BACKWARD, 4), moment(trace, Phase.BACKWARD, 0), moment(trace, Phase.UPDATE)]
    for cursor in cursors:
        made.seek(cursor)
        assert not made.grab().isNull()


@EACH
def test_plain_numbers_can_be_painted(qtbot: QtBot, name: str) -> None:
    trace = bit()
    made = stage(trace, *alone(name))
    qtbot.addWidget(made)
    assert painted(made, name, moment(trace, Phase.FORWARD, 4)) != painted(made, name, moment(trace, Phase.FORWARD, 9))


@EACH
def test_what_is_not_finite_can_be_painted(qtbot: QtBot, name: str) -> None:
    trace = brackets()
    broken = {key: array.copy() for key, array in trace.grad.items()}
    broken["h"][3], broken["c"][4], broken["c"][5] = np.nan, np.inf, 0.0
    made = stage(replace(trace, grad=broken), *alone(name))
    qtbot.addWidget(made)
    assert not painted(made, name, moment(trace, Phase.BACKWARD, 2)).isNull()
