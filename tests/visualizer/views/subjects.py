"""Real traces and real pictures for the tests of views: a subject, a moment, what a view paints of them."""

from dataclasses import replace
from functools import cache

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from engine.beats import Beat, Beats, Cursor, Phase
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.views.view import Subject, View

WIDTH, HEIGHT = 1300, 845


@cache
def brackets(cell: str = "lstm", length: int = 12, hidden: int = 8) -> Trace:
    """A net that has begun to learn brackets, reading one string."""
    trainer = Trainer(Run(task="brackets", kinds=2, cell=cell, hidden=hidden, length=length, seed=4))
    trainer.goto(3)
    return trainer.trace()


@cache
def bit(length: int = 12) -> Trace:
    """A net whose outputs are plain numbers."""
    return Trainer(Run(task="hold", cell="rnn", length=length)).trace()


def moment(trace: Trace, phase: Phase, t: int = -1, line: str | None = None, part: float = 1.0) -> Cursor:
    """The cursor at a beat; without a line, at the end of the time step."""
    beats = Beats(tuple(each.name for each in trace.lines), trace.T)
    if line is None and t >= 0:
        line = beats.names[-1] if phase is Phase.FORWARD else beats.names[0]
    return Cursor(beats, beats.done(Beat(phase, t, line or "")), part)


def before(trace: Trace) -> Cursor:
    """The cursor when nothing is done yet."""
    return replace(moment(trace, Phase.LOSS), done=0)


def stage(trace: Trace, *names: str, look: Look | None = None, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Stage:
    """A stage with these views of one trace."""
    made = Stage()
    made.resize(*size)
    made.restyle(look or Look(), 1.0)
    made.set_views(names)
    made.show_subjects((Subject(trace, np.zeros(0)),))
    return made


def view(made: Stage, name: str) -> View:
    """One view of a stage."""
    return made.lanes[0].views[name]


def painted(made: Stage, name: str, cursor: Cursor) -> QImage:
    """What one view paints at a moment, on nothing."""
    image = QImage(made.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view(made, name).paint(painter, cursor)
    painter.end()
    return image


def ink(image: QImage, left: float = 0, right: float = WIDTH) -> int:
    """How many pixels are painted between two x."""
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return int(np.count_nonzero(pixels[:, max(0, int(left)) : int(right)]))


def has(image: QImage, name: str) -> bool:
    """Whether a colour stands somewhere in a picture."""
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return bool((pixels == 0xFF000000 | int(name[1:], 16)).any())
