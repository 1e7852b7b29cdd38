"""The debugger in the tour: over which slide, and that the room is left as it was."""

from pathlib import Path

import pytest

from tests.visualizer.room import TWO
from visualizer.app import Wish, build
from visualizer.debugger.desk import DESK_SETS
from visualizer.desk_tour import chosen
from visualizer.tour import Tour


def test_a_scene_about_the_stack_is_chosen_or_the_first_one() -> None:
    assert chosen({}) is None
    assert chosen({1: ("maps",), 3: ("tokens",)}) == 1
    assert chosen({1: ("maps",), 3: ("unrolled", "stack")}) == 3


@pytest.mark.usefixtures("qapp")
def test_the_desk_is_left_and_every_set_of_views_was_shown(talk: Path, tmp_path: Path) -> None:
    talk.write_text(TWO, "utf-8")
    window = build(Wish(talk, "en", size=(640, 360)))
    window.timeline.still = False
    window.show()
    tour = Tour(window, tmp_path)
    tour.play()
    assert not window.debugger.open
    assert window.debugger.surgery.isHidden()
    assert window.look.theme.name == "light"
    window.close()
    desk = [stop.picture for stop in tour.stops if "desk" in stop.picture]
    assert [name.removesuffix(".png").rpartition("-")[2] for name in desk] == [
        "forward", "backward", *(views[-1] for views in DESK_SETS[1:-1]), "surgery",
    ]  # fmt: skip
    assert not any(stop.warnings for stop in tour.stops)


@pytest.mark.usefixtures("qapp")
def test_a_deck_without_scenes_has_no_desk(talk: Path, tmp_path: Path) -> None:
    talk.write_text("!SLIDE\n# Words\nNothing moves.\n", "utf-8")
    window = build(Wish(talk, "en", size=(640, 360)))
    tour = Tour(window, tmp_path)
    tour.play()
    window.close()
    assert [stop.picture for stop in tour.stops] == ["01-open.png"]
