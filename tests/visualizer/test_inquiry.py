"""What is asked about a place, in order: watches first, what they were before last; each thing once."""

from engine.messages import Check, Checked, Follow, Goto, Load, Measure, Measured, Rank, Ranked, Said, Say, Watch
from engine.run import Run
from visualizer.inquiry import FOLLOWED, WATCHES, Known, going, questions, replies
from visualizer.place import Place


def test_only_what_is_wanted_is_asked_the_most_urgent_first() -> None:
    assert questions(3, None, (), measuring=False) == (Check(None),)
    assert questions(3, None, (), measuring=True) == (Check(None), Measure())
    every = questions(FOLLOWED + 7, None, ("loss",), measuring=True)
    assert every == (Watch(("loss",), None), Check(None), Measure(), Follow(("loss",), 7, FOLLOWED + 7))


def test_the_gradients_of_an_update_that_broke_are_not_checked() -> None:
    assert questions(3, None, (), measuring=True, broken=True) == (Measure(),)


def test_units_are_ranked_before_gradients_are_checked() -> None:
    assert questions(3, None, (), measuring=False, ranking=True) == (Rank(), Check(None))


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
