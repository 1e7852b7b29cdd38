"""What is kept is drawn once, and laid down pixel for pixel as it would have been drawn."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from visualizer.views.kept import Kept

PLACE = QRectF(20.3, 10.6, 200.2, 60.9)


def draw(painter: QPainter) -> None:
    """Lines and boxes that fall between pixels."""
    painter.setPen(QPen(QColor("#D55E00"), 3.3))
    painter.drawLine(QPointF(25, 15.2), QPointF(215, 66.1))
    painter.fillRect(QRectF(60.4, 20.5, 30.7, 33.3), QColor("#0072B2"))


def picture(paint: Callable[[QPainter], None], unit: float = 1.0, ratio: float = 1.0) -> np.ndarray:
    """What is painted at a scale on a screen of so many pixels in one."""
    image = QImage(int(300 * unit * ratio), int(100 * unit * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(unit, unit)
    paint(painter)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., :3].astype(int)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("unit", "ratio"), [(1.0, 1.0), (0.667, 1.0), (1.0, 2.0), (1.37, 1.5)])
def test_what_is_laid_is_what_would_have_been_drawn(unit: float, ratio: float) -> None:
    kept = Kept(PLACE, draw)
    laid = picture(lambda painter: kept.lay(painter, 0, 300), unit, ratio)
    drawn = picture(draw, unit, ratio)
    assert (drawn < 255).any()
    assert np.abs(laid - drawn).max() <= 2


@pytest.mark.usefixtures("qapp")
def test_only_what_stands_between_two_x_is_laid() -> None:
    kept = Kept(PLACE, draw)
    whole = picture(draw)
    part = picture(lambda painter: kept.lay(painter, 70.2, 80.6))
    assert np.abs(part[:, 70:81] - whole[:, 70:81]).max() <= 2
    assert (part[:, :70] == 255).all()
    assert (part[:, 81:] == 255).all()
    assert (picture(lambda painter: kept.lay(painter, 80.0, 70.0)) == 255).all()
    both = picture(lambda painter: (kept.lay(painter, 0, 75.5), kept.lay(painter, 75.5, 300)))
    assert np.abs(both - whole).max() <= 2, "two parts make up the whole"


@pytest.mark.usefixtures("qapp")
def test_it_is_drawn_once_for_a_scale() -> None:
    drawn: list[float] = []
    kept = Kept(PLACE, lambda painter: drawn.append(painter.worldTransform().m11()))
    for _ in range(3):
        picture(lambda painter: kept.lay(painter, 0, 300))
    assert drawn == [1.0]
    picture(lambda painter: kept.lay(painter, 0, 300), 1.37)
    assert drawn == [1.0, 1.37]


@pytest.mark.usefixtures("qapp")
def test_the_painter_is_left_as_it_was() -> None:
    kept = Kept(PLACE, draw)

    def paint(painter: QPainter) -> None:
        kept.lay(painter, 0, 300)
        painter.fillRect(QRectF(10, 80, 20, 10), QColor("#000000"))

    pixels = picture(paint, 1.5)
    assert (pixels[125:130, 20:40] == 0).all()
