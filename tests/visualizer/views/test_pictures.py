"""Pictures over time: they appear with their step, stand over their column, and are asked for by a click."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from engine.beats import Beat, Phase
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import before, brackets, ink, moment, painted, stage, view
from visualizer.views.pictures import PicturesView

FILM = "■c3 ■d3 ■e3 ■e4 ■e5 ■e6 · ■e8"
TRACES = {
    "video": (Run(task="video", hidden=4, cell="gru"), FILM),
    "whole": (Run(task="digits", cell="mlp", hidden=4), "#3"),
    "rows": (Run(task="digits", by="row", hidden=4), "#3"),
    "columns": (Run(task="digits", by="column", hidden=4), "#3"),
    "captions": (Run(task="captions", hidden=4), "R■b4+g∪h5"),
    "hanzi": (Run(task="hanzi", hidden=4), "网"),
    "words": (Run(task="handwriting", hidden=4), "ab"),
    "line": (Run(task="scans", hidden=4), "ab"),
}
EVERY = pytest.mark.parametrize("name", TRACES)


def seen(name: str) -> Trace:
    run, text = TRACES[name]
    return Trainer(run).trace(text)


@EVERY
def test_each_step_of_the_forward_pass_shows_more_and_the_backward_pass_none(qtbot: QtBot, name: str) -> None:
    trace = seen(name)
    made = stage(trace, "pictures", "unrolled")
    qtbot.addWidget(made)
    shown = [painted(made, "pictures", before(trace))]
    shown += [painted(made, "pictures", moment(trace, Phase.FORWARD, t)) for t in range(trace.T)]
    assert all(a != b for a, b in itertools.pairwise(shown))
    ends = [painted(made, "pictures", moment(trace, phase)) for phase in (Phase.LOSS, Phase.UPDATE)]
    assert ends[0] == ends[1]


@EVERY
def test_alone_on_the_stage_the_picture_is_large(qtbot: QtBot, name: str) -> None:
    trace = seen(name)
    made = stage(trace, "pictures")
    qtbot.addWidget(made)
    pictures = view(made, "pictures")
    assert isinstance(pictures, PicturesView)
    assert pictures.large.height() > 250
    assert pictures.area.contains(pictures.large)
    assert pictures.chart is not None
    assert pictures.chart.place.left() > pictures.large.right()
    assert pictures.chart.place.right() <= pictures.area.right() + 1


def test_a_frame_stands_over_its_column(qtbot: QtBot) -> None:
    trace = seen("video")
    made = stage(trace, "pictures", "unrolled")
    qtbot.addWidget(made)
    axis = view(made, "pictures").axis
    assert axis is not None
    hidden = replace(trace, value=trace.value | {"x": np.zeros_like(trace.value["x"])})
    other = stage(hidden, "pictures", "unrolled")
    qtbot.addWidget(other)
    cursor = moment(trace, Phase.LOSS)
    for t in range(trace.T):
        left, right = axis.x(t) - axis.pitch / 2, axis.x(t) + axis.pitch / 2
        a, b = (painted(each, "pictures", cursor) for each in (made, other))
        strip = 0, round(left), a.width(), round(right)
        same = ink_rows(a, strip) == ink_rows(b, strip)
        assert same is (t == 6), "but for the cloud, every frame shows its shape there"


def ink_rows(image: QImage, strip: tuple[int, int, int, int]) -> bytes:
    """The pixels of the strip of frames between two x."""
    _, left, _, right = strip
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return pixels[64:150, left:right].tobytes()


@pytest.mark.parametrize("trace", [brackets(), seen("rows")], ids=["brackets", "rows"])
def test_what_has_no_picture_says_so_in_the_middle(qtbot: QtBot, trace: Trace) -> None:
    made = stage(trace, "pictures")
    qtbot.addWidget(made)
    still = QImage(made.size(), QImage.Format.Format_ARGB32_Premultiplied)
    still.fill(Qt.GlobalColor.transparent)
    painter = QPainter(still)
    view(made, "pictures").paint_still(painter)
    painter.end()
    assert (ink(still, 500, 800) > 0) is (trace.sight is None)
    assert (ink(painted(made, "pictures", moment(trace, Phase.LOSS))) > 0) is (trace.sight is not None)


def test_a_click_on_a_frame_asks_for_its_step_and_one_on_the_large_picture_for_none(qtbot: QtBot) -> None:
    trace = seen("rows")
    made = stage(trace, "pictures")
    qtbot.addWidget(made)
    pictures = view(made, "pictures")
    assert isinstance(pictures, PicturesView)
    assert pictures.axis is not None
    cursor = moment(trace, Phase.FORWARD, 6)
    place = QPointF(pictures.axis.x(2), pictures.strip_top + 10)
    assert pictures.picked(place, cursor) == Beat(Phase.FORWARD, 2, "y")
    assert pictures.picked(pictures.large.center(), cursor) is None
