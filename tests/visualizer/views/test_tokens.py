"""Tokens with answers: columns while there is room, shades and a chart when there is not, a curve for numbers."""

import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.run import Run
from engine.trainer import Trainer
from tests.visualizer.views.subjects import bit, brackets, ink, moment, painted, stage, view
from visualizer.paint import Look, text_width
from visualizer.views.tokens import TokensView
from visualizer.views.unrolled import UnrolledView

pytestmark = pytest.mark.usefixtures("fonts")


def tokens_of(made: object) -> TokensView:
    shown = view(made, "tokens")
    assert isinstance(shown, TokensView)
    return shown


def test_answers_appear_column_by_column(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled", "tokens")
    qtbot.addWidget(made)
    axis = tokens_of(made).axis
    assert axis
    third, fourth = (painted(made, "tokens", moment(trace, Phase.FORWARD, t)) for t in (2, 3))
    column = (axis.x(3) - axis.pitch / 2, axis.x(3) + axis.pitch / 2)
    assert ink(fourth, *column) > 1.5 * ink(third, *column)
    assert tokens_of(made).columns


def test_many_steps_are_shaded_and_the_answer_of_now_is_a_chart() -> None:
    shown = tokens_of(stage(brackets("gru", 64), "tokens"))
    assert not shown.columns
    assert shown.chart


@pytest.mark.parametrize(
    ("steps", "language", "columns"), [(15, "zh", True), (32, "zh", False), (15, "en", True), (24, "en", False)]
)
def test_words_have_bars_only_where_they_fit(steps: int, language: str, columns: bool) -> None:
    run = Run(task="transactions", length=steps, language=language)
    made = tokens_of(stage(Trainer(run).trace(), "tokens"))
    assert made.axis
    assert made.columns == columns
    if columns:
        widest = max(text_width(Look().font(made.letter).toString(), word) for word in made.trace.symbols)
        assert widest <= 0.75 * made.axis.pitch


def test_numbers_are_a_curve() -> None:
    shown = tokens_of(stage(bit(), "tokens"))
    assert shown.plot
    assert shown.chart is None


def test_long_words_over_narrow_columns_stand_and_are_not_told_again_below() -> None:
    trace = Trainer(Run(task="customers", length=24)).trace()
    made = stage(trace, "tokens", "unrolled")
    below = view(made, "unrolled")
    assert isinstance(below, UnrolledView)
    assert tokens_of(made).standing
    assert (below.standing, below.letters) == (None, 0.0)
    alone = view(stage(trace, "unrolled", "maps"), "unrolled")
    assert isinstance(alone, UnrolledView)
    assert alone.standing


def test_what_a_net_says_after_hearing_it_out_has_a_row_and_before_that_nothing_is_said() -> None:
    trace = Trainer(Run(task="translation", decoder=True, cell="gru", hidden=3)).trace("le chat → the cat")
    made = stage(trace, "tokens")
    shown = tokens_of(made)
    assert shown.spoken
    assert shown.chart
    place = shown.chart.place.toRect()
    start, heard, asked = (painted(made, "tokens", moment(trace, Phase.FORWARD, t)).copy(place) for t in (0, 1, 2))
    assert start == heard != asked
