"""A pen's way: it fits its place, keeps its shape, and what is to come stays faint."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from engine.run import Run
from engine.sight import way
from engine.trace import Trace
from engine.trainer import Trainer
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.ink import MARGIN, Ink

PLACE = QRectF(20, 20, 360, 240)


def character(text: str = "网") -> Trace:
    """A pen that writes."""
    return Trainer(Run(task="hanzi", hidden=3)).trace(text)


def inked(trace: Trace, known: int) -> tuple[int, int]:
    """How many pixels are of ink, and how many are faint, when so many steps are done."""
    image = QImage(400, 280, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    Ink(trace, Look(), PLACE).paint(painter, known)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return tuple(int((pixels == 0xFF000000 | int(name[1:], 16)).sum()) for name in (LIGHT.ink, LIGHT.rule))  # type: ignore[return-value]  two names, two counts


def test_the_way_fits_its_place_with_equal_scales() -> None:
    trace = character()
    made, found = Ink(trace, Look(), PLACE), way(trace.value["x"]).points
    drawn = np.array([(point.x(), point.y()) for point in made.points])
    assert drawn[:, 0].min() >= PLACE.left() + MARGIN - 1e-6
    assert drawn[:, 0].max() <= PLACE.right() - MARGIN + 1e-6
    assert drawn[:, 1].min() == pytest.approx(PLACE.top() + MARGIN)
    assert drawn[:, 1].max() == pytest.approx(PLACE.bottom() - MARGIN)
    scale = np.ptp(drawn[:, 1]) / np.ptp(found[:, 1])
    assert np.allclose(drawn - drawn[0], (found - found[0]) * (scale, -scale), atol=1e-6)


def test_ink_grows_and_what_is_to_come_shrinks() -> None:
    trace = character()
    counts = [inked(trace, known) for known in range(0, trace.T + 1, 3)]
    inks, faint = zip(*counts, strict=True)
    assert inks[0] < inks[len(inks) // 2] < inks[-1]
    assert faint[0] > faint[len(faint) // 2] > 0
    assert inked(trace, trace.T)[1] == 0


def test_the_air_is_dashed_and_thin() -> None:
    down, up = character("→→→"), character("⇒⇒⇒")
    assert inked(up, 3)[0] < inked(down, 3)[0] / 2
