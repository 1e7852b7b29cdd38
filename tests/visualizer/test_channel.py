"""The engine may die at any moment: the room is told once, the lecture goes on, and R brings everything back."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from engine.messages import Advanced, Failed, Goto, Load, Measure
from presets.load import load
from tests.visualizer.room import Room
from visualizer.channel import Channel

Enter = Callable[..., Room]


@pytest.fixture
def channel(qtbot: QtBot) -> Channel:  # noqa: ARG001  its notifier needs an application
    """A channel to an engine of its own, closed afterwards."""
    made = Channel()
    made.open()
    yield made
    made.close()
    assert not made.alive


def kill(room: Room) -> None:
    """Kill the engine's process, and nothing else."""
    os.kill(room.window.channel.pid, signal.SIGKILL)
    room.wait(lambda: not room.window.channel.alive)


def test_each_question_gets_one_answer_in_order(channel: Channel, talk: Path, qtbot: QtBot) -> None:
    runs = tuple(load("tiny", near=talk.parent).runs.values())[:2]
    heard: list[object] = []
    channel.received.connect(heard.append)
    for question in (Goto(3), Load(runs, ("a", "b"), 2), Measure(), Goto(-1), Goto(4, "(x"), Goto(1)):
        channel.ask(question)
    assert len(channel.waiting) == 6
    qtbot.waitUntil(lambda: len(heard) == 6, timeout=20_000)
    assert not channel.waiting
    assert isinstance(heard[0], Failed)
    assert isinstance(heard[-1], Advanced)
    assert [trace.step for trace in heard[-1].traces] == [1, 1]


def test_an_engine_is_started_for_the_device_that_was_wished(
    qapp: QCoreApplication,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wished: list[str] = []
    monkeypatch.setattr("visualizer.channel.worker.start", lambda wish: wished.append(wish) or pytest.fail("enough"))
    for made in (Channel(), Channel(device="cuda")):
        with pytest.raises(pytest.fail.Exception):
            made.open()
    assert wished == ["auto", "cuda"]


def test_closing_ends_the_process_even_in_the_midst_of_work(talk: Path, qapp: QCoreApplication) -> None:  # noqa: ARG001
    run = load("tiny", near=talk.parent).runs["lstm"]
    channel, died = Channel(), []
    channel.died.connect(lambda: died.append(1))
    channel.open()
    process = channel._process
    assert process is not None
    channel.ask(Load((run,), ("a",), 1_000_000))
    channel.close()
    process.join(5)
    assert not process.is_alive()
    assert (died, channel.alive, list(channel.waiting)) == ([], False, [])
    channel.ask(Goto(1))
    channel.close()
    assert not channel.waiting, "who is not there is not asked"


def test_closing_ends_an_engine_that_hangs(channel: Channel) -> None:
    process = channel._process
    assert process is not None
    os.kill(channel.pid, signal.SIGSTOP)
    channel.close()
    process.join(5)
    assert not process.is_alive()


def lecture_goes_on(room: Room) -> None:
    """Seek, step, play and turn over slides without an engine."""
    timeline = room.window.timeline
    room.press("Home", "2", "Return") if timeline.beats is None else None
    if timeline.beats is not None:
        done = timeline.done
        room.press("Right")
        assert timeline.done > done
        room.press("Left", "Space")
        timeline.tick(1.0)
        assert timeline.playing
        room.press("Space")
        cell = room.window.transport.beats.cells[3]
        room.click(room.window.transport.beats, cell.middle, 55)
        assert timeline.done == cell.goal
    for key, slide in (("Home", 1), ("End", 6), ("PgUp", 5), ("Home", 1)):
        room.press(key, "N", "P", "T", "]", "U", "V", "G")
        assert room.slide == slide
        assert not room.window.session.training


@pytest.mark.parametrize("busy", ["idle", "training", "playing", "asked"])
def test_a_killed_engine_is_told_once_and_comes_back_to_the_same_numbers(enter: Enter, talk: Path, busy: str) -> None:
    room = enter(talk, 2, own=True)
    window = room.window
    room.press("Right", "Right", "N").settle()
    room.press(*{"training": ["T"], "playing": ["Space"], "asked": ["N", "P"]}.get(busy, []))
    if busy == "training":
        room.wait(lambda: room.trace.step > 12)
    for _ in range(2):
        kill(room)
        room.rest()
        assert "R" in room.failure
        assert window.banner.shown.count == 1
        before, picture = room.state, room.picture(window.stage)
        assert (window.session.training, window.stage.cursor_shown is None) == (False, False), "the last picture stays"
        first = window.channel.pid
        room.press("R").settle()
        assert room.failure == ""
        assert window.channel.pid != first
        assert room.state == before
        assert room.picture(window.stage) == picture
    kill(room)
    lecture_goes_on(room)
    room.press("2", "Return", "Escape", "Escape", "R").wait(lambda: window.stage.cursor_shown is not None).settle()
    assert (room.trace.step, window.timeline.done, room.failure) == (5, 0, "")


def test_r_does_nothing_to_an_engine_that_lives(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2, own=True)
    pid, before = room.window.channel.pid, room.state
    room.press("R").settle()
    assert (room.window.channel.pid, room.state) == (pid, before)


def test_an_engine_killed_before_its_first_answer_is_told_and_replaced(enter: Enter, talk: Path) -> None:
    room = enter(talk, 1, own=True)
    room.press("2", "Return")
    kill(room)
    assert "R" in room.failure
    assert room.window.stage.cursor_shown is None
    room.press("Right", "Space", "R").wait(lambda: room.window.stage.cursor_shown is not None).settle()
    assert room.trace.step == 5
