"""Moments: what is before, under way and after; where a click comes to rest."""

from engine.beats import Beat, Phase
from tests.visualizer.views.subjects import brackets, moment
from visualizer.views.moments import moving_since, rest_at, shown


def test_a_beat_is_unseen_before_it_and_whole_after_it() -> None:
    cursor = moment(brackets(), Phase.FORWARD, 3, part=0.5)
    assert shown(cursor, Phase.FORWARD, 4, "c") == 0
    assert 0 < shown(cursor, Phase.FORWARD, 3, "c") < 1
    assert shown(cursor, Phase.FORWARD, 2, "c") == 1


def test_within_a_time_step_only_the_last_line_moves() -> None:
    cursor = moment(brackets(), Phase.BACKWARD, 3, "c", part=0.5)
    assert moving_since(cursor) == cursor.done - 1
    assert shown(cursor, Phase.BACKWARD, 3, "y") == 1


def test_a_click_comes_to_rest_where_a_step_is_complete() -> None:
    trace = brackets()
    assert rest_at(moment(trace, Phase.LOSS), 2) == Beat(Phase.FORWARD, 2, "y")
    assert rest_at(moment(trace, Phase.UPDATE), 2) == Beat(Phase.BACKWARD, 2, "zi")
