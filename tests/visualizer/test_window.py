"""The window as the room sees it: keys and clicks in, pictures out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from engine.beats import Beat, Phase
from tests.visualizer.room import Room
from visualizer.theme import DARK, LIGHT

Enter = Callable[..., Room]


def test_page_keys_arrows_and_ends_go_through_the_lecture(enter: Enter, talk: Path) -> None:
    room = enter(talk)
    for keys, slide in ((("PgDown",), 2), (("PgUp",), 1), (("Down",), 2), (("Up",), 1), (("End",), 6), (("Home",), 1),
                        (("Right",), 2), (("End", "Left"), 5)):  # fmt: skip
        room.press(*keys).settle()
        assert room.slide == slide, keys


def test_page_down_alone_shows_every_scene_and_bullet(enter: Enter, talk: Path) -> None:
    room, seen = enter(talk), []
    for _ in range(16):
        lecture = room.window.lecture
        seen.append((room.slide, lecture.scene_index, lecture.bullets_shown, room.window.timeline.bound is None))
        room.press("PgDown")
        room.wait(lambda: room.window.stage.cursor_shown is not None or room.window.lecture.scene is None)
    assert seen == [
        (1, 0, 0, True), (2, 0, 0, True), (2, 0, 0, False), (2, 0, 0, True), (2, 1, 0, False), (2, 1, 0, True),
        (3, 0, 0, True), (4, 0, 0, True), (4, 1, 0, True), (5, 0, 0, True), (5, 0, 0, False), (5, 0, 0, True),
        (6, 0, 0, True), (6, 0, 1, True), (6, 0, 2, True), (6, 0, 2, True),
    ]  # fmt: skip


def test_page_down_in_a_motion_finishes_it_first(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("PgDown")
    timeline = room.window.timeline
    assert timeline.playing
    end = timeline.bound
    room.press("PgDown")
    assert (timeline.playing, timeline.done, room.window.lecture.scene_index) == (False, end, 0)


@pytest.mark.parametrize(("keys", "slide"), [
    (("4", "Return"), 4), (("0", "0", "3", "Enter"), 3), (("9", "9", "Return"), 6), (("0", "Return"), 1),
    (("1", "2", "Backspace", "Backspace", "5", "Return"), 5), (("5",), 2), (("5", "Escape", "Return"), 2),
])  # fmt: skip
def test_a_number_and_return_open_a_slide(enter: Enter, talk: Path, keys: tuple[str, ...], slide: int) -> None:
    room = enter(talk, 2).press(*keys)
    assert room.slide == slide
    assert room.window.jump.isVisible() == (keys[-1] == "5")


def test_f_hides_the_text_and_brings_it_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    before, stage = room.picture(), room.window.stage
    narrow = stage.width()
    room.press("F")
    assert room.picture() != before
    assert not room.window.slide_pane.isVisible()
    assert stage.width() == room.window.width() > narrow
    room.press("F")
    assert room.picture() == before


def test_l_changes_the_language_and_stays_on_the_slide(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    before = room.picture()
    room.press("L").settle()
    assert (room.slide, room.window.lecture.slide.title, room.window.caption.left) == (2, "去与回", "去。")
    assert room.picture() != before
    room.press("L").settle()
    assert room.picture() == before


def test_l_without_the_other_half_changes_the_words_of_the_window(enter: Enter, talk: Path) -> None:
    talk.with_name("talk.zh.md").unlink()
    room = enter(talk, 2)
    before = room.picture(room.window.transport)
    room.press("L").settle()
    assert (room.slide, room.window.lecture.slide.title) == (2, "There and back")
    assert room.picture(room.window.transport) != before


def test_l_with_a_broken_other_half_says_so_and_goes_on(enter: Enter, talk: Path) -> None:
    talk.with_name("talk.zh.md").write_bytes(b"\0\1\2")
    room = enter(talk, 2).press("L").settle()
    assert "talk.zh.md" in room.failure
    assert (room.slide, room.window.lecture.deck.path) == (2, talk)
    room.press("Escape", "PgDown")
    assert room.failure == ""
    assert room.window.timeline.playing


def test_d_turns_everything_dark_and_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    light = room.picture()
    dark = room.press("D").picture()
    for x, y in ((3, 3), (955, 3), (3, 535), (955, 535), (500, 450)):
        assert dark.pixelColor(x, y) == QColor(DARK.paper)
        assert light.pixelColor(x, y) == QColor(LIGHT.paper)
    assert room.press("D").picture() == light


def test_o_opens_the_slide_that_is_chosen(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("O")
    assert room.window.outline.isVisible()
    room.press("Right", "Return").settle()
    assert (room.slide, room.window.outline.isVisible()) == (3, False)
    room.press("O", "Left", "Escape")
    assert (room.slide, room.window.outline.isVisible()) == (3, False)
    room.press("PgDown").settle()
    assert room.slide == 4, "the window has the keys again"


@pytest.mark.parametrize(("key", "name"), [
    ("H", "help"), ("?", "help"), ("F1", "help"), ("B", "curtain"), (".", "curtain"),
])  # fmt: skip
def test_a_cover_comes_and_goes_and_leaves_the_picture_as_it_was(enter: Enter, talk: Path, key: str, name: str) -> None:
    room = enter(talk, 2)
    before = room.picture()
    room.press(key)
    assert getattr(room.window, name).isVisible()
    assert room.picture() != before
    room.press("PgDown")
    assert not getattr(room.window, name).isVisible()
    assert room.picture() == before
    assert room.slide == 2


def test_own_input_is_shown_and_an_empty_one_gives_the_data_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    data = room.state[3]
    room.press("I").type("(())")
    assert room.window.trying.strip.text == "(())", "what stood there was selected, so typing replaces it"
    room.press("Return").settle()
    assert (room.trace.tokens, room.trace.probe, room.trace.step) == (tuple("(())"), True, 5)
    assert room.window.caption.left == "your own input: (())"
    assert room.slide == 2
    room.press("N", "P").settle()
    assert (room.trace.tokens, room.window.caption.left) == (tuple("(())"), "your own input: (())")
    room.press("I", "Backspace", "Return").settle()
    assert (room.state[3], room.window.caption.left) == (data, "On.")


def test_a_wrong_character_is_named_on_the_strip_and_the_picture_stays(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    before = room.state
    room.press("I").type("((x)").press("Return")
    room.wait(lambda: room.window.trying.strip.refusal != "").settle()
    assert "Character 3" in room.window.trying.strip.refusal
    assert "'x'" in room.window.trying.strip.refusal
    assert room.failure == ""
    assert room.window.trying.strip.text == "((x)", "to be mended where it stands"
    room.press("Return")
    assert room.window.trying.strip is not None, "what cannot be shown cannot be kept"
    room.press("Escape").settle()
    assert (room.window.trying.strip, room.state, room.window.caption.left) == (None, before, "On.")
    room.press("N").settle()
    assert (room.failure, room.trace.step, room.trace.probe) == ("", 6, False), "the next update is of the data again"


def test_escape_leaves_everything_as_it_was(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("Right", "Right").settle()
    before, picture = room.state, room.picture()
    room.press("I").type("()").settle()
    assert room.trace.tokens == ("(", ")")
    room.press("Escape").settle()
    assert (room.state, room.picture() == picture, room.window.trying.strip) == (before, True, None)
    room.press("1", "Return", "I")
    assert room.window.trying.strip is None, "a slide of words has no input"


def test_the_knob_changes_the_run_and_comes_back(enter: Enter, talk: Path) -> None:
    room = enter(talk, 3)
    before, picture, done = room.state, room.picture(room.window.stage), room.window.timeline.done
    room.press("]").settle()
    assert room.window.director.knob_value == 1.0
    assert room.state != before
    assert room.picture(room.window.stage) != picture
    assert room.window.timeline.done == done
    room.press("[").settle()
    assert room.state == before, "0.9 is one of the knob's places"
    room.press(*["]"] * 30).settle()
    assert room.window.director.knob_value == 1.5
    room.press("Backspace").settle()
    assert room.window.director.knob_value == 0.9
    assert room.state == before


@pytest.mark.parametrize(("key", "slide", "looks"), [
    ("U", 5, "012"), ("Shift+U", 5, "012"), ("G", 5, "010"), ("V", 2, "0123"), ("V", 3, "01234"), ("V", 5, "0123"),
])  # fmt: skip
def test_what_is_looked_at_changes_and_comes_round(enter: Enter, talk: Path, key: str, slide: int, looks: str) -> None:
    room = enter(talk, slide)
    room.press(*["Ctrl+Right"] * 3).settle()
    before, pictures = room.state, []
    for _ in looks:
        pictures.append(room.picture(room.window.stage))
        room.press(key).settle()
        assert room.state == before, "only the look has changed"
    assert room.picture(room.window.stage) == pictures[0]
    for a, one in zip(looks, pictures, strict=True):
        assert [one == other for other in pictures] == [a == b for b in looks]


def test_t_trains_on_and_stops(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("T")
    room.wait(lambda: room.trace.step > 6)
    done = room.window.timeline.done
    room.press("T").settle()
    step = room.trace.step
    assert (room.window.session.training, room.window.timeline.done) == (False, done)
    room.press("1", "Return", "T", "Space").settle()
    assert (room.window.session.training, room.window.timeline.playing) == (False, False), "there is nothing to train"
    room.press("2", "Return").settle()
    assert room.trace.step == 5 < step


def test_a_click_on_the_stage_goes_to_the_beat_below(enter: Enter, talk: Path) -> None:
    room = enter(talk, 4)
    lane = room.window.stage.lanes[1]
    tokens = lane.views["tokens"]
    assert lane.axis is not None
    room.click(room.window.stage, lane.axis.x(2), tokens.area.center().y())
    beat = room.window.timeline.beats.at(room.window.timeline.done)
    assert beat == Beat(Phase.FORWARD, 2, "y")
    room.click(room.window.stage, 1, 1)
    assert room.window.timeline.beats.at(room.window.timeline.done) == beat, "there is nothing there"


def test_the_buttons_of_the_bar_step_and_play(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    window, transport = room.window, room.window.transport
    for button, done in ((transport.on, 6), (transport.on, 12), (transport.back, 6)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, button.rect().center())
        assert window.timeline.done == done * len(window.timeline.beats.names) // 6
    QTest.mouseClick(transport.play, Qt.MouseButton.LeftButton, pos=transport.play.rect().center())
    assert window.timeline.playing
    QTest.mouseClick(transport.play, Qt.MouseButton.LeftButton, pos=transport.play.rect().center())
    assert not window.timeline.playing


def test_the_bar_seeks_beats_updates_and_speed(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    window, transport = room.window, room.window.transport
    last = transport.beats.cells[-1]
    room.click(transport.beats, last.middle, 55)
    assert window.timeline.done == len(window.timeline.beats)
    room.click(transport.updates, transport.updates.room.width() / 2, 30)
    room.settle()
    assert 10 < room.trace.step < 30
    room.click(transport.speed, transport.speed.place(8.0), 22)
    assert window.timeline.speed == 8.0


def test_the_splitter_gives_the_stage_more_room(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    stage, handle = room.window.stage, room.window.splitter.handle(1)
    before, wide = room.picture(stage), stage.width()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))
    QTest.mouseMove(handle, QPoint(-60, 100))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(-60, 100))
    assert stage.width() > wide + 30
    assert room.picture(stage) != before
    assert room.press("Right").settle().window.timeline.done > 0


@pytest.mark.parametrize("size", [(200, 200), (320, 1000), (2560, 400), (3840, 2160)])
def test_every_slide_is_shown_at_any_size(enter: Enter, talk: Path, size: tuple[int, int]) -> None:
    room = enter(talk, size=(960, 540))
    room.window.resize(QSize(*size))
    for slide in range(1, 7):
        room.press(str(slide), "Return", "Right").settle()
        picture = room.picture()
        assert (picture.width(), picture.height()) == size
        colours = {picture.pixel(x, y) for x in range(0, size[0], 5) for y in range(0, size[1], 5)}
        assert len(colours) > 3, f"slide {slide} is blank"


def test_f11_fills_the_screen_and_leaves_it(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2).press("F11")
    assert room.window.isFullScreen()
    room.press("F11")
    assert not room.window.isFullScreen()


def test_ctrl_q_ends_the_lecture_and_its_engine(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2, own=True)
    process = room.window.channel._process
    assert process is not None
    room.press("Ctrl+Q")
    process.join(5)
    assert (room.window.isVisible(), process.is_alive()) == (False, False)
