"""Bands: straight, bent, striped."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from visualizer.paint import Look
from visualizer.theme import ROLES
from visualizer.views.band import bent, bent_edges, chevron, fill, hatch, straight, straight_edges


@pytest.fixture
def image() -> QImage:
    made = QImage(200, 200, QImage.Format.Format_RGB32)
    made.fill(0xFFFFFFFF)
    return made


def share(image: QImage) -> float:
    """How much of a picture wears the candidate's colour."""
    return sum(image.pixelColor(x, y).name().upper() == ROLES["g"] for x in range(200) for y in range(200)) / 40_000


def test_a_bent_band_begins_and_ends_at_its_heights() -> None:
    path = bent(0, 200, (100, 140), (20, 60))
    assert path.contains(QPointF(1, 120))
    assert path.contains(QPointF(199, 40))
    assert not path.contains(QPointF(199, 120))


def test_a_striped_band_has_less_colour_than_a_full_one(image: QImage) -> None:
    striped = image.copy()
    for made, paint in ((image, False), (striped, True)):
        painter = QPainter(made)
        if paint:
            hatch(painter, straight(0, 200, (50, 150)), straight_edges(0, 200, (50, 150)), ROLES["g"], Look())
        else:
            fill(painter, straight(0, 200, (50, 150)), ROLES["g"])
        painter.end()
    assert 0 < share(striped) < share(image) == pytest.approx(0.5, abs=0.01)


def test_a_thin_band_has_no_chevron(image: QImage) -> None:
    before = image.copy()
    painter = QPainter(image)
    chevron(painter, 100, (95, 105), Look(), 1)
    painter.end()
    assert image == before
    assert not bent_edges(0, 10, (0, 1), (5, 6)).isEmpty()
