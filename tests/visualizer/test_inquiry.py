"""What is asked about a place, in order: watches first, what they were before last; each thing once."""

from PySide6.QtCore import QCoreApplication

from engine.messages import (
    Check,
    Checked,
    Explore,
    Explored,
    Follow,
    Goto,
    Load,
    Measure,
    Measured,
    Rank,
    Ranked,
    Said,
    Say,
    Superseded,
    Watch,
)
from engine.run import Run
from tests.visualizer.test_session import TINY, Line
from visualizer.inquiry import FOLLOWED, WATCHES, Known, going, questions, replies
from visualizer.place import Place
from visualizer.session import Session


def test_only_what_is_wanted_is_asked_the_most_urgent_first() -> None:
    assert questions(3, None, (), measuring=False) == (Check(None),)
    assert questions(3, None, (), measuring=True) == (Check(None), Measure())
    every = questions(FOLLOWED + 7, None, ("loss",), measuring=True)
    assert every == (Watch(("loss",), None), Check(None), Measure(), Follow(("loss",), 7, FOLLOWED + 7))


def test_the_gradients_of_an_update_that_broke_are_not_checked() -> None:
    assert questions(3, None, (), measuring=True, broken=True) == (Measure(),)


def test_units_are_ranked_before_gradients_are_checked() -> None:
    assert questions(3, None, (), measuring=False, ranking=True) == (Rank(), Check(None))


def test_what_takes_long_is_explored_before_gradients_are_checked() -> None:
    asked = questions(3, "()", (), ("influence", "spectrum"), measuring=False, ranking=True)
    assert asked == (Rank(), Explore(("influence", "spectrum"), "()"), Check("()"))


def test_what_was_left_for_a_newer_question_is_asked_again_unless_it_is_known() -> None:
    known, every = Known(), (Rank(), Explore(("influence",)), Check(None), Measure())
    assert [known.next(every) for _ in range(5)] == [*every, None]
    for answer in (Checked((1e-9,), (1e-7,)), Superseded()):
        known.take(answer)
    assert [known.next(every) for _ in range(3)] == [Rank(), Explore(("influence",)), None]
    for answer in (Ranked(()), Explored(()), Superseded()):
        known.take(answer)
    assert known.next(every) is None
    known.reopen((Explore,))
    assert known.next(every) == Explore(("influence",))


def test_over_updates_an_input_of_ones_own_is_not_followed() -> None:
    assert questions(3, "()", ("loss",), measuring=False) == (Watch(("loss",), "()"), Check("()"))


def test_of_an_input_that_is_being_made_only_the_answer_is_asked() -> None:
    assert (replies("()"), replies(None)) == ((Say("()"),), ())


def test_a_question_is_asked_once_and_again_when_it_is_opened_again() -> None:
    known, every = Known(), (Watch(("loss",)), Check(None))
    assert [known.next(every) for _ in range(3)] == [*every, None]
    known.reopen(WATCHES)
    assert [known.next(every) for _ in range(2)] == [every[0], None]


def test_a_check_measures_and_ranks_are_kept_and_nothing_else() -> None:
    known, checked, measured = Known(), Checked((1e-9,), (1e-7,)), Measured(({"bits": 1.0},))
    ranked = Ranked(())
    for answer in (Said(("u",), "q"), checked, measured, ranked):
        known.take(answer)
    assert (known.verdict, known.measures, known.ranks) == (checked, measured, ranked)


def test_a_place_of_runs_that_are_loaded_is_a_mere_step() -> None:
    run = Run(task="brackets")
    place = Place(("a",), (run,), 7, "()")
    assert going(place, (run,), patient=True, broken=False) == Goto(7, "()", True, False)
    assert going(place, (), patient=False, broken=True) == Load((run,), ("a",), 7, "()", True)


def test_what_takes_long_is_explored_here_and_again_when_a_trial_came_between(qapp: QCoreApplication) -> None:  # noqa: ARG001  signals need one
    line = Line()
    session = Session(line, clock=lambda: 0.0)
    heard: list[Explored] = []
    session.explored.connect(heard.append)
    session.open(Place(("a",), (TINY,), 1))
    line.answer(session)
    line.answer(session)
    session.explore(("influence",))
    assert line.asked[-1] == Explore(("influence",))
    session.try_changes(())
    line.answer(session, Superseded())
    line.answer(session)
    assert not heard
    assert line.asked[-1] == Explore(("influence",))
    line.answer(session)
    assert len(heard) == 1
    assert heard[0].each[0].influence is not None
    asked = len(line.asked)
    session.explore(("influence",))
    session.explore(())
    assert len(line.asked) == asked, "nothing new is wanted"
    session.goto(2)
    session.explore(("spectrum",))
    line.answer(session)
    assert line.asked[-1] == Explore(("spectrum",))


def test_what_was_explored_of_another_place_is_not_told(qapp: QCoreApplication) -> None:  # noqa: ARG001  signals need one
    line = Line()
    session = Session(line, clock=lambda: 0.0)
    heard: list[Explored] = []
    session.explored.connect(heard.append)
    session.open(Place(("a",), (TINY,), 1))
    session.explore(("influence",))
    line.answer(session)
    assert line.asked[-1] == Explore(("influence",))
    session.goto(3)
    line.answer(session)
    assert not heard


def test_while_changes_are_tried_nothing_else_is_asked(qapp: QCoreApplication) -> None:  # noqa: ARG001  signals need one
    line = Line()
    session = Session(line, clock=lambda: 0.0)
    session.open(Place(("a",), (TINY,), 1))
    line.answer(session)
    assert line.asked[-1] == Check(None)
    session.hush(True)
    session.try_changes(())
    line.answer(session, Superseded())
    line.answer(session)
    assert not line.waiting, "the check that was left waits until all is tried"
    session.try_changes(())
    line.answer(session)
    assert not line.waiting
    session.hush(False)
    assert line.asked[-1] == Check(None)
    line.answer(session)
    assert not line.waiting
