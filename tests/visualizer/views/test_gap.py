"""The gap between what is seen and what is not, as it is measured."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.trail import Trail
from tests.visualizer.views.subjects import brackets, moment, view
from visualizer.paint import Look
from visualizer.remedies import REMEDIES, Mark, Switch, Way
from visualizer.stage import Stage
from visualizer.views.gap import TOPS, GapView
from visualizer.views.view import Subject

TRAIL = Trail(np.array([0, 50, 100]), np.array([0.7, 0.3, 0.1]), np.array([0.7, 0.9, 1.2]))
SWITCHES = tuple(Switch(remedy, 0.1, on=place == 1) for place, remedy in enumerate(REMEDIES))


def staged(way: Way, width: int = 1300, updates: int = 200) -> tuple[Stage, GapView]:
    """A stage with the view of a way."""
    made = Stage()
    made.resize(width, 700)
    made.restyle(Look(lang="en"), 1.0)
    made.set_views(("gap",))
    made.show_subjects((Subject(brackets(), np.zeros(0), updates, way=way),))
    found = view(made, "gap")
    assert isinstance(found, GapView)
    return made, found


def test_both_losses_stand_at_their_updates_on_one_scale(qtbot: QtBot) -> None:
    made, gap = staged(Way(TRAIL))
    qtbot.addWidget(made)
    shares = [[(gap.plot.bottom() - point.y()) / gap.plot.height() * gap.top for point in points]
              for points in (gap.seen, gap.unseen)]  # fmt: skip
    assert shares[0] == pytest.approx(TRAIL.seen)
    assert shares[1] == pytest.approx(TRAIL.unseen)
    middle = gap.plot.left() + gap.plot.width() / 2
    assert gap.unseen[-1].x() == pytest.approx(middle)
    assert gap.top in TOPS


def test_a_race_is_drawn_to_one_scale(qtbot: QtBot) -> None:
    made, gap = staged(Way(TRAIL, highest=4.5))
    qtbot.addWidget(made)
    assert gap.top == 6.0


@pytest.mark.parametrize("width", [1300, 460])
def test_a_click_on_a_switch_finds_it_and_none_beside_it(qtbot: QtBot, width: int) -> None:
    made, gap = staged(Way(TRAIL, SWITCHES, (Mark(50, REMEDIES[1], on=True),)), width)
    qtbot.addWidget(made)
    assert [gap.row_at(gap.chip(place).center()) for place in range(4)] == [0, 1, 2, 3]
    assert gap.row_at(QPointF(gap.plot.center())) is None


def test_switches_marks_and_the_figure_are_seen(qtbot: QtBot) -> None:
    off = tuple(Switch(each.remedy, 0.1, on=False) for each in SWITCHES)
    pictures = []
    for way in (Way(), Way(TRAIL), Way(TRAIL, off), Way(TRAIL, SWITCHES),
                Way(TRAIL, SWITCHES, (Mark(50, REMEDIES[1], on=True),))):
        made, _ = staged(way)
        qtbot.addWidget(made)
        made.seek(moment(brackets(), Phase.FORWARD, 3))
        pictures.append(made.grab().toImage())
    assert all(a != b for place, a in enumerate(pictures) for b in pictures[:place])
