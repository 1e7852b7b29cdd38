"""Who knows what, on stage: the table, the painted text, and what clicks say."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.roles.ranking import Ranking, Role
from engine.trace import Trace
from tests.visualizer.views.subjects import bit, brackets, ink, moment, painted, view
from visualizer.paint import Look, text_width
from visualizer.stage import Stage
from visualizer.views.roles import RolesView, fitting
from visualizer.views.view import Subject

SURE, OTHER = Role("c", 4, "depth", 0.97, None, 0.01), Role("h", 1, "depth", -0.6, None, 0.4)
RANKING = Ranking((SURE, OTHER), ("depth",), 16, 40)


def staged(trace: Trace, ranking: Ranking | None, role: Role | None, width: int = 1300) -> Stage:
    """A stage with the view of a ranking."""
    made = Stage()
    made.resize(width, 845)
    made.restyle(Look(lang="en"), 1.0)
    made.set_views(("roles",))
    made.show_subjects((Subject(trace, np.zeros(0), ranking=ranking, role=role),))
    return made


def the(made: Stage) -> RolesView:
    """The view on that stage."""
    found = view(made, "roles")
    assert isinstance(found, RolesView)
    return found


@pytest.mark.parametrize("width", [1300, 460])
def test_text_and_curve_grow_with_the_forward_pass_and_know_nothing_of_gradients(qtbot: QtBot, width: int) -> None:
    trace = brackets()
    made = staged(trace, RANKING, SURE, width)
    qtbot.addWidget(made)
    pictures = [painted(made, "roles", moment(trace, Phase.FORWARD, t)) for t in range(trace.T)]
    assert all(a != b for a, b in itertools.pairwise(pictures))
    assert painted(made, "roles", moment(trace, Phase.LOSS)) == painted(made, "roles", moment(trace, Phase.UPDATE))
    lost = replace(trace, grad={name: array * np.nan for name, array in trace.grad.items()})
    blind = staged(lost, RANKING, SURE, width)
    qtbot.addWidget(blind)
    assert painted(blind, "roles", moment(trace, Phase.FORWARD, 3)) == pictures[3]


def test_a_click_on_a_sign_or_a_column_asks_for_its_time_step(qtbot: QtBot) -> None:
    trace = brackets()
    made = staged(trace, RANKING, SURE)
    qtbot.addWidget(made)
    shown, now = the(made), moment(trace, Phase.FORWARD, 5)
    assert shown.text is not None
    assert shown.plot is not None
    assert shown.picked(shown.text.box(2).center(), now) == Beat(Phase.FORWARD, 2, "y")
    place = QPointF(shown.plot.x(7), shown.plot.place.center().y())
    assert shown.picked(place, now) == Beat(Phase.FORWARD, 7, "y")
    assert shown.row_at(shown.text.box(2).center()) is None


def test_a_click_on_a_row_chooses_it_and_no_time_step(qtbot: QtBot) -> None:
    trace = brackets()
    made = staged(trace, RANKING, SURE)
    qtbot.addWidget(made)
    made.seek(moment(trace, Phase.FORWARD, 5))
    shown = the(made)
    assert shown.table is not None
    place = shown.table.rect(1).center()
    assert (made.row_at(place), made.beat_at(place)) == ((0, 1), None)


def test_another_row_paints_another_unit(qtbot: QtBot) -> None:
    trace = brackets()
    seen = []
    for role in (SURE, OTHER):
        made = staged(trace, RANKING, role)
        qtbot.addWidget(made)
        seen.append(painted(made, "roles", moment(trace, Phase.LOSS)))
    assert seen[0] != seen[1]


def test_it_says_that_it_searches_that_nothing_was_found_and_who_knows_what(qtbot: QtBot) -> None:
    trace = brackets()
    fluke = Ranking((OTHER,), ("depth",), 16, 40)
    for ranking, role, said in (
        (None, None, "searching"),
        (Ranking((), (), 16, 40), None, "No probe fits"),
        (fluke, OTHER, "No role found (p ≥ 0.05)"),
        (RANKING, SURE, "unit c 5 knows: depth of brackets"),
        (RANKING, OTHER, "unit h 2: may be a fluke"),
    ):
        made = staged(trace, ranking, role)
        qtbot.addWidget(made)
        assert the(made)._title()[0].startswith(said)


def test_measured_numbers_have_a_curve_and_no_text(qtbot: QtBot) -> None:
    trace = replace(bit(), tokens=tuple(f"{t / 7:.3f}" for t in range(12)))
    role = Role("h", 0, "quarter", 0.97, None, 0.01)
    made = staged(trace, Ranking((role,), ("quarter",), 8, 40), role)
    qtbot.addWidget(made)
    assert the(made).text is None
    assert ink(painted(made, "roles", moment(trace, Phase.LOSS))) > 0


def test_what_is_said_below_is_cut_at_a_comma_where_there_is_no_room() -> None:
    font = Look().font(18).toString()
    assert fitting("one, two, three", font, 1e6) == "one, two, three"
    assert fitting("one, two, three", font, text_width(font, "one, two, thre")) == "one, two"
    assert fitting("one", font, 1) == "one"
