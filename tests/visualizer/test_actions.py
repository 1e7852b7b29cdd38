"""The table of actions: complete in both languages, and every key in it does its action on a window."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.visualizer.room import Room
from visualizer.actions import ACTIONS, Action

EVERY = pytest.mark.parametrize(
    ("action", "key"), [(a, key) for a in ACTIONS for key in a.keys], ids=lambda given: getattr(given, "name", given)
)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_an_action_has_words_in_both_languages(action: Action) -> None:
    assert all((action.zh, action.en, action.group_zh, action.group_en, action.keys))
    assert any("一" <= letter <= "鿿" for letter in action.group_zh)
    assert action.en.isascii() or action.name == "toggle_language"


def test_groups_stand_together_and_are_translated_alike() -> None:
    groups = [(action.group_zh, action.group_en) for action in ACTIONS]
    runs = [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group]
    assert len(runs) == len({zh for zh, _ in runs}) == len({en for _, en in runs})


@EVERY
def test_a_key_does_its_action_once(
    enter: Callable[..., Room], talk: Path, monkeypatch: pytest.MonkeyPatch, action: Action, key: str
) -> None:
    room = enter(talk, started=False)
    if action.desk:
        room.window.debugger.desk.show()
    done: list[str] = []
    for other in ACTIONS:
        monkeypatch.setattr(room.window.commands, other.name, lambda name=other.name: done.append(name))
    room.press(key)
    assert done == [action.name]
