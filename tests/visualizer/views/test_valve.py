"""A valve leaves exactly its share of the band open."""

import pytest
from PySide6.QtGui import QImage, QPainter

from visualizer.paint import Look
from visualizer.theme import LIGHT, ROLES
from visualizer.views.valve import Valve


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_the_opening_is_the_share(share: float) -> None:
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    Valve(100, 150, 30, -1, 1.0, ROLES["f"]).paint(painter, Look(), 120, share)
    painter.end()
    gap = sum(image.pixelColor(100, y).name().upper() == "#FFFFFF" for y in range(91, 209))
    assert abs(gap - 120 * share) <= 4


def test_an_unknown_share_is_an_outline() -> None:
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    Valve(100, 150, 30, -1, 1.0, ROLES["f"]).paint(painter, Look(), 120, None)
    painter.end()
    colours = {image.pixelColor(x, y).name().upper() for x in range(200) for y in range(300)}
    assert ROLES["f"] not in colours
    assert LIGHT.rule in colours


def test_backward_the_gates_own_share_is_written_beside_its_gradient() -> None:
    valve, image = Valve(200, 150, 60, -1, 1.0, ROLES["f"]), QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    right = valve.write(painter, Look(), "∂f_3", -0.0123, now=False)
    valve.write_share(painter, Look(), "f_3", 0.75, right)
    painter.end()
    beyond = [x for x in range(600) if any(image.pixelColor(x, y).lightness() < 200 for y in range(20, 60))]
    assert max(beyond) > right + 60
    assert not set(range(int(right) + 3, int(right) + 20)) & set(beyond)
