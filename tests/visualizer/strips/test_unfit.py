"""What does not fit is told in the language of the room."""

from visualizer.paint import Look
from visualizer.strips.unfit import Unfit


def test_three_sentences_in_either_language() -> None:
    error = Unfit(("甲。", "One."), ("乙。", "Two."), ("丙。", "Three."))
    assert error.words(Look(lang="zh")) == "甲。乙。丙。"
    assert error.words(Look(lang="en")) == str(error) == "One. Two. Three."
