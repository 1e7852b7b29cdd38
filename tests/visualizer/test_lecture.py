"""Where we are in a lecture: by keys on the window, and by the lecture alone where no window is needed."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from presets.load import Scene, load
from tests.visualizer.room import Room
from visualizer.app import DECKS, Wish, deck_path
from visualizer.deck import parse_deck, read_deck
from visualizer.lecture import Cue, Lecture

Enter = Callable[..., Room]


class Heard:
    """What a lecture says."""

    def __init__(self, lecture: Lecture) -> None:
        self.cues: list[Cue | None] = []
        self.slides: list[str] = []
        self.troubles: list[str] = []
        lecture.cued.connect(self.cues.append)
        lecture.opened.connect(lambda slide: self.slides.append(slide.title))
        lecture.troubled.connect(self.troubles.append)


@pytest.fixture
def lecture(talk: Path) -> Lecture:
    """The small lecture, at its first slide."""
    return Lecture(read_deck(talk))


def test_next_shows_then_plays_then_goes_on(lecture: Lecture) -> None:
    heard = Heard(lecture)
    lecture.open(1)
    for _ in range(4):
        lecture.next()
    shown = [(cue.scene.at, cue.play) for cue in heard.cues if cue]
    assert shown[:3] == [("start", False), ("start", True), ("loss", True)]
    assert heard.slides == ["There and back", "A knob", "A race"], "a scene without motion is not played"


def test_previous_goes_back_over_the_same_slides(lecture: Lecture) -> None:
    heard = Heard(lecture)
    lecture.open(2)
    lecture.previous()
    assert (lecture.index, lecture.scene_index, lecture.played) == (1, 0, False)
    lecture.stage(1, play=True)
    lecture.previous()
    assert heard.cues[-1] is not None
    assert (lecture.scene_index, heard.cues[-1].at_end, heard.cues[-1].play) == (0, True, False)
    lecture.previous()
    assert (lecture.index, lecture.scene_index, lecture.played) == (1, 0, False)
    lecture.previous()
    lecture.previous()
    assert lecture.index == 0


def test_next_ends_on_the_last_slide_with_all_its_bullets(lecture: Lecture) -> None:
    for _ in range(40):
        lecture.next()
    assert (lecture.index, lecture.bullets_shown) == (5, 2)
    lecture.previous()
    assert (lecture.index, lecture.bullets_shown) == (5, 0)


@pytest.mark.parametrize(("asked", "given"), [(-3, 0), (0, 0), (99, 5), (10**20, 5)])
def test_a_number_outside_opens_the_nearest_slide(lecture: Lecture, asked: int, given: int) -> None:
    lecture.open(asked)
    assert lecture.index == given


def test_broken_scenes_are_told_and_the_text_is_shown(talk: Path) -> None:
    deck = parse_deck("!SLIDE\n# Broken\n~~~SCENE:tiny~~~\nsteps = 1\n~~~ENDSCENE~~~\n!SLIDE\n# Next\n", talk)
    lecture = Lecture(deck)
    heard = Heard(lecture)
    lecture.open(0)
    assert heard.slides == ["Broken"]
    assert heard.cues == [None]
    assert [("steps" in told, "step" in told) for told in heard.troubles] == [(True, True)]
    lecture.next()
    assert heard.slides == ["Broken", "Next"]


def test_another_deck_forgets_the_scenes_of_the_first(lecture: Lecture, talk: Path) -> None:
    lecture.open(1)
    lecture.change_deck(parse_deck("!SLIDE\n# a\n!SLIDE\n# b\n", talk), 1)
    assert (lecture.slide.title, lecture.scene) == ("b", None)


def _seen(room: Room) -> QImage:
    return room.settle().picture()


def test_a_slide_looks_the_same_from_both_sides_and_from_the_command_line(enter: Enter, talk: Path) -> None:
    direct = [_seen(enter(talk, slide)) for slide in range(1, 7)]
    assert all(a != b for a, b in pairwise(direct))
    room = enter(talk)
    for way in ((1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1), (4, 2, 5, 3)):
        for slide in way:
            room.press(str(slide), "Return", "Space", "Shift+Space", "+", "PgDown").rest()
            room.press(str(slide), "Return")
            assert _seen(room) == direct[slide - 1], f"slide {slide} on the way {way}"


LANGUAGES = [read_deck(DECKS / f"first-light.{lang}.md") for lang in ("zh", "en")]


def test_both_languages_have_the_same_slides_presets_and_scenes() -> None:
    chinese, english = (Lecture(deck) for deck in LANGUAGES)
    assert len(chinese.deck.slides) == len(english.deck.slides)
    for index, (zh, en) in enumerate(zip(chinese.deck.slides, english.deck.slides, strict=True)):
        assert bool(zh.scenes) == bool(en.scenes), f"slide {index + 1}"
        assert zh.classes == en.classes
        ours, theirs = chinese.staging_of(index), english.staging_of(index)
        assert (ours.trouble, theirs.trouble) == ("", "")
        assert [scene.model_copy(update={"say": ""}) for scene in ours.scenes] == [
            scene.model_copy(update={"say": ""}) for scene in theirs.scenes
        ]
        assert all(bool(a.say) == bool(b.say) for a, b in zip(ours.scenes, theirs.scenes, strict=True))


@pytest.mark.parametrize("deck", LANGUAGES, ids=lambda deck: deck.path.name)
def test_every_scene_of_our_deck_points_at_what_is_there(deck: object) -> None:
    lecture = Lecture(deck)
    assert deck.warnings == ()
    for index, slide in enumerate(deck.slides):
        if slide.scenes is None:
            continue
        staging = lecture.staging_of(index)
        assert staging.preset == load(slide.scenes.preset)
        for scene in staging.scenes:
            assert scene.say, f"slide {index + 1} has a scene without a word"
            assert scene.bullet is None or scene.bullet <= _bullets(slide), f"slide {index + 1}"


def test_every_scene_of_our_deck_is_staged_without_trouble_in_both_languages(enter: Enter) -> None:
    room = enter(deck_path(Wish(lang="zh")), lang="zh")
    window, pictures = room.window, set()
    slides = len(window.lecture.deck.slides)
    for index in range(slides):
        room.press(*str(index + 1), "Return")
        for lang in ("zh", "en"):
            assert (room.settle().slide, room.failure, window.look.lang) == (index + 1, "", lang)
            pictures.add(room.picture().constBits().tobytes())
            for number, scene in enumerate(window.lecture.staging.scenes):
                window.lecture.stage(number, play=False)
                assert room.settle().failure == "", f"slide {index + 1}, scene {number + 1}"
                _check_staged(room, scene)
            room.press("L")
    assert len(pictures) == 2 * slides


def _check_staged(room: Room, scene: Scene) -> None:
    """What a scene asks for is on stage."""
    stage = room.window.stage
    shown = [(subject.trace.run, subject.trace.step) for subject in stage.subjects]
    assert shown == [(run, scene.step) for run in scene.runs]
    assert stage.lanes[0].names == scene.views
    assert not stage.grab().toImage().isNull()
    if scene.input is not None:
        assert "".join(room.trace.tokens).replace("␣", " ") == scene.input.replace("-", "−")


def _bullets(slide: object) -> int:
    from visualizer.blocks import bullet_count

    return bullet_count(slide.blocks)
