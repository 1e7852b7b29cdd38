"""A place is equal to another if the same picture is meant: the same runs, update and input."""

from dataclasses import replace

from engine.run import Run
from visualizer.place import Place


def test_places_are_equal_by_what_they_name() -> None:
    run = Run(task="brackets")
    place = Place(("a",), (run,), 3)
    assert place == Place(("a",), (Run(task="brackets"),), 3)
    others = (replace(place, step=4), replace(place, input="()"), replace(place, runs=(Run(task="brackets", seed=9),)))
    assert all(place != other for other in others)
