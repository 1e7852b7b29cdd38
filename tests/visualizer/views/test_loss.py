"""The training curve and the losses of the steps."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.race import Seeds
from tests.visualizer.views.subjects import HEIGHT, bit, brackets, has, ink, moment, painted, stage, view
from visualizer.rival import Rival
from visualizer.stage import Stage
from visualizer.theme import LIGHT
from visualizer.views.curve import BINS
from visualizer.views.loss import LossView
from visualizer.views.view import Subject

pytestmark = pytest.mark.usefixtures("fonts")


def with_losses(losses: np.ndarray, width: int = 1600) -> Stage:
    made = stage(brackets(), "loss", size=(width, HEIGHT))
    made.show_subjects((Subject(brackets(), losses, 10),))
    return made


def loss(made: Stage) -> LossView:
    shown = view(made, "loss")
    assert isinstance(shown, LossView)
    return shown


def test_bars_come_with_the_loss(qtbot: QtBot) -> None:
    made = with_losses(np.array([0.9, 0.5, 0.4]))
    qtbot.addWidget(made)
    bars = loss(made).bars
    before, after = (
        painted(made, "loss", moment(brackets(), *where)) for where in ((Phase.FORWARD, 11), (Phase.LOSS,))
    )
    assert ink(before, bars.left() - 20, 1600) == 0
    assert ink(after, bars.left(), bars.right()) > 0
    half = painted(made, "loss", moment(brackets(), Phase.LOSS, part=0.5))
    assert half not in (before, after)


def test_the_head_of_the_curve_is_yellow(qtbot: QtBot) -> None:
    made = with_losses(np.array([0.9, 0.5, 0.4]))
    qtbot.addWidget(made)
    assert has(painted(made, "loss", moment(brackets(), Phase.LOSS)), LIGHT.now)


def test_a_run_that_has_not_begun_has_no_curve(qtbot: QtBot) -> None:
    made = with_losses(np.zeros(0))
    qtbot.addWidget(made)
    made.seek(moment(brackets(), Phase.LOSS))
    made.show()
    assert not made.grab().isNull()
    assert not has(painted(made, "loss", moment(brackets(), Phase.LOSS)), LIGHT.now)


def test_a_click_on_a_bar_goes_to_the_answer_of_that_step(qtbot: QtBot) -> None:
    made = with_losses(np.array([0.9, 0.5]))
    qtbot.addWidget(made)
    made.seek(moment(brackets(), Phase.BACKWARD, 6))
    bars = loss(made).bars
    point = QPoint(int(bars.left() + 3.5 * bars.width() / 12), int(bars.center().y()))
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=point)
    assert picked.args == [Beat(Phase.BACKWARD, 3, "y")]


def test_what_is_not_finite_or_has_no_symbols_can_be_painted(qtbot: QtBot) -> None:
    for trace in (brackets(), bit()):
        made = stage(trace, "loss")
        qtbot.addWidget(made)
        made.show_subjects((Subject(trace, np.array([1.0, np.nan, np.inf, 0.0, 1e-9]), 10),))
        made.seek(moment(trace, Phase.UPDATE))
        made.show()
        assert not made.grab().isNull()


def test_a_hundred_thousand_updates_can_be_painted(qtbot: QtBot) -> None:
    losses = np.random.default_rng(0).gamma(2, 0.1, 100_000)
    made = with_losses(losses)
    qtbot.addWidget(made)
    made.seek(moment(brackets(), Phase.LOSS))
    made.show()
    assert not made.grab().isNull()
    assert len(made.lanes[0].views["loss"].thick) <= BINS


def test_before_the_loss_there_is_nothing_to_click(qtbot: QtBot) -> None:
    made = with_losses(np.array([0.9, 0.5]))
    qtbot.addWidget(made)
    bars = loss(made).bars
    assert loss(made).picked(bars.center(), moment(brackets(), Phase.FORWARD, 6)) is None
    assert loss(made).picked(bars.center(), moment(brackets(), Phase.LOSS)) is not None


def test_a_narrow_place_has_the_training_curve_alone(qtbot: QtBot) -> None:
    made = with_losses(np.array([0.9, 0.5]), 1300)
    qtbot.addWidget(made)
    assert not loss(made).has_bars(moment(brackets(), Phase.LOSS))
    assert loss(made).plot.right() > 1200


GREY = Seeds((2, 3), 10, np.array([[2.0] * 10, [3.0] * 10]), ({}, {}))


def lane(rival: Rival | None, lanes: int = 2, step: int = 100, width: int = 500) -> Stage:
    """A lane of a race, half of it learnt."""
    losses = np.linspace(1.0, 0.5, 100)
    made = stage(brackets(), "loss", size=(width, 600))
    trace = replace(brackets(), step=step)
    made.show_subjects((Subject(trace, losses, 100, company_losses=(losses,) * lanes, rival=rival),))
    return made


def grey(made: Stage, level: float) -> int:
    """How many columns have a grey line at the height of a loss."""
    made.seek(moment(brackets(), Phase.FORWARD, 1))
    image, view_ = made.grab().toImage(), loss(made)
    y = round(float(view_._y(np.array(level))))
    rows = range(y - 1, y + 2)
    places = range(round(view_.plot.left()) + 4, round(view_.plot.right()))
    return sum(any(image.pixelColor(x, row).name().upper() == LIGHT.ink3 for row in rows) for x in places)


def test_the_other_seeds_are_thin_lines_as_far_as_the_training_has_come(qtbot: QtBot) -> None:
    rival = Rival(seeds=GREY, every=GREY.losses.ravel())
    half, whole, none = lane(rival, step=50), lane(rival), lane(None)
    for made in (half, whole, none):
        qtbot.addWidget(made)
    for level in (2.0, 3.0):
        assert grey(none, level) == 0
        assert 0 < 1.5 * grey(half, level) < grey(whole, level)


def test_all_lanes_are_drawn_to_the_scale_of_all_seeds() -> None:
    tops = [loss(lane(rival)).heights.top for rival in (None, Rival(every=GREY.losses.ravel()))]
    assert tops == [1.0, 3.0]


def test_a_race_of_one_seed_says_so_and_a_run_alone_does_not(qtbot: QtBot) -> None:
    alone, raced, seeded = lane(None, lanes=1), lane(None), lane(Rival(seeds=GREY))
    pictures = []
    for made in (alone, raced, seeded):
        qtbot.addWidget(made)
        made.seek(moment(brackets(), Phase.FORWARD, 1))
        plot = loss(made).plot
        room = QRect(round(plot.left()) + 30, round(plot.bottom()) + 8, round(plot.width()) - 170, 48)
        pictures.append(made.grab(room).toImage())
    assert not has(pictures[0], LIGHT.ink2)
    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.parametrize(("width", "own_line"), [(220, True), (330, True), (600, False), (900, False)])
def test_what_is_said_of_the_seeds_has_a_line_of_its_own_where_lanes_are_narrow(width: int, own_line: bool) -> None:
    shown, alone = loss(lane(Rival(seeds=GREY), width=width)), loss(lane(None, lanes=1, width=width))
    assert (shown.plot.bottom() < alone.plot.bottom()) is own_line
    assert shown.plot.bottom() + shown.below <= shown.area.bottom() + 1
