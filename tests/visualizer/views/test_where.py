"""The row of tokens: all of them if they fit, else a window round the moment."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from tests.visualizer.views.subjects import brackets, has
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.views.where import Where

pytestmark = pytest.mark.usefixtures("fonts")


def picture(where: Where, t: int, lit: bool) -> QImage:
    image = QImage(900, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    where.paint(painter, t, "step", lit=lit)
    painter.end()
    return image


def test_as_many_tokens_as_fit() -> None:
    assert Where(brackets(), Look(), QPointF(890, 0), 800, 1.0, under=True).shown == 12
    assert Where(brackets("lstm", 64), Look(), QPointF(890, 0), 800, 1.0, under=True).shown < 20


@pytest.mark.parametrize("t", [0, 30, 63])
def test_the_token_of_the_moment_is_lit_when_there_is_one(t: int) -> None:
    where = Where(brackets("lstm", 64), Look(), QPointF(890, 0), 800, 1.0, under=False)
    assert has(picture(where, t, True), LIGHT.now)
    assert not has(picture(where, t, False), LIGHT.now)
