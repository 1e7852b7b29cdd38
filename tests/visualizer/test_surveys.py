"""What is wanted of the engine for the views on stage, and what is kept of what it found."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from engine.influence import influence
from engine.messages import Explored
from engine.run import Run
from engine.spectrum import spectrum
from engine.survey import Survey
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.room import Room
from tests.visualizer.test_director import with_scene
from visualizer.surveys import Surveys

Enter = Callable[..., Room]


@cache
def trace(length: int) -> Trace:
    return Trainer(Run(task="text", cell="gru", length=length, hidden=3, batch=1)).trace()


def test_only_what_views_need_of_a_large_trace_is_wanted() -> None:
    surveys, large, small = Surveys(), trace(200), trace(8)
    assert surveys.wanted((large,), ("unrolled", "triangle", "memory")) == ("influence",)
    assert surveys.wanted((large,), ("theory", "triangle")) == ("influence", "spectrum")
    assert surveys.wanted((large,), ("unrolled", "carry")) == ()
    assert surveys.wanted((small,), ("theory", "triangle")) == ()
    assert surveys.wanted((small, large), ("triangle",)) == ("influence",), "one of a race"


def test_what_is_known_is_wanted_no_more_and_stays_when_more_is_found() -> None:
    surveys, large, small = Surveys(), trace(200), trace(8)
    surveys.take((large,), Explored((Survey(influence(small)),)))
    assert surveys.wanted((large,), ("theory", "triangle")) == ("spectrum",)
    surveys.take((large,), Explored((Survey(None, spectrum(small)),)))
    assert surveys.wanted((large,), ("theory", "triangle")) == ()
    assert surveys.known[large].influence is influence(small)


def test_a_trace_that_has_left_the_stage_is_forgotten() -> None:
    surveys, large = Surveys(), trace(200)
    surveys.take((large,), Explored((Survey(influence(trace(8))),)))
    other = replace(large, step=large.step + 1)
    assert surveys.wanted((other,), ("triangle",)) == ("influence",)
    assert not surveys.known


def test_a_large_triangle_comes_from_the_engine_and_is_that_of_the_trace(enter: Enter, talk: Path) -> None:
    preset = (talk.parent / "tiny.toml").read_text("utf-8").replace("length = 6", "length = 160")
    (talk.parent / "tiny.toml").write_text(preset, "utf-8")
    room = enter(with_scene(talk, 'views = ["triangle"]\nat = "update"'))
    director = room.window.director
    room.wait(lambda: bool(director.surveys.known)).settle()
    subject = director.stage.subjects[0]
    known = subject.surveys[room.trace]
    assert known.influence is not None
    wanted = influence(room.trace)
    for name, sizes in wanted.sizes.items():
        np.testing.assert_array_equal(known.influence.sizes[name], sizes)
    assert director.session.exploring == (), "what is known is not asked again"
    room.press("N").settle()
    room.wait(lambda: bool(director.surveys.known)).settle()
    assert list(director.surveys.known) == [room.trace], "what was known of other traces is forgotten"


def test_a_small_triangle_asks_nothing_of_the_engine(enter: Enter, talk: Path) -> None:
    room = enter(with_scene(talk, 'views = ["triangle"]\nat = "update"')).settle()
    assert (room.window.session.exploring, room.window.director.surveys.known) == ((), {})
