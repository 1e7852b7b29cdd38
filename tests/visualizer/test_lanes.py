"""Lanes of a race: the column of light in each, and clicks that mean the same moment in all."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Cursor, Phase
from tests.visualizer.test_stage import SIZE, UNIT, beats, show, subject
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.theme import LIGHT


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """An empty stage."""
    made = Stage()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.restyle(Look(lang="en"), UNIT)
    return made


def lit_columns(picture: QImage, name: str) -> np.ndarray:
    """In which columns of a picture a colour fills most of some tenth of its height."""
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()) & 0xFFFFFF
    return np.flatnonzero((pixels == QColor(name).rgb() & 0xFFFFFF).sum(axis=0) > image.height() / 10)


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
def test_the_column_of_light_stands_at_its_time_in_every_lane(stage: Stage, phase: Phase) -> None:
    given = (subject("lstm"), subject("rnn"))
    for t in range(6):
        done = beats(given[0]).done(Beat(phase, t, "h"))
        lit = lit_columns(show(stage, ("gradients", "unrolled"), given, done), LIGHT.now_wash)
        assert lit.size
        for lane in stage.lanes:
            axis = lane.axis
            own = lit[(lit > axis.left * UNIT - 2) & (lit < axis.right * UNIT + 2)]
            assert abs((own.min() + own.max() + 1) / 2 - axis.x(t) * UNIT) <= 1.5, (t, lane.x)
            assert own.max() - own.min() <= axis.pitch * UNIT
        places = [lane.axis for lane in stage.lanes]
        rest = [x for x in lit if not any(each.left * UNIT - 2 < x < each.right * UNIT + 2 for each in places)]
        assert not rest, "no light stands outside the axes"


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.BACKWARD])
def test_a_click_beyond_the_first_lanes_end_stays_in_its_pass(stage: Stage, phase: Phase) -> None:
    given = (subject("rnn", 4), subject("lstm", 10))
    first = beats(given[0])
    show(stage, ("tokens",), given, first.done(Beat(phase, 1, "h")))
    heard: list[Beat] = []
    stage.picked.connect(heard.append)
    lane = stage.lanes[1]
    at = QPoint(round(lane.axis.x(8) * UNIT), round(lane.views["tokens"].area.center().y() * UNIT))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    (beat,) = heard
    assert (beat.phase, beat.t) == (phase, 3)
    assert first.at(stage.done_of(beat)) == beat


def test_a_click_on_a_map_of_another_cell_ends_the_same_time_step(stage: Stage) -> None:
    given = (subject("rnn"), subject("gru"))
    show(stage, ("unrolled", "maps"), given, 3)
    heard: list[Beat] = []
    stage.picked.connect(heard.append)
    foreign = next(each for each in stage.lanes[1].views["maps"].maps if each.name == "u").place
    pitch = foreign.width() / 6
    at = QPoint(round((foreign.left() + 4.5 * pitch) * UNIT), round(foreign.center().y() * UNIT))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    assert heard == [Beat(Phase.FORWARD, 4, "y")]


def test_an_empty_stage_answers_no_click(stage: Stage) -> None:
    show(stage, ("tokens",), (subject(),), 3)
    heard: list[Beat] = []
    stage.picked.connect(heard.append)
    axis, area = stage.lanes[0].axis, stage.lanes[0].views["tokens"].area
    at = QPoint(round(axis.x(2) * UNIT), round(area.center().y() * UNIT))
    stage.wait()
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    assert heard == []
    stage.seek(Cursor(beats(subject()), 3))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    assert [beat.t for beat in heard] == [2]
