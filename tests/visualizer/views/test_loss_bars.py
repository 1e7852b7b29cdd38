"""Loss bars: the largest fills the height, steps that are not scored have none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from engine.beats import Cursor, Phase
from tests.visualizer.views.subjects import bit, brackets, ink, moment
from visualizer.layout import Axis
from visualizer.paint import Look
from visualizer.views.loss_bars import LossBars

pytestmark = pytest.mark.usefixtures("fonts")
AXIS = Axis(100, 820, 12, 0, 300, 300)


def drawn(bars: LossBars, cursor: Cursor) -> QImage:
    image = QImage(900, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    bars.paint(painter, cursor)
    painter.end()
    return image


def test_nothing_is_known_before_the_loss() -> None:
    trace = brackets()
    bars = LossBars(trace, AXIS, Look(), 20, 100, 150)
    assert ink(drawn(bars, moment(trace, Phase.FORWARD, 11))) == 0
    assert ink(drawn(bars, moment(trace, Phase.LOSS)), AXIS.left, AXIS.right) > 0


def test_bars_grow_with_the_motion() -> None:
    trace = brackets()
    bars = LossBars(trace, AXIS, Look(), 20, 100, 150)
    assert ink(drawn(bars, moment(trace, Phase.LOSS, part=0.5))) < ink(drawn(bars, moment(trace, Phase.LOSS)))


def test_only_scored_steps_have_a_bar() -> None:
    trace = bit()
    picture = drawn(LossBars(trace, AXIS, Look(), 20, 100, 150), moment(trace, Phase.LOSS))
    assert ink(picture, AXIS.left, AXIS.x(11) - 20) == 0
    assert ink(picture, AXIS.x(11) - 20, AXIS.right) > 0
