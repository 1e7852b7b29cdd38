"""Typing: every key is said, signs are picked with the mouse, and the keys of all strips stay theirs."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from engine.tasks.adding import MARKED, PLAIN
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST
from tests.visualizer.strips.conftest import Bench

Open = Callable[..., Bench]
BRACKETS = Typed(("(", ")"))


def test_every_key_is_said(bench: Open) -> None:
    made = bench(BRACKETS, "()()")
    made.type("(()")
    assert made.heard == ["(", "((", "(()"], "what stood there was selected"
    made.press(Qt.Key.Key_Backspace)
    assert made.heard[-1] == "(("


def test_a_sign_is_picked_where_the_caret_stands(bench: Open) -> None:
    made = bench(Typed(tuple(PLAIN + MARKED)), "")
    made.type("12")
    made.press(Qt.Key.Key_Left)
    sign, area = made.strip.chips()[13]
    assert sign == "③"
    made.click(area.center().x(), area.center().y())
    made.type("4")
    assert made.heard[-2:] == ["1③2", "1③42"]


def test_every_sign_of_a_large_set_has_its_place(bench: Open) -> None:
    chips = bench(Typed(tuple(PLAIN + MARKED))).strip.chips()
    assert len(chips) == 20
    assert not any(one.intersects(other) for place, (_, one) in enumerate(chips) for _, other in chips[place + 1:])
    assert bench(Typed()).strip.chips() == (), "a text has no signs to pick from"


def test_no_more_is_taken_than_the_task_reads(bench: Open) -> None:
    made = bench(BRACKETS)
    made.strip.edit.insert("(" * (LONGEST + 50))
    made.type("(")
    assert len(made.strip.text) == LONGEST


def test_keys_of_the_lecture_type_or_do_nothing(bench: Open) -> None:
    made = bench(Typed(), "a")
    made.type("tXq")
    made.press(Qt.Key.Key_F11, Qt.Key.Key_F12, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Tab)
    assert (made.strip.text, made.left, made.turned) == ("tXq", [], [])
    assert made.strip.edit.hasFocus()
