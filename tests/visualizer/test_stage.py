"""The stage: a picture is a function of traces, views and cursor, whatever was shown before."""

from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Beats, Cursor, Phase
from engine.roles.ranking import Ranking, Role
from engine.run import Run
from engine.trail import Trail
from engine.trainer import Trainer
from visualizer.paint import Look
from visualizer.remedies import Way
from visualizer.stage import Stage
from visualizer.theme import DARK, LIGHT
from visualizer.views import VIEWS
from visualizer.views.view import Subject

SIZE, UNIT = (800, 600), 0.5


@cache
def subject(cell: str = "lstm", length: int = 6, step: int = 3, text: str | None = None) -> Subject:
    """A trace of a tiny run."""
    trainer = Trainer(Run(task="brackets", length=length, hidden=3, batch=1, cell=cell), cell)
    trainer.goto(step)
    role = Role("h", 1, "depth", 0.9, None, 0.01)
    trail = Trail(*np.array([[0, length], [0.7, 0.1], [0.7, 0.1 * length + 0.1 * len(cell)]]))
    ranking = Ranking((role,), ("depth",), 3, 40)
    return Subject(trainer.trace(text), np.array(trainer.losses), 40, ranking=ranking, role=role, way=Way(trail))


def beats(given: Subject) -> Beats:
    """The beats of a subject's trace."""
    return Beats(tuple(line.name for line in given.trace.lines), given.trace.T)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """An empty stage."""
    made = Stage()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.restyle(Look(lang="en"), UNIT)
    return made


def show(stage: Stage, views: tuple[str, ...], subjects: tuple[Subject, ...], done: int, part: float = 1.0) -> QImage:
    """Put something on stage; gives the picture."""
    stage.set_views(views)
    stage.show_subjects(subjects, tuple(given.trace.run for given in subjects))
    stage.seek(Cursor(beats(subjects[0]), done, part))
    return stage.grab().toImage()


def fresh(qtbot: QtBot, *what: object) -> QImage:
    """The same on a stage that has shown nothing before."""
    made = Stage()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.restyle(Look(lang="en"), UNIT)
    return show(made, *what)


TOGETHER = [("unrolled", "gradients", "stack"), ("cell", "formula", "maps"), ("tokens", "maps", "loss")]
SETS = [(name,) for name in VIEWS] + TOGETHER


@pytest.mark.parametrize("views", SETS, ids="+".join)
def test_a_picture_does_not_depend_on_what_was_shown_before(stage: Stage, qtbot: QtBot, views: tuple[str, ...]) -> None:
    one, other, race = (subject(),), (subject("rnn", 10),), (subject("rnn"), subject("lstm"))
    whole = len(beats(subject()))
    moments = [*((one, whole * n // 4) for n in range(5)), (race, 7), (other, 20)]
    first = [fresh(qtbot, views, given, done) for given, done in moments]
    assert len({picture.constBits().tobytes() for picture in first}) >= 3
    for order in (range(7), reversed(range(7))):
        for place in order:
            assert show(stage, views, *moments[place]) == first[place], moments[place][1]


def test_seeking_alone_gives_the_same_as_showing_anew(stage: Stage, qtbot: QtBot) -> None:
    views, given = ("unrolled", "gradients", "stack"), (subject(),)
    show(stage, views, given, 0)
    for done, part in ((40, 1.0), (7, 0.3), (7, 0.3), (70, 1.0), (0, 1.0)):
        stage.seek(Cursor(beats(given[0]), done, part))
        assert stage.grab().toImage() == fresh(qtbot, views, given, done, part)


def test_a_waiting_stage_is_empty_paper(stage: Stage) -> None:
    show(stage, ("unrolled",), (subject(),), 20)
    stage.wait()
    picture = stage.grab().toImage()
    assert {picture.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 600, 3)} == {QColor(LIGHT.paper).rgb()}
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))


def test_now_is_a_yellow_column_in_both_looks(stage: Stage) -> None:
    for theme in (LIGHT, DARK):
        stage.restyle(Look(theme, "en"), UNIT)
        for done, lit in ((0, False), (3, True), (20, True), (len(beats(subject())), False)):
            picture = show(stage, ("gradients",), (subject(),), done)
            wash = QColor(theme.now_wash).rgb()
            assert any(picture.pixel(x, y) == wash for x in range(0, 800, 4) for y in range(40, 600, 8)) == lit


@pytest.mark.parametrize("leading", ["lstm", "rnn"])
def test_every_lane_of_a_race_is_at_the_same_moment(stage: Stage, leading: str) -> None:
    follower = {"lstm": "rnn", "rnn": "lstm"}[leading]
    given = (subject(leading), subject(follower, 4))
    show(stage, ("tokens",), given, 0)
    for done in range(len(beats(given[0])) + 1):
        ours = Cursor(beats(given[0]), done)
        theirs = stage.lanes[1].cursor(ours)
        assert theirs.beats == beats(given[1])
        assert theirs.phase == ours.phase
        assert theirs.t == (None if ours.t is None else min(ours.t, 3))


def test_a_click_in_any_lane_is_a_beat_of_the_first(stage: Stage) -> None:
    given = (subject("rnn"), subject("lstm"))
    show(stage, ("tokens",), given, 3)
    heard: list[Beat] = []
    stage.picked.connect(heard.append)
    for lane in stage.lanes:
        for t in (0, 4):
            assert lane.axis is not None
            at = QPoint(round(lane.axis.x(t) * UNIT), round(lane.views["tokens"].area.center().y() * UNIT))
            QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    assert heard == [Beat(Phase.FORWARD, t, "y") for t in (0, 4, 0, 4)]
    assert [stage.done_of(beat) for beat in heard] == [beats(given[0]).done(beat) for beat in heard]


def test_a_heading_and_titles_are_written_where_asked(stage: Stage) -> None:
    plain = show(stage, ("maps",), (subject(),), 20)
    stage.set_heading("Title")
    assert stage.grab().toImage() != plain
    stage.set_heading("")
    assert stage.grab().toImage() == plain


@pytest.mark.parametrize("size", [(160, 120), (5000, 130), (200, 3000)])
def test_any_size_is_painted(stage: Stage, size: tuple[int, int]) -> None:
    stage.resize(*size)
    for views in SETS:
        assert show(stage, views, (subject(), subject("gru")), 30).size() == stage.size()


@pytest.mark.parametrize("text", ["(", "()" * 200, "))))"])
def test_any_input_is_painted_at_every_moment(stage: Stage, text: str) -> None:
    given = (subject(text=text),)
    for views in SETS:
        for share in (0, 0.3, 0.5, 0.8, 1):
            assert not show(stage, views, given, round(share * len(beats(given[0]))), 0.4).isNull()
