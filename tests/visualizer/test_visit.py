"""A visit to a preset: the bookmark remembers the lecture, not the preset that was visited before."""

from collections.abc import Callable
from pathlib import Path

from engine.shelf import take
from presets.load import FOLDER, load
from tests.visualizer.room import Room

Enter = Callable[..., Room]


def test_what_a_person_changed_is_still_changed_on_the_way_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 3).press("]", "G", "V").settle()
    director = room.window.director
    kept = director.knob, director.side, director.views, room.state
    assert director.knob is not None
    room.window.visit.open(load("squash"), FOLDER)
    room.settle().press("Esc").settle()
    assert (director.knob, director.side, director.views, room.state) == kept
    assert room.slide == 3


def test_trained_updates_and_an_own_input_are_come_back_to(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    room.window.session.goto(9)
    room.settle().window.session.try_input("(())")
    room.settle().press("Ctrl+Right", "Left").settle()
    before = room.state
    room.window.visit.open(load("squash"), FOLDER)
    room.settle()
    room.window.visit.open(take("fade", talk.parent), FOLDER)
    room.settle().press("Esc").settle()
    assert room.state == before
    assert room.window.session.place.input == "(())"
    assert room.window.visit.mark is None


def test_a_visit_before_the_engine_has_answered_comes_back_to_the_slide(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    room.window.lecture.open(4)
    room.window.visit.open(load("squash"), FOLDER)
    room.settle().press("Esc").settle()
    assert room.slide == 5
    assert room.trace.step == 2


def test_bullets_that_had_come_are_there(enter: Enter, talk: Path) -> None:
    room = enter(talk, 6).press("PgDown")
    room.window.visit.open(load("squash"), FOLDER)
    room.settle().press("Esc").settle()
    assert (room.slide, room.window.lecture.bullets_shown) == (6, 1)
    room.press("PgDown")
    assert room.window.lecture.bullets_shown == 2


def test_esc_leaves_the_debugger_first(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    room.window.visit.open(load("squash"), FOLDER)
    room.settle().press("X").settle().press("Esc").settle()
    assert not room.window.debugger.open
    assert room.window.lecture.deck.path.stem == "squash.en"
    room.press("Esc").settle()
    assert room.slide == 2
