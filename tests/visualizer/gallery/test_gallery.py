"""The gallery: found by typing, moved about by arrows, opened by Return or a click, left by Esc."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from presets.load import names
from tests.presets.test_load import GOOD
from tests.visualizer.room import Room
from visualizer.gallery.card_grid import WORDS
from visualizer.gallery.gallery import Gallery

Hall = Callable[..., Room]


def gallery(room: Room) -> Gallery:
    """The room's."""
    return room.window.gallery


def listed(room: Room) -> list[str]:
    """The names of the cards that are shown; that of a task of one's own has none."""
    return [card.path.stem if card else "" for card in gallery(room).shown]


def enter_words(room: Room, text: str) -> Room:
    """Type a text; what is not on the keys comes by an input method, as it does for people."""
    if text.isascii():
        return room.type(text)
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(room.focus, event)
    return room


def choose(room: Room, name: str) -> None:
    """Move to a card by arrows alone."""
    room.press("Home")
    for _ in range(listed(room).index(name)):
        room.press("Right")


def test_every_preset_is_there_and_esc_goes_back_to_the_same_picture(hall: Hall, enter: Hall, talk: Path) -> None:
    room = enter(talk, 2).press("Right", "Right", "Right").settle()
    before = room.state
    room.press("A").wait(lambda: all(card.entry for card in gallery(room).reader.cards))
    assert sorted(listed(room)[1:]) == sorted(names())
    room.press("Down", "Right", "Escape")
    assert gallery(room).isHidden()
    assert (room.slide, room.state) == (2, before)
    assert room.focus is room.window
    del hall


@pytest.mark.parametrize(("typed", "first"), [
    ("brackets depth", "brackets-deep"), ("括号", "brackets"), ("translat", "translation"), ("心电", "oscillation"),
    ("LSTM flip", "distributed"), ("遗忘", "forget-bias"),
])
def test_typing_narrows_in_both_languages(hall: Hall, typed: str, first: str) -> None:
    room = enter_words(hall(), typed)
    assert gallery(room).line.text() == typed
    assert first in listed(room)[:3]
    assert len(listed(room)) < 15
    assert gallery(room).selected == 0


def test_every_letter_narrows_and_taking_it_back_widens(hall: Hall) -> None:
    room = hall()
    counts = [len(listed(room)), *(len(listed(room.type(letter))) for letter in "reber")]
    assert counts == sorted(counts, reverse=True)
    assert listed(room)[0] == "reber"
    for _ in "reber":
        room.press("Backspace")
    assert len(listed(room)) == counts[0]
    assert listed(room.type("zzzz")) == [""]


def test_arrows_move_by_cards_and_rows_and_the_choice_is_in_sight(hall: Hall) -> None:
    room = hall(size=(1280, 720))
    hung, grid = gallery(room), gallery(room).grid
    assert grid.columns == 4
    room.press("Home", "Right", "Down", "Left")
    assert hung.selected == 4
    for _ in range(30):
        room.press("Down")
    assert hung.selected >= grid.count - 4
    area = grid.area(hung.selected, hung.offset)
    assert area.bottom + WORDS <= grid.height
    room.press("Up", "End")
    assert hung.selected == grid.count - 1
    room.press("PgUp", "Home")
    assert (hung.selected, hung.offset) == (0, 0)


def test_return_plays_the_scenario_and_esc_goes_back_to_the_same_slide_and_moment(hall: Hall) -> None:
    room = hall().press("Escape")
    room.press("PgDown").settle().press("PgDown").settle().press("N").settle().press("Right", "U").settle()
    before, scene, unit = room.state, room.window.lecture.scene_index, room.window.director.unit
    picture = room.picture(room.window.stage)
    room.press("A").type("fade").press("Return").settle()
    assert room.window.lecture.deck.path.stem == "fade.en"
    assert room.trace.run == "fades"
    assert room.window.lecture.played
    room.press("Escape").settle()
    assert (room.slide, room.window.lecture.scene_index, room.window.director.unit) == (2, scene, unit)
    assert room.state == before
    assert room.picture(room.window.stage) == picture
    room.press("Escape").settle()
    assert room.state == before


def test_from_one_preset_to_the_next_and_back_to_the_lecture(hall: Hall) -> None:
    room = hall().type("fade").press("Return").settle()
    room.press("A")
    assert gallery(room).on_stage == "fade"
    assert listed(room)[gallery(room).selected] == "fade"
    room.type("squash").press("Return").settle()
    assert room.window.lecture.deck.path.stem == "squash.en"
    room.press("L")
    assert room.window.lecture.deck.path.stem == "squash.zh"
    room.press("Escape").settle()
    assert (room.slide, room.window.lecture.deck.path.name) == (2, "talk.zh.md")


def test_a_slide_without_a_scene_is_come_back_to_as_well(hall: Hall) -> None:
    room = hall(1).type("fade").press("Return").settle().press("Escape").settle()
    assert (room.slide, room.window.lecture.scene) == (1, None)


def test_a_click_opens_and_the_wheel_scrolls(hall: Hall) -> None:
    room = hall(size=(1280, 720))
    hung = gallery(room)
    event = QWheelEvent(QPointF(100, 300), QPointF(100, 300), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(hung, event)
    assert hung.offset == pytest.approx(hung.grid.pitch)
    room.type("squash")
    area = hung.grid.area(0, hung.offset)
    room.click(hung, area.x + 200, area.y + 100)
    room.settle()
    assert hung.isHidden()
    assert room.window.lecture.deck.path.stem == "squash.en"


def test_a_broken_preset_hangs_there_with_its_mistakes_and_the_others_open(hall: Hall, mine: Path) -> None:
    (mine / "odd.toml").write_text(GOOD.replace('cell = "rnn"', 'cell = "rn"\nhiden = 3'), "utf-8")
    (mine / "good.toml").write_text(GOOD + "[[scene]]\n", "utf-8")
    room = hall()
    assert listed(room)[:3] == ["", "good", "odd"]
    choose(room, "odd")
    room.press("Return")
    page = gallery(room).page
    assert page.isVisible()
    assert [told.split(": ")[0] for told in page.entry.mistakes] == ["odd.toml:15", "odd.toml:16"]
    room.press("Escape")
    assert page.isHidden()
    assert gallery(room).isVisible()
    choose(room, "good")
    room.press("Return").settle()
    assert room.trace.run == "one"


def test_a_room_that_reads_chinese_reads_the_mistakes_in_chinese(hall: Hall, mine: Path) -> None:
    (mine / "odd.toml").write_text(GOOD.replace('cell = "rnn"', 'cell = "rn"\nrate = 0.0'), "utf-8")
    room = hall(lang="zh")
    choose(room, "odd")
    _, lines = room.press("Return").window.gallery.page.lines()
    assert len(lines) == 2
    assert lines[0][0].startswith("odd.toml 第 15 行：run.two.cell = 'rn'：不认识“rn”。")
    assert lines[0][-1].endswith("是不是“rnn”？")
    assert lines[1] == ("odd.toml 第 16 行：run.two.rate = 0.0：应大于 0。",)


def test_a_preset_that_was_mended_is_read_again(hall: Hall, mine: Path) -> None:
    (mine / "odd.toml").write_text(GOOD + "hm = 1\n[[scene]]\n", "utf-8")
    room = hall()
    assert gallery(room).reader.cards[0].mistakes
    room.press("Escape")
    (mine / "odd.toml").write_text(GOOD + "[[scene]]\n", "utf-8")
    room.press("A").wait(lambda: all(card.entry for card in gallery(room).reader.cards))
    assert not gallery(room).reader.cards[0].mistakes


def test_pictures_that_are_missing_are_made_one_at_a_time_and_only_in_sight(
    hall: Hall, mine: Path, started: list[list[str]]
) -> None:
    for name in ("one", "two"):
        (mine / f"{name}.toml").write_text(GOOD + "[[scene]]\n", "utf-8")
    room = hall()
    gallery(room).grab()
    assert [command[-1] for command in started] == [str(mine / "one.toml")]
    gallery(room).grab()
    assert len(started) == 1
    gallery(room).darkroom._finish()
    assert [command[-1] for command in started] == [str(mine / name) for name in ("one.toml", "two.toml")]


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (800, 900)])
def test_it_is_painted_at_every_size_in_both_languages_and_looks(hall: Hall, size: tuple[int, int]) -> None:
    room = hall(size=size)
    light = room.picture(gallery(room))
    room.press("Escape", "L", "D", "A")
    assert room.picture(gallery(room)) != light
    assert gallery(room).size() == room.window.size()
