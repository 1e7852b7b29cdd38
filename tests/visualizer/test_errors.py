"""The tree of what can go wrong in the window."""

from visualizer.errors import DeckError, FormulaError, VisualizerError


def test_every_error_of_the_window_is_caught_as_one() -> None:
    assert issubclass(DeckError, VisualizerError)
    assert issubclass(FormulaError, VisualizerError)
    assert str(DeckError("a.md:1: what. expected. do.")) == "a.md:1: what. expected. do."
