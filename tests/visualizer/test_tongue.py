"""A scene that is another in each language: L changes its net and its words, and keeps update and moment."""

from collections.abc import Callable
from pathlib import Path

from presets.load import FOLDER, load
from tests.visualizer.room import Room

Enter = Callable[..., Room]


def at_customers(enter: Enter, talk: Path) -> Room:
    """In the third scene of customers, which is trained."""
    room = enter(talk, 2)
    room.window.visit.open(load("squash"), FOLDER)
    room.settle()
    room.window.visit.open(load("customers"), FOLDER)
    room.window.lecture.stage(0, play=False)
    return room.settle()


def test_the_net_and_the_words_are_those_of_the_room_and_the_moment_stays(enter: Enter, talk: Path) -> None:
    room = at_customers(enter, talk)
    assert (room.trace.run, room.trace.tokens[:2]) == ("lstm", ("visit", "view"))
    room.press("Right", "Right", "Right").settle()
    done = room.window.timeline.done
    assert done > 0
    room.press("L").settle()
    assert (room.trace.run, room.trace.tokens[:2]) == ("lstm-zh", ("访问", "浏览"))
    assert (room.window.timeline.done, room.window.lecture.scene_index) == (done, 0)
    assert "own input" not in room.window.caption.left
    room.press("L").settle()
    assert (room.trace.run, room.window.timeline.done) == ("lstm", done)


def test_a_scene_that_is_the_same_in_both_is_not_asked_for_anew(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    room.settle()
    trace = room.trace
    room.press("L").settle()
    assert room.trace is trace


def test_what_was_left_in_another_language_is_come_back_to_in_that_of_the_room(enter: Enter, tmp_path: Path) -> None:
    preset = (FOLDER / "customers.toml").read_text("utf-8")
    (tmp_path / "tiny.toml").write_text(preset, "utf-8")
    deck = "!SLIDE\n# A\n~~~SCENE:tiny~~~\n~~~ENDSCENE~~~\n"
    (tmp_path / "talk.en.md").write_text(deck, "utf-8")
    room = enter(tmp_path / "talk.en.md", 1).settle()
    assert room.trace.run == "lstm"
    room.window.visit.open(load("squash"), FOLDER)
    room.settle().press("L").settle().press("Esc").settle()
    assert room.slide == 1
    assert room.trace.run == "lstm-zh"
