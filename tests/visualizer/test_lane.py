"""A lane shows the leading moment in its own beats."""

import numpy as np

from engine.beats import Beat, Cursor, Phase
from tests.visualizer.views.subjects import brackets
from visualizer.lane import Lane
from visualizer.layout import Area
from visualizer.paint import Look
from visualizer.views.view import Spill, Subject


def test_the_same_moment_has_another_line_in_another_cell() -> None:
    lane, leading = Lane(("unrolled",)), brackets("lstm").beats
    trace = brackets("rnn")
    lane.show(Subject(trace, np.zeros(0)), 0.0, Area(0, 0, 800, 400), Look(), Spill())
    assert lane.beats == trace.beats != leading
    for phase, t in ((Phase.FORWARD, 3), (Phase.BACKWARD, 5)):
        cursor = lane.cursor(Cursor(leading, leading.done(Beat(phase, t, "c"))))
        assert (cursor.phase, cursor.t) == (phase, t)
    assert lane.cursor(Cursor(leading, 0)).done == 0
    assert lane.cursor(Cursor(leading, len(leading))).done == len(trace.beats)
