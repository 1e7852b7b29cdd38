"""Ctrl+P in the room: asks where to, prints what is on screen, says where it is; or why it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.visualizer.room import Room

HAND = """!SLIDE
# A step on paper
~~~SCENE:by-hand~~~
run = "{}"
views = ["hand"]
at = "forward 2"
~~~ENDSCENE~~~
"""


def room_of(enter: Callable[..., Room], talk: Path, run: str) -> Room:
    talk.write_text(HAND.format(run), "utf-8")
    return enter(talk, 1)


@pytest.mark.parametrize("inside", [False, True])
def test_a_worksheet_and_its_key_are_written_from_the_slide_and_from_the_debugger(
    enter: Callable[..., Room], talk: Path, tmp_path: Path, *, inside: bool
) -> None:
    room = room_of(enter, talk, "rnn")
    if inside:
        room.press("F12").settle()
    line, folder = room.window.debugger.worksheets.line, tmp_path / "paper"
    room.press("Ctrl+P")
    assert line.isVisible()
    line.edit.selectAll()
    room.type(str(folder))
    room.press("Return").settle()
    assert not line.isVisible()
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".pdf"]
    shown = room.window.banner.shown
    assert shown
    assert all(path.name in shown.remedy for path in folder.iterdir())


def test_escape_prints_nothing(
    enter: Callable[..., Room], talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    room = room_of(enter, talk, "rnn")
    before = set(tmp_path.iterdir())
    room.press("Ctrl+P").press("Escape").settle()
    assert set(tmp_path.iterdir()) == before


def test_a_net_too_large_is_told_on_the_banner(enter: Callable[..., Room], talk: Path) -> None:
    room = enter(talk, 2)
    room.press("Ctrl+P").settle()
    assert not room.window.debugger.worksheets.line.isVisible()
    shown = room.window.banner.shown
    assert shown
    assert "by-hand" in shown.what
