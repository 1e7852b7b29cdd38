"""The formula of the moment: names first, then numbers one by one."""

import pytest
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.cells import CELLS
from tests.visualizer.views.subjects import before, brackets, ink, moment, painted, stage, view
from visualizer.paint import number
from visualizer.views.formula import FormulaView
from visualizer.views.formula_row import written

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize("cell", CELLS)
def test_every_beat_has_its_own_picture_and_it_stays(qtbot: QtBot, cell: str) -> None:
    trace = brackets(cell)
    made = stage(trace, "formula")
    qtbot.addWidget(made)
    cursors = [moment(trace, phase, 4, line.name) for phase in (Phase.FORWARD, Phase.BACKWARD) for line in trace.lines]
    cursors += [moment(trace, Phase.LOSS), moment(trace, Phase.UPDATE)]
    pictures = [painted(made, "formula", cursor) for cursor in cursors]
    assert pictures == [painted(made, "formula", cursor) for cursor in cursors]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_nothing_is_written_before_the_start(qtbot: QtBot) -> None:
    made = stage(brackets(), "formula")
    qtbot.addWidget(made)
    assert ink(painted(made, "formula", before(brackets()))) == 0


def test_numbers_take_their_places_one_by_one(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "formula")
    qtbot.addWidget(made)
    pictures = [painted(made, "formula", moment(trace, Phase.FORWARD, 6, "c", n / 5)) for n in range(1, 6)]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_the_numbers_written_are_those_of_the_trace(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "formula")
    qtbot.addWidget(made)
    shown = view(made, "formula")
    assert isinstance(shown, FormulaView)
    beat = moment(trace, Phase.FORWARD, 6, "c").beat
    assert beat
    _, formula = shown.formula(beat)
    texts = {piece.text.strip("()") for piece in written(formula, 0)}
    signless = {text.removeprefix("−") for text in texts}
    for name in ("f", "i", "g", "c"):
        assert number(trace.value[name][6][0]).removeprefix("−") in signless


def test_a_narrow_place_gets_smaller_letters_or_two_rows(qtbot: QtBot) -> None:
    trace = brackets()
    for width in (1800, 700, 420):
        made = stage(trace, "formula", size=(width, 300))
        qtbot.addWidget(made)
        picture = painted(made, "formula", moment(trace, Phase.FORWARD, 6, "c"))
        assert ink(picture, 0, width) > 0
        assert ink(picture, 0, view(made, "formula").area.left() - 2) == 0
