"""Sentences: an unfinished word waits, words are picked with the mouse or Tab, and other languages have no spaces."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from engine.tasks.phrases import vocabulary
from engine.tasks.takes import Worded
from tests.visualizer.strips.conftest import Bench

Open = Callable[..., Bench]
WORDS = Worded(("the", "film", "is", "not", "nobody", "boring"))


def test_a_word_is_asked_when_it_is_one(bench: Open) -> None:
    made = bench(WORDS, "")
    made.type("the fil")
    assert made.heard[-1] == "the"
    assert "the fi" not in made.heard
    made.type("m")
    assert made.heard[-1] == "the film"


def test_a_word_that_is_none_is_asked_so_that_it_can_be_named(bench: Open) -> None:
    made = bench(WORDS, "the film")
    made.strip.edit.end(False)
    made.type(" xyz")
    assert made.heard[-1] == "the film xyz"


def test_tab_and_a_click_complete_a_word(bench: Open) -> None:
    made = bench(WORDS, "")
    made.type("the no")
    assert made.strip.offered() == ("not", "nobody")
    made.press(Qt.Key.Key_Tab)
    assert made.heard[-1] == "the not"
    made.type("b")
    area = dict(made.strip.chips())["boring"]
    made.click(area.center().x(), area.center().y())
    assert (made.heard[-1], made.strip.edit.text()) == ("the not boring", "the not boring ")


def test_an_apostrophe_ends_a_word_and_what_follows_an_arrow_is_left_alone(bench: Open) -> None:
    made = bench(Worded(vocabulary("fr")), "")
    made.type("l'")
    made.type("éc")
    assert made.heard[-1].startswith("l'")
    assert "éc" not in made.heard[-1]
    made.strip.put("")
    made.type("le chat → th")
    assert made.heard[-1] == "le chat → th"


def test_no_more_words_are_offered_than_fit(bench: Open) -> None:
    made = bench(Worded(vocabulary("fr")), "")
    assert 15 < len(made.strip.chips()) < len(vocabulary("fr"))
    assert max(area.bottom() for _, area in made.strip.chips()) <= made.strip.field.bottom() + 1
