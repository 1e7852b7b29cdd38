"""The depth of brackets, and the unit that rides on it."""

import itertools
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine import derive
from engine.beats import Beat, Phase
from tests.visualizer.views.subjects import brackets, moment, painted, stage, view
from visualizer.views.depth import DepthView


def test_the_depth_counts_what_is_open() -> None:
    trace = replace(brackets(), tokens=tuple("(()[])"))
    assert derive.depths(trace).tolist() == [1, 2, 1, 2, 1, 0]
    assert not derive.depths(replace(trace, tokens=tuple("quiet…"))).any()


def test_the_nearest_unit_is_found_and_fitted() -> None:
    rng = np.random.default_rng(0)
    wanted = rng.normal(size=20)
    values = np.stack([rng.normal(size=20), np.full(20, 3.0), 5 - 0.1 * wanted], axis=1)
    unit, fitted = derive.nearest_unit(values, wanted)
    assert unit == 2
    assert np.allclose(fitted, wanted, atol=1e-12)


def test_units_that_stand_still_are_fitted_by_the_mean() -> None:
    _, fitted = derive.nearest_unit(np.ones((4, 2)), np.array([0.0, 1.0, 1.0, 0.0]))
    assert fitted.tolist() == [0.5] * 4


def test_the_curve_grows_with_the_forward_pass_and_stays_in_the_backward(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "tokens", "depth")
    qtbot.addWidget(made)
    pictures = [painted(made, "depth", moment(trace, Phase.FORWARD, t)) for t in range(trace.T)]
    assert all(a != b for a, b in itertools.pairwise(pictures))
    assert painted(made, "depth", moment(trace, Phase.LOSS)) == painted(made, "depth", moment(trace, Phase.UPDATE))


def test_it_does_not_know_of_gradients(qtbot: QtBot) -> None:
    trace = brackets()
    blind = replace(trace, grad={name: array * np.nan for name, array in trace.grad.items()})
    seen = []
    for each in (trace, blind):
        made = stage(each, "tokens", "depth")
        qtbot.addWidget(made)
        seen.append(painted(made, "depth", moment(each, Phase.FORWARD, 3)))
    assert seen[0] == seen[1]


def test_a_click_asks_for_the_time_step_under_it(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "tokens", "depth")
    qtbot.addWidget(made)
    depth = view(made, "depth")
    assert isinstance(depth, DepthView)
    assert depth.axis is not None
    place = QPointF(depth.axis.x(2), depth.area.center().y())
    beat = depth.picked(place, moment(trace, Phase.FORWARD, 5))
    assert beat == Beat(Phase.FORWARD, 2, "y")
