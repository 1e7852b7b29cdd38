"""Clipping on the stage: bars when the gradient is whole, the step at the update."""

import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.engine.traces import made as net
from tests.visualizer.views.subjects import has, ink, moment, painted, stage, view
from visualizer.paint import Look, number
from visualizer.stage import Stage
from visualizer.theme import LIGHT
from visualizer.views.clip import ClipView

pytestmark = pytest.mark.usefixtures("fonts")


def shown(qtbot: QtBot, trace: Trace) -> tuple[Stage, ClipView]:
    made = stage(trace, "clip", look=Look(lang="en"))
    qtbot.addWidget(made)
    found = view(made, "clip")
    assert isinstance(found, ClipView)
    return made, found


def test_bars_wait_for_the_end_of_the_backward_pass_and_the_step_for_the_update(qtbot: QtBot) -> None:
    trace = net("gru", clip=0.01)
    made, found = shown(qtbot, trace)
    inside = found.plot.left() + 1, found.plot.right()
    early, whole, step = (painted(made, "clip", moment(trace, phase, t)) for phase, t in
                          ((Phase.BACKWARD, 2), (Phase.BACKWARD, 0), (Phase.UPDATE, -1)))
    rows = int(found.plot.top()), int(found.plot.height())
    bars = [ink(each.copy(0, rows[0], each.width(), rows[1]), *inside) for each in (early, whole, step)]
    assert bars[0] == 0 < bars[1] < bars[2]
    assert has(whole, LIGHT.ink)


def test_what_is_said_are_the_numbers_of_the_engine(qtbot: QtBot) -> None:
    _, found = shown(qtbot, net("gru", clip=0.01, clip_value=0.003))
    ratio = found.found.length_after / found.found.length_cut
    facts = found.facts(whole=True, stepped=True)
    assert facts == [f"shortened × {number(ratio)}", "100 % of updates so far were over",
                     f"{found.found.was_cut} numbers were cut", f"step / weights {number(found.found.relative)}"]
    assert found.facts(whole=False, stepped=False) == ["waits for the end of the backward pass"]


def test_without_a_limit_and_below_it(qtbot: QtBot) -> None:
    assert shown(qtbot, net("gru", clip=None))[1].facts(whole=True, stepped=False) == ["no limit is set"]
    assert shown(qtbot, net("gru", clip=1e3))[1].facts(whole=True, stepped=False)[0] == "not shortened"


def test_a_probe_has_no_step(qtbot: QtBot) -> None:
    trace = Trainer(Run(task="brackets")).trace("(())")
    assert shown(qtbot, trace)[1].facts(whole=True, stepped=True) == ["a probe: the weights stay as they are"]


def test_every_bar_is_on_the_scale(qtbot: QtBot) -> None:
    _, found = shown(qtbot, net("gru", clip=0.01))
    for _, length, _ in found.rows():
        assert found.scale.has(length)
        assert found.plot.left() < found._x(length) <= found.plot.right()
