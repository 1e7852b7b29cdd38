"""A step by hand on the stage: its rows, the one of the moment, what is not known yet, and clicks."""

from functools import cache

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Cursor, Phase
from engine.trace import Trace
from engine.trainer import Trainer
from presets.load import load
from tests.visualizer.views.subjects import brackets, has, ink, painted, stage, view
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import LIGHT
from visualizer.views.hand import AT_ONCE, HandView

pytestmark = pytest.mark.usefixtures("fonts")


@cache
def small(cell: str) -> Trace:
    """A step of the preset."""
    return Trainer(load("by-hand").runs[cell]).trace()


def shown(qtbot: QtBot, trace: Trace, lang: str = "en", size: tuple[int, int] = (1300, 845)) -> tuple[Stage, HandView]:
    made = stage(trace, "hand", look=Look(lang=lang), size=size)
    qtbot.addWidget(made)
    found = view(made, "hand")
    assert isinstance(found, HandView)
    return made, found


def at(trace: Trace, phase: Phase, t: int = -1, line: str = "", part: float = 1.0) -> Cursor:
    beats = trace.beats
    return Cursor(beats, beats.done(Beat(phase, t, line)), part)


def row_of(found: HandView, cursor: Cursor, name: str, picture: QImage) -> QImage:
    """The picture of a row, right of its names."""
    layout = found.layout(found.section(cursor))
    placed = next(each for each in layout.rows if each.row.name == name)
    left = int(placed.columns.numbers)
    return picture.copy(left, int(placed.area.top()) + 2, picture.width() - left, int(placed.area.height()) - 4)


def test_of_a_net_of_few_lines_a_whole_pass_is_seen_and_of_others_a_time_step(qtbot: QtBot) -> None:
    for cell, sections in (("rnn", 4), ("lstm", 10)):
        _, found = shown(qtbot, small(cell))
        assert len(found.sections) == sections
    section = found.section(at(small("lstm"), Phase.BACKWARD, 1, "c"))
    assert {row.beat.t for row in section.rows} == {1}
    assert len(section.rows) == 14 > AT_ONCE


def test_a_row_has_its_numbers_once_it_is_computed(qtbot: QtBot) -> None:
    trace = small("lstm")
    made, found = shown(qtbot, trace)
    cursor = at(trace, Phase.FORWARD, 1, "g")
    picture = painted(made, "hand", cursor)
    assert ink(row_of(found, cursor, "zf_2", picture)) > 0
    assert ink(row_of(found, cursor, "c_2", picture)) == 0
    assert has(row_of(found, cursor, "g_2", picture), LIGHT.now_wash)
    assert not has(row_of(found, cursor, "zf_2", picture), LIGHT.now_wash)


def test_numbers_come_before_the_result(qtbot: QtBot) -> None:
    trace = small("lstm")
    made, found = shown(qtbot, trace)
    amounts = []
    for part in (0.1, 0.5, 1.0):
        cursor = at(trace, Phase.FORWARD, 1, "zg", part)
        strip = row_of(found, cursor, "zg_2", painted(made, "hand", cursor))
        amounts.append(sum(strip.pixelColor(x, y).lightness() < 110 for x in range(0, strip.width(), 2)
                           for y in range(0, strip.height(), 2)))
    assert amounts[0] < amounts[1] < amounts[2]


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 850), (1300, 845), (1300, 560)])
def test_all_rows_of_every_section_fit_and_none_overlaps(
    qtbot: QtBot, cell: str, lang: str, size: tuple[int, int]
) -> None:
    _, found = shown(qtbot, small(cell), lang, size)
    for section in found.sections:
        layout = found.layout(section)
        assert layout.fits
        assert layout.size >= 12
        for one, two in zip(layout.rows, layout.rows[1:], strict=False):
            assert not one.area.adjusted(1, 1, -1, -1).intersects(two.area.adjusted(1, 1, -1, -1))
        assert layout.rows[-1].area.bottom() <= found.area.bottom()


def test_on_a_projector_letters_are_large(qtbot: QtBot) -> None:
    for cell, least in (("rnn", 28), ("gru", 24), ("lstm", 24)):
        _, found = shown(qtbot, small(cell), size=(1920, 850))
        assert min(found.layout(section).size for section in found.sections) >= least


def test_a_click_on_a_row_goes_to_its_line(qtbot: QtBot) -> None:
    trace = small("lstm")
    made, found = shown(qtbot, trace)
    cursor = at(trace, Phase.BACKWARD, 2, "c")
    made.seek(cursor)
    placed = next(each for each in found.layout(found.section(cursor)).rows if each.row.name == "∂f_3")
    with qtbot.waitSignal(made.picked) as picked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(400, int(placed.area.center().y())))
    assert picked.args == [Beat(Phase.BACKWARD, 2, "f")]


def test_a_net_too_large_for_a_pencil_says_so(qtbot: QtBot) -> None:
    made, found = shown(qtbot, brackets())
    cursor = at(brackets(), Phase.FORWARD, 2, "c")
    assert has(painted(made, "hand", cursor), LIGHT.ink)
    assert found.picked(QPoint(400, 200).toPointF(), cursor) is None
