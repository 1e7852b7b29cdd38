"""The unrolled net: states appear to the right, gradients to the left, losses after the loss."""

import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from tests.visualizer.views.subjects import before, brackets, has, ink, moment, painted, stage, view
from visualizer.theme import LIGHT, ROLES

pytestmark = pytest.mark.usefixtures("fonts")


def test_one_capsule_is_yellow_and_only_now(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled")
    qtbot.addWidget(made)
    assert has(painted(made, "unrolled", moment(trace, Phase.FORWARD, 3)), LIGHT.now)
    assert not has(painted(made, "unrolled", before(trace)), LIGHT.now)
    assert not has(painted(made, "unrolled", moment(trace, Phase.LOSS)), LIGHT.now)


def test_nothing_runs_through_the_lines_before_the_start(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled")
    qtbot.addWidget(made)
    empty = painted(made, "unrolled", before(trace))
    assert not has(empty, ROLES["c"])
    assert not has(empty, ROLES["h"])


def test_the_lines_reach_as_far_as_is_computed(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled")
    qtbot.addWidget(made)
    axis = view(made, "unrolled").axis
    assert axis
    empty = painted(made, "unrolled", before(trace))
    half = painted(made, "unrolled", moment(trace, Phase.FORWARD, 5))
    beyond = axis.x(6) + axis.pitch / 2
    assert ink(half, 0, axis.x(5)) > ink(empty, 0, axis.x(5))
    assert ink(half, beyond) == ink(empty, beyond)


def test_losses_come_with_the_loss_and_turn_to_ink_as_they_are_pulled_back(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled")
    qtbot.addWidget(made)
    bars = view(made, "unrolled").bars
    column = (int(bars.axis.x(11)), int(bars.base) - 1)
    seen = [
        painted(made, "unrolled", cursor).pixelColor(*column).name().upper()
        for cursor in (moment(trace, Phase.FORWARD, 11), moment(trace, Phase.LOSS), moment(trace, Phase.BACKWARD, 11))
    ]
    assert seen[1:] == [LIGHT.rule, LIGHT.ink]
    assert seen[0] not in seen[1:]


def test_an_rnn_has_one_line_and_an_lstm_two() -> None:
    for cell, names in (("rnn", ["h"]), ("gru", ["h"]), ("lstm", ["c", "h"])):
        made = stage(brackets(cell), "unrolled")
        assert [rail.name for rail in view(made, "unrolled").rails.rails] == names


def test_each_carried_value_has_a_column_of_colour_about_its_line() -> None:
    for cell, count in (("rnn", 1), ("gru", 1), ("lstm", 2)):
        shown = view(stage(brackets(cell), "unrolled"), "unrolled")
        assert len(shown.states) == count
        for state, rail in zip(shown.states, shown.rails.rails, strict=True):
            assert (state.name, state.top + state.tall / 2) == (rail.name, pytest.approx(rail.y))
            assert shown.top < state.top < state.top + state.tall < shown.bottom
    upper, lower = shown.states
    assert upper.top + upper.tall + 8 < lower.top
    assert upper.image != lower.image


def test_the_memory_appears_before_the_state(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled")
    qtbot.addWidget(made)
    shown = view(made, "unrolled")
    assert shown.axis
    picture = painted(made, "unrolled", moment(trace, Phase.FORWARD, 4, "c"))
    place = [picture.pixelColor(int(shown.axis.x(4)), int(state.top + 5)).name().upper() == LIGHT.now
             for state in shown.states]
    assert place == [False, True]
