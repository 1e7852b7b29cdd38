"""What is wanted of the engine: with a channel that remembers what was asked, and with the real one for what fails."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject

from engine.messages import Advanced, Check, Checked, Failed, Goto, Load, Superseded
from engine.run import Run
from engine.trainer import Trainer
from engine.worker import Desk
from tests.visualizer.room import Room, digest
from visualizer.place import Place
from visualizer.session import Session
from visualizer.stride import ANSWER_SECONDS, MOST_UPDATES

TINY = Run(task="brackets", length=6, hidden=2, batch=1)
OTHER = Run(task="brackets", length=4, hidden=2, batch=1)
WILD = Run(task="hold", length=6, hidden=4, loss="squared", optimizer="sgd", rate=1e6, clip=None)


class Line(QObject):
    """A channel that keeps what was asked until the test lets the desk answer."""

    def __init__(self) -> None:
        super().__init__()
        self.alive, self.waiting, self.asked = True, deque(), []
        self.desk = Desk()

    def ask(self, question: object) -> None:
        """Keep a question."""
        self.waiting.append(question)
        self.asked.append(question)

    def answer(self, session: Session, *answers: object) -> None:
        """Hand out the next answers: the desk's, or others in their place."""
        for given in answers or (None,):
            question = self.waiting.popleft()
            session.take(given or self.desk.answer(question))


class Heard:
    """What a session says."""

    def __init__(self, session: Session) -> None:
        self.arrived: list[tuple[Place, Advanced]] = []
        self.checks: list[Checked | None] = []
        self.failed: list[Failed] = []
        self.lost = 0
        session.arrived.connect(lambda place, answer: self.arrived.append((place, answer)))
        session.checked.connect(self.checks.append)
        session.failed.connect(self.failed.append)
        session.lost.connect(self._lose)

    def _lose(self) -> None:
        self.lost += 1

    @property
    def steps(self) -> list[int]:
        """The updates of the places that were reached."""
        return [place.step for place, _ in self.arrived]


@pytest.fixture
def line(qapp: QCoreApplication) -> Line:  # noqa: ARG001  signals need one
    """A channel in the test's hands."""
    return Line()


@pytest.fixture
def session(line: Line) -> Session:
    """A session on it, whose clock never moves."""
    made = Session(line, clock=lambda: 0.0)
    made.heard = Heard(made)
    return made


def place(step: int, run: Run = TINY, text: str | None = None) -> Place:
    """A place of one run."""
    return Place(("a",), (run,), step, text)


def finish(line: Line, session: Session) -> None:
    """Answer everything."""
    while line.waiting:
        line.answer(session)


def test_a_place_is_asked_for_reached_and_checked(line: Line, session: Session) -> None:
    session.open(place(3))
    assert line.asked == [Load((TINY,), ("a",), 3, None)]
    finish(line, session)
    assert session.heard.steps == [3]
    assert line.asked[1:] == [Check(None)]
    assert session.heard.checks[0] is None
    assert session.heard.checks[-1].errors[0] < session.heard.checks[-1].tolerances[0]


def test_the_same_runs_are_not_loaded_twice(line: Line, session: Session) -> None:
    session.open(place(3))
    session.goto(5)
    session.try_input("()")
    session.open(place(1, OTHER))
    kinds = [type(question) for question in line.asked]
    assert kinds == [Load, Goto, Goto, Load]
    assert line.asked[2] == Goto(5, "()")


def test_overtaken_questions_are_dropped(line: Line, session: Session) -> None:
    session.open(place(9))
    session.open(place(2, OTHER))
    session.goto(4)
    line.answer(session, Superseded())
    line.answer(session)
    assert session.heard.arrived == []
    finish(line, session)
    assert [(at.step, at.runs) for at, _ in session.heard.arrived] == [(4, (OTHER,))]


def test_the_place_on_screen_is_shown_again_without_asking(line: Line, session: Session) -> None:
    session.open(place(3))
    finish(line, session)
    asked, check = len(line.asked), session.heard.checks[-1]
    session.open(place(3))
    assert session.heard.steps == [3, 3]
    assert session.heard.arrived[0][1] is session.heard.arrived[1][1]
    assert (len(line.asked), session.heard.checks[-1]) == (asked, check)


def test_an_old_answer_is_never_shown_as_another_place(line: Line, session: Session) -> None:
    session.open(place(3))
    finish(line, session)
    line.alive = False
    session.lose()
    for _ in range(2):
        session.open(place(3, OTHER))
    assert session.heard.steps == [3], "nobody is there to answer"
    session.open(place(3))
    assert session.heard.steps == [3, 3], "but what was reached is still known"
    assert session.heard.lost == 1


def test_a_failed_place_is_asked_for_again_when_it_is_opened_again(line: Line, session: Session) -> None:
    session.open(place(3))
    finish(line, session)
    for count in (1, 2):
        session.open(place(3, TINY, "(x"))
        finish(line, session)
        assert len(session.heard.failed) == count
    assert session.heard.steps == [3]


def test_after_a_wrong_input_the_place_on_screen_is_wanted_again(line: Line, session: Session) -> None:
    session.open(place(3))
    finish(line, session)
    session.try_input("(x")
    finish(line, session)
    assert "Character 2" in session.heard.failed[0].what
    session.goto(session.place.step + 1)
    finish(line, session)
    assert (session.heard.steps, session.place.input) == ([3, 4], None)


def test_there_is_no_update_before_the_first(line: Line, session: Session) -> None:
    session.goto(3)
    session.try_input("()")
    session.train(True)
    assert line.asked == []
    session.open(place(0))
    finish(line, session)
    before = len(line.asked)
    session.goto(-1)
    assert len(line.asked) == before


@pytest.mark.parametrize(("start", "until"), [(0, 1), (0, 7), (5, 6), (0, 40)])
def test_training_ends_exactly_where_it_was_told_to(line: Line, session: Session, start: int, until: int) -> None:
    session.open(place(start))
    finish(line, session)
    session.train(True, until)
    assert session.training
    finish(line, session)
    assert not session.training
    assert session.heard.steps[-1] == until == session.place.step
    assert session.heard.steps == sorted(set(session.heard.steps))


def test_training_past_its_end_does_nothing(line: Line, session: Session) -> None:
    session.open(place(8))
    finish(line, session)
    session.train(True, 8)
    finish(line, session)
    assert (session.training, session.heard.steps) == (False, [8])


def test_training_keeps_the_engine_busy_and_a_pause_ends_it(line: Line, session: Session) -> None:
    session.open(place(0))
    finish(line, session)
    session.train(True)
    for _ in range(5):
        assert len(line.waiting) >= 1
        line.answer(session)
    session.train(False)
    finish(line, session)
    last = line.waiting, session.heard.steps[-1]
    assert session.place.step == last[1], "the answer on its way is shown"
    assert list(np.diff(session.heard.steps)) == sorted(np.diff(session.heard.steps)), "strides grow on an idle clock"


def test_an_engine_found_dead_by_a_question_ends_the_training(
    line: Line, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_question: object) -> None:
        line.alive = False
        session.lose()

    session.open(place(0))
    finish(line, session)
    monkeypatch.setattr(line, "ask", break_off)
    session.train(True)
    assert (session.training, session.place.step, session.heard.lost) == (False, 0, 1)


@pytest.mark.parametrize("took", [0.0, ANSWER_SECONDS / 10, ANSWER_SECONDS, 10.0])
def test_a_stride_grows_to_fit_the_time_of_an_answer(line: Line, took: float) -> None:
    now = [0.0]
    session = Session(line, clock=lambda: now[0])
    heard = Heard(session)
    session.open(place(0))
    answer = line.desk.answer(line.waiting[0])
    line.answer(session, answer)
    session.train(True)
    for _ in range(40):
        question = line.waiting[0]
        stride = question.step - (heard.steps[-1]) if isinstance(question, Goto) else 0
        now[0] += took * max(1, stride)
        line.answer(session, answer)
    strides = np.diff(heard.steps)
    expected = MOST_UPDATES if took == 0 else 10 if took < ANSWER_SECONDS else 1
    assert max(strides) <= MOST_UPDATES
    assert abs(strides[-1] - expected) <= max(1, expected // 5)
    session.train(False)


def test_a_run_that_diverges_is_told_and_its_last_numbers_stay(line: Line, session: Session) -> None:
    last = Trainer(WILD)
    session.open(place(0, WILD))
    finish(line, session)
    session.train(True)
    finish(line, session)
    assert len(session.heard.failed) == 1
    failed = session.heard.failed[0]
    assert "diverged" in failed.what
    assert "clip" in failed.remedy
    assert not session.training
    last.goto(session.heard.steps[-1])
    assert session.place.step == last.step
    assert (session.shown.traces[0].value["h"] == last.trace().value["h"]).all()
    session.goto(0)
    finish(line, session)
    assert session.heard.steps[-1] == 0


def test_training_a_diverging_run_leaves_the_lecture_alive(enter: Callable[..., Room], talk: Path) -> None:
    bad = '!SLIDE\n# Bad\n~~~SCENE:tiny~~~\nrun = "bad"\n~~~ENDSCENE~~~\n'
    talk.write_text(bad + talk.read_text("utf-8"), "utf-8")
    room = enter(talk, 1)
    room.press("T").wait(lambda: room.failure != "").settle()
    assert "diverged at update 3" in room.failure
    assert room.trace.step <= 2
    before = room.picture(room.window.stage)
    room.press("T").wait(lambda: not room.window.session.training).settle()
    assert room.picture(room.window.stage) == before
    room.press("3", "Return").settle()
    assert (room.slide, room.trace.step, room.failure) == (3, 5, "")


def test_after_a_failure_the_engine_stands_where_the_picture_is(enter: Callable[..., Room], talk: Path) -> None:
    bad = '!SLIDE\n# Bad\n~~~SCENE:tiny~~~\nrun = "bad"\nstep = 1\n~~~ENDSCENE~~~\n'
    talk.write_text(bad, "utf-8")
    room = enter(talk)
    session, seen = room.window.session, []
    session.tried.connect(seen.append)
    session.goto(9)
    room.settle()
    assert "diverged at update 3" in room.failure
    assert session.place == session.reached
    assert room.window.checked is not None, "what was known of it is known again"
    session.try_changes(())
    room.settle()
    assert digest(seen[0].before) == digest(room.trace)
