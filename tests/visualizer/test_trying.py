"""Trying a net in a room: the stage follows every key, overtaken inputs are dropped, and leaving puts all back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.beats import Cursor, Phase
from engine.messages import Check, Example, Goto, Say
from engine.run import Run
from engine.trainer import Trainer
from tests.visualizer.room import Room, write_lecture
from visualizer.trying import ASIDE, FORWARD, Trying, answered
from visualizer.views import VIEWS

Enter = Callable[..., Room]
WORDS = """
[title]
zh = "字"
en = "Words"

[about]
zh = "字"
en = "Words"

[run.lstm]
task = "text"
length = 8
hidden = 3
batch = 2
updates = 4
"""


def trying(room: Room) -> Trying:
    """The room's."""
    return room.window.trying


def test_each_key_is_answered_on_stage_at_the_end_of_the_forward_pass(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("I")
    for typed in ("(", "((", "(()"):
        room.type(typed[-1])
        room.wait(lambda typed=typed: room.trace.tokens == tuple(typed))
        cursor = room.window.timeline.cursor
        assert (cursor.t, cursor.values_known("h")) == (len(typed) - 1, len(typed))
        assert trying(room).strip.replies[0][1].guesses
    assert room.press("Escape").settle().trace.probe is False


def test_only_the_newest_is_asked_while_the_engine_is_busy(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("I")
    asked: list[object] = []
    ask = room.window.channel.ask
    room.window.channel.ask = lambda question: (asked.append(question), ask(question))
    room.window.stage.grab()
    room.type("(())()")  # without a turn of the event loop between two keys no answer can come
    room.wait(lambda: room.trace.tokens == tuple("(())()")).settle()
    inputs = [question.input for question in asked if isinstance(question, Goto)]
    assert inputs[-1] == "(())()"
    assert len(inputs) < 6
    assert not any(isinstance(question, Check | Say) for question in asked), "the trace has all of the answer"
    room.press("Return").settle()
    assert any(isinstance(question, Check) for question in asked), "what is kept is looked at closely"


def test_a_text_is_written_on_beside_its_guesses(enter: Enter, tmp_path: Path) -> None:
    write_lecture(tmp_path)
    (tmp_path / "words.toml").write_text(WORDS, "utf-8")
    (tmp_path / "own.md").write_text("!SLIDE\n# Own\n~~~SCENE:words~~~\nviews = ['tokens']\n~~~ENDSCENE~~~\n", "utf-8")
    room = enter(tmp_path / "own.md", 1).press("I").type("the q").settle()
    answer = trying(room).strip.replies[0][1]
    assert answer.words.startswith("… ")
    assert answer.guesses
    room.press("Escape").settle()


def test_an_example_comes_from_the_task(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("I")
    strip = trying(room).strip
    before = strip.text
    room.press("Ctrl+N").wait(lambda: strip.text != before).settle()
    assert room.trace.tokens == tuple(strip.text)
    assert Example(1) != Example(2)


def test_a_race_is_answered_by_each_net(enter: Enter, talk: Path) -> None:
    room = enter(talk, 4).press("I").type("((").settle()
    titles, replies = zip(*trying(room).strip.replies, strict=True)
    assert len(set(titles)) == 2
    assert replies[0] != replies[1]


def test_the_strip_takes_its_room_from_the_stage_and_gives_it_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    window = room.window
    high = window.stage.height()
    room.press("I")
    strip = trying(room).strip
    assert window.stage.height() < high
    assert window.splitter.geometry().bottom() < strip.y() + 1
    assert not window.transport.isVisible()
    room.press("Escape").settle()
    assert (window.stage.height(), window.transport.isVisible()) == (high, True)


def test_a_clickers_key_leaves_the_strip_and_goes_on(enter: Enter, talk: Path) -> None:
    room = enter(talk, 3).press("I").type("(").settle().press("PgDown").settle()
    assert (trying(room).strip, room.slide, room.trace.probe) == (None, 4, False)
    room.press("I").type("()").settle().press("PgUp").settle()
    assert (trying(room).strip, room.slide, room.trace.probe) == (None, 3, False)


def test_views_that_stand_aside_are_views_and_the_others_are_not_among_them() -> None:
    assert set(VIEWS) > ASIDE
    assert not ASIDE & set(FORWARD)


def test_views_that_would_be_empty_give_way_and_come_back(enter: Enter, talk: Path) -> None:
    lecture = talk.read_text("utf-8").replace('views = ["gradients", "unrolled"]', 'views = ["gradients"]')
    talk.write_text(lecture, "utf-8")
    room = enter(talk, 3)
    before = room.picture()
    room.press("I").type("(()").settle()
    assert room.window.stage.lanes[0].names == ("tokens", "maps")
    room.press("Escape").settle()
    assert room.window.stage.lanes[0].names == ("gradients",)
    assert room.picture() == before


def test_it_opens_over_the_debugger_and_leaves_it_there(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("X", "I").type("(()").settle()
    assert room.trace.tokens == tuple("(()")
    assert room.window.debugger.open
    room.press("Return").settle()
    assert (room.window.debugger.open, room.trace.tokens) == (True, tuple("(()"))
    np.testing.assert_array_equal(room.trace.delta["zf.x"], 0)


def test_escape_leaves_it_even_if_the_window_has_the_keys(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("I").type("(").settle()
    room.window.setFocus()
    room.press("I", "Escape").settle()
    assert (trying(room).strip, room.trace.probe) == (None, False)


def test_return_before_the_answer_waits_for_it(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("I")
    room.type("(()").press("Return")
    room.wait(lambda: trying(room).strip is None).settle()
    assert room.trace.tokens == tuple("(()")


@pytest.mark.parametrize("both_ways", [False, True])
def test_all_is_read_and_said_where_an_input_is_shown(both_ways: bool) -> None:
    beats = Trainer(Run(task="scans", hidden=3, cell="gru", bidirectional=both_ways)).trace("ab").beats
    cursor = Cursor(beats, answered(beats))
    assert cursor.phase is (Phase.LOSS if both_ways else Phase.FORWARD)
    assert cursor.values_known("y") == beats.T
    assert cursor.t in {None, beats.T - 1}
