"""What a room does wrong it reads in its own language: on a strip, in the line for a watch, on the banner."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room

Enter = Callable[..., Room]
Where = Callable[..., np.ndarray]


def test_a_wrong_sign_on_a_strip_is_named_in_chinese(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2, lang="zh")
    strip = room.press("I").window.trying.strip
    room.type("((x)").press("Return")
    room.wait(lambda: strip.refusal != "").settle()
    assert strip.refusal == "输入中第 3 个字符“x”，这个任务不认识。它认识 ( )。替换或删去它。"
    wrong = room.picture(strip)
    room.press("Backspace", "Backspace").type("))")
    room.wait(lambda: room.trace.tokens == tuple("(())")).settle()
    assert strip.refusal == ""
    assert room.picture(strip) != wrong


def test_a_malformed_watch_is_told_in_chinese_and_pointed_at_where_it_is_in_english(
    enter: Enter, talk: Path, where: Where
) -> None:
    marks, pictures = [], []
    for lang, begins in (("zh", "监视表达式第 15 个字符："), ("en", "Character 15 of the watch: ")):
        room = AtDesk(enter(talk, 2, lang=lang).window)
        line = room.press("F12").settle().window.debugger.watch_line
        room.press("W").type("norm(dh[t]) > fo").press("Return")
        assert line.isVisible()
        assert line.mistake.at == 14
        assert line.said[0].startswith(begins)
        marks.append(where(line, line.look.theme.positive))
        pictures.append(room.picture(line))
    assert len(marks[0])
    assert np.array_equal(*marks), "the pointer stands under the same character"
    assert pictures[0] != pictures[1]


def test_a_failure_of_the_engine_is_told_in_chinese_on_the_banner(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2, lang="zh")
    place = room.window.session.place
    room.window.session.want(replace(place, input="x" * 9))
    room.wait(lambda: room.failure != "").settle()
    assert room.failure.startswith("输入中第 1 个字符“x”，这个任务不认识。 它认识")
    assert room.trace.step == 5, "the last good picture stays"


def test_a_deck_whose_other_half_is_broken_says_so_in_the_language_that_was_asked_for(enter: Enter, talk: Path) -> None:
    talk.with_name("talk.zh.md").write_bytes("!SLIDE\n# 甲".encode("utf-16"))
    room = enter(talk, 2, lang="en").press("L").settle()
    assert room.failure.endswith("talk.zh.md 第 1 行：文件是 UTF-16。应是 UTF-8。在编辑器里另存为 UTF-8。")
    assert room.slide == 2
