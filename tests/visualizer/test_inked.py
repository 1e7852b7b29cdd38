"""What is laid of a mostly clear picture is the whole of it."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from visualizer.inked import TILE, inked, lay


def sheet(ratio: float) -> QPixmap:
    """A clear picture with a line across, a faint dot in a corner and a box."""
    made = QPixmap(int(300 * ratio), int(170 * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#D55E00"), 1.3))
    painter.drawLine(QPointF(3, 5), QPointF(120, 140))
    painter.fillRect(QRectF(200.5, 40.5, 30, 20), QColor("#0072B2"))
    painter.fillRect(QRectF(299, 169, 1, 1), QColor(10, 10, 10, 12))
    painter.end()
    return made


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_parts_with_ink_are_the_whole_picture(ratio: float) -> None:
    kept, pictures = sheet(ratio), []
    for parts in (inked(kept), None):
        image = QImage(kept.size(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("#FAF8F0"))
        painter = QPainter(image)
        if parts is None:
            painter.drawPixmap(0, 0, kept)
        else:
            lay(painter, kept, parts)
        painter.end()
        pictures.append(pixels(image))
    np.testing.assert_array_equal(pictures[0], pictures[1])


@pytest.mark.usefixtures("qapp")
def test_what_is_clear_is_left_out() -> None:
    parts = inked(sheet(1.0))
    covered = sum(part.width() * part.height() for part in parts)
    assert 0 < covered < 300 * 170 / 2
    assert max(part.right() for part in parts) == 299
    assert max(part.bottom() for part in parts) == 169
    assert len({(part.x(), part.y()) for part in parts}) == len(parts)
    assert all(part.height() <= TILE for part in parts)


@pytest.mark.usefixtures("qapp")
def test_nothing_drawn_is_nothing_to_lay() -> None:
    empty = QPixmap(100, 80)
    empty.fill(Qt.GlobalColor.transparent)
    assert inked(empty) == ()
