"""From a cue to a picture: where a scene begins and ends, how fast it plays, what keys change and a new cue forgets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.visualizer.room import Room
from visualizer.director import VIEW_SETS
from visualizer.tour import beat_words

Enter = Callable[..., Room]


def with_scene(talk: Path, scene: str) -> Path:
    """A deck of one slide with this scene, and one of words."""
    talk.write_text(f"!SLIDE\n# Scene\n~~~SCENE:tiny~~~\n{scene}\n~~~ENDSCENE~~~\n!SLIDE\n# Words\n", "utf-8")
    return talk


@pytest.mark.parametrize(("scene", "start", "end"), [
    ('at = "start"\nto = "forward last"', "start", "forward 6 y"),
    ('at = "forward 2 c"\nto = "forward 3 c"', "forward 2 c", "forward 3 c"),
    ('at = "forward last"\nto = "forward 3 h"\npace = "line"', "forward 6 y", "forward 3 h"),
    ('at = "loss"\nto = "backward 3 c"\npace = "pass"', "loss", "backward 3 c"),
    ('at = "update"\nto = "start"', "update", "start"),
    ('to = "end"\npace = "line"', "start", "update"),
])  # fmt: skip
def test_a_scene_plays_from_its_first_moment_to_its_last(
    enter: Enter, talk: Path, scene: str, start: str, end: str
) -> None:
    room = enter(with_scene(talk, f"{scene}\nseconds = 6"))
    timeline = room.window.timeline
    assert beat_words(timeline.cursor.beat) == start
    room.press("PgDown")
    bound = timeline.bound
    played = 0.0
    while timeline.playing and played < 20:
        timeline.tick(0.01)
        played += 0.01
    assert beat_words(timeline.cursor.beat) == end
    assert timeline.done == bound
    assert 3.9 <= played <= 12.1, "about as long as it says, at a quarter of a beat a second or faster"


def test_a_scene_that_trains_stops_at_its_update(enter: Enter, talk: Path) -> None:
    room = enter(with_scene(talk, 'step = 2\nuntil = 17\npace = "update"\nseconds = 0.2\nat = "forward 3"'))
    done = room.window.timeline.done
    assert room.trace.step == 2
    room.press("PgDown").settle()
    assert (room.trace.step, room.window.timeline.done) == (17, done)
    room.press("PgDown", "PgUp").settle()
    assert (room.slide, room.trace.step) == (1, 2)


def test_a_moment_that_is_not_there_is_told_and_the_scene_opens_at_its_start(enter: Enter, talk: Path) -> None:
    room = enter(with_scene(talk, 'at = "forward 50"'))
    assert "there is no time step 50" in room.failure
    assert (room.window.timeline.done, room.trace.T) == (0, 6)
    room.press("Escape", "Right")
    assert room.window.timeline.done > 0


def test_a_new_cue_forgets_what_was_turned_and_chosen(enter: Enter, talk: Path) -> None:
    room = enter(talk, 3)
    director, before = room.window.director, room.picture()
    room.press("]", "U", "G", "V", "+", "N", "Right").settle()
    assert (director.knob, director.unit, director.side, director.views) == (1.0, 1, "value", VIEW_SETS[0])
    assert room.picture() != before
    room.press("Backspace").settle()
    assert room.picture() == before


def test_keys_pressed_while_a_slide_is_on_its_way_show_nothing_of_the_one_before(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    stage = room.window.stage
    room.press("3", "Return")
    assert stage.cursor_shown is None
    for key in ("Right", "Space", "U", "G", "V", "F", "D", "Shift+Right"):
        room.press(key)
        assert (stage.cursor_shown, room.window.timeline.cursor) == (None, None), key
    room.settle()
    assert (room.trace.run, room.trace.step) == ("rnn", 0)


def test_a_unit_that_a_net_lacks_is_its_last_one(enter: Enter, talk: Path) -> None:
    room = enter(talk, 5)
    for _ in range(3):
        room.press("U")
    assert room.window.director.unit == 0, "three units, and round again"
    room.press("Shift+U")
    assert [subject.unit for subject in room.window.stage.subjects] == [2]


def test_a_key_shows_which_unit_knows_what_and_a_click_puts_another_into_focus(enter: Enter, talk: Path) -> None:
    room = enter(with_scene(talk, 'run = "lstm"\nviews = ["tokens"]\nat = "forward last"\nwide = true'))
    director, stage = room.window.director, room.window.stage
    room.press("K").wait(lambda: director.ranked is not None)
    roles = director.ranked.each[0].roles
    assert (director.views, director.unit, stage.subjects[0].role) == (("roles",), roles[0].unit, roles[0])
    place = stage.lanes[0].views["roles"].table.rect(2).center()
    room.click(stage, place.x(), place.y())
    assert (director.row, director.unit, stage.subjects[0].role) == (2, roles[2].unit, roles[2])
    room.press("U")
    assert stage.subjects[0].role == roles[3]
    room.press("Shift+U", "Shift+U", "Shift+U", "Shift+U")
    assert stage.subjects[0].role == roles[-1]
    room.press("K").settle()
    assert (director.views, room.window.session.ranking) == (("tokens",), False)


def test_units_are_ranked_anew_at_every_update_that_is_shown(enter: Enter, talk: Path) -> None:
    room = enter(with_scene(talk, 'run = "lstm"\nviews = ["roles"]\nat = "forward last"'))
    director, stage = room.window.director, room.window.stage
    room.wait(lambda: director.ranked is not None)
    before = director.ranked
    room.press("N")
    assert director.ranked is None
    room.wait(lambda: director.ranked is not None)
    assert director.ranked is not before
    assert stage.subjects[0].trace.step == 1
    assert stage.subjects[0].ranking == director.ranked.each[0]
    room.press("PgDown", "PgDown").wait(lambda: room.slide == 2)
    assert not room.window.session.training


def test_without_a_knob_its_keys_do_nothing(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2)
    before = room.state
    room.press("]", "[").settle()
    assert room.state == before


OVERFIT = """
[title]
zh = "背"
en = "By heart"
[about]
zh = "背"
en = "By heart"
[run.live]
task = "votes"
length = 9
hidden = 4
batch = 4
updates = 400
edits = [{ at = 0, key = "drop_recurrent", set = 0.0 }, { at = 0, key = "drop_outputs", set = 0.0 }]
"""
HEART = """!SLIDE
# By heart
~~~SCENE:heart~~~
step = 20
wide = true
views = ["gap"]
remedies = { l1 = 0.01, l2 = 0.1, dropout = 0.5, examples = 400 }
[[scene]]
at = "start"
[[scene]]
pace = "update"
until = 400
seconds = 400
~~~ENDSCENE~~~
"""


def by_heart(talk: Path) -> Path:
    """A deck of a net that learns by heart."""
    (talk.parent / "heart.toml").write_text(OVERFIT, "utf-8")
    talk.write_text(HEART, "utf-8")
    return talk


def test_remedies_are_switched_by_keys_and_clicks_and_the_history_is_kept(enter: Enter, talk: Path) -> None:
    room = enter(by_heart(talk))
    window, stage = room.window, room.window.stage
    before = stage.subjects[0].way.trail
    assert before.updates.tolist() == [0, 5, 10, 15, 20]
    for key, name in (("F2", "l1"), ("F3", "l2"), ("F4", "dropout"), ("F6", "examples")):
        room.press(key).settle()
        assert [each.remedy.name for each in stage.subjects[0].way.switches if each.on][-1:] == [name]
    assert (room.failure, room.trace.step) == ("", 20)
    assert stage.subjects[0].way.trail.unseen.tolist()[:4] == before.unseen.tolist()[:4]
    place = stage.lanes[0].views["gap"].chip(1).center()
    room.click(stage, place.x(), place.y())
    room.settle()
    assert [each.on for each in stage.subjects[0].way.switches] == [True, False, True, True]
    room.press("N", "N", "N", "N", "N").settle()
    assert window.session.reached.step == 25
    assert stage.subjects[0].way.trail.updates[-1] == 25
    assert {mark.update for mark in stage.subjects[0].way.marks} == {20}


def test_a_remedy_that_is_switched_while_it_trains_lets_it_train_on(enter: Enter, talk: Path) -> None:
    room = enter(by_heart(talk))
    window, stage = room.window, room.window.stage
    room.press("PgDown").wait(lambda: window.session.training and stage.subjects[0].trace.step > 25)
    room.press("F3").wait(lambda: any(each.on for each in stage.subjects[0].way.switches))
    update = stage.subjects[0].way.marks[0].update
    assert window.session.training
    room.wait(lambda: stage.subjects[0].trace.step > update + 5)
    assert [mark.update for mark in stage.subjects[0].way.marks] == [update]
    assert len(stage.subjects[0].losses) == stage.subjects[0].trace.step
    room.rest()


def test_without_remedies_their_keys_do_nothing(enter: Enter, talk: Path) -> None:
    room = enter(talk, slide=2)
    place = room.window.session.place
    room.press("F2", "F3", "F4", "F6").settle()
    assert room.window.session.place == place
