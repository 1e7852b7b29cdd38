"""A lane of a race: every seed's curve, and the difference from the first lane."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.race import Alike, Seeds
from tests.visualizer.views.subjects import brackets, moment, view
from visualizer.paint import Look
from visualizer.rival import Rival
from visualizer.stage import Stage
from visualizer.views.race import SMOOTH, RaceView, apart, difference
from visualizer.views.view import Subject

FIRST, SECOND = np.linspace(1.0, 0.1, 100), np.linspace(1.0, 0.3, 100)
SEEDS = Seeds((1, 2), 10, np.full((2, 10), 0.5), ({"legal": 0.2}, {"legal": 0.9}), {"legal": 0.6})


def staged(rival: Rival | None, losses: np.ndarray = SECOND, width: int = 600) -> tuple[Stage, RaceView]:
    """A stage with one lane's view of a race of two."""
    made = Stage()
    made.resize(width, 700)
    made.restyle(Look(lang="en"), 1.0)
    made.set_views(("race",))
    made.show_subjects((Subject(brackets(), losses, 100, company_losses=(FIRST, losses), rival=rival),))
    found = view(made, "race")
    assert isinstance(found, RaceView)
    return made, found


def test_the_difference_is_that_of_the_last_updates_means() -> None:
    found = difference(SECOND, FIRST)
    assert found[-1] == pytest.approx((SECOND - FIRST)[-SMOOTH:].mean())
    assert found[0] == 0.0
    assert found[4] == pytest.approx((SECOND - FIRST)[:5].mean())
    assert not difference(FIRST, FIRST).any()
    assert len(difference(SECOND[:7], FIRST)) == 7


def test_a_loss_that_is_not_finite_does_not_spoil_the_line() -> None:
    assert np.isfinite(difference(np.array([1.0, np.nan, np.inf, 1.0]), np.zeros(4))[:2]).all()


def test_all_lanes_have_the_same_scale_of_differences(qtbot: QtBot) -> None:
    made, race = staged(Rival("A", Alike(data=True, same=("y.h",), other=("zf.b",))))
    qtbot.addWidget(made)
    assert race.most == pytest.approx(np.abs(difference(SECOND, FIRST)).max())
    assert race._shared() == "same data, first weights equal 1 / 2"


@pytest.mark.parametrize("width", [1300, 420])
def test_seeds_dots_and_differences_are_seen(qtbot: QtBot, width: int) -> None:
    pictures = []
    same = Alike(data=True, same=("y.h",), other=())
    for rival in (None, Rival("A", same), Rival("A", same, SEEDS, 100), Rival("", None, SEEDS, 100)):
        made, _ = staged(rival, width=width)
        qtbot.addWidget(made)
        made.seek(moment(brackets(), Phase.FORWARD, 3))
        pictures.append(made.grab().toImage())
    assert all(a != b for place, a in enumerate(pictures) for b in pictures[:place])


def test_numbers_of_an_axis_that_would_touch_are_left_out_but_for_the_ends() -> None:
    assert apart([1.0, 0.1, 0.01], 200) == [1.0, 0.1, 0.01]
    assert apart([1.0, 0.1, 0.01], 40) == [1.0, 0.01]
