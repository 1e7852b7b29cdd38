"""What is asked about a place, in order: watches first, what they were before last."""

from engine.messages import Check, Follow, Measure, Watch
from visualizer.inquiry import FOLLOWED, questions


def test_only_what_is_wanted_is_asked_the_most_urgent_first() -> None:
    assert questions(3, None, (), measuring=False) == (Check(None),)
    assert questions(3, None, (), measuring=True) == (Check(None), Measure())
    every = questions(FOLLOWED + 7, None, ("loss",), measuring=True)
    assert every == (Watch(("loss",), None), Check(None), Measure(), Follow(("loss",), 7, FOLLOWED + 7))


def test_over_updates_an_input_of_ones_own_is_not_followed() -> None:
    assert questions(3, "()", ("loss",), measuring=False) == (Watch(("loss",), "()"), Check("()"))
