"""Pictures as pixels: ink is found on light or dark, wherever it stands and however large it is."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from visualizer.strips.picture_file import line_of, pixels_of
from visualizer.strips.unfit import Unfit


def picture(path: Path, paper: QColor, ink: QColor, *boxes: QRect, side: int = 200) -> Path:
    """A picture of boxes."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(paper)
    painter = QPainter(image)
    for box in boxes:
        painter.fillRect(box, ink)
    painter.end()
    image.save(str(path))
    return path


WHITE, BLACK = QColor("white"), QColor("black")
CLEAR = QColor(Qt.GlobalColor.transparent)
BAR = QRect(90, 20, 20, 160)


@pytest.mark.parametrize(("paper", "ink"), [(WHITE, BLACK), (BLACK, WHITE), (CLEAR, BLACK)])
def test_an_upright_bar_is_one_dark_or_light(qapp: QApplication, tmp_path: Path, paper: QColor, ink: QColor) -> None:
    levels = pixels_of(picture(tmp_path / "a.png", paper, ink, BAR), 8, 16)
    assert (levels[:, 3:5] >= 15).all()
    assert not levels[:, :3].any()
    assert not levels[:, 5:].any()
    assert qapp


def test_place_and_size_change_nothing(qapp: QApplication, tmp_path: Path) -> None:
    small = pixels_of(picture(tmp_path / "a.png", WHITE, BLACK, QRect(10, 10, 32, 64), QRect(10, 42, 64, 32)), 8, 16)
    large = pixels_of(picture(tmp_path / "b.png", WHITE, BLACK, QRect(60, 40, 64, 128), QRect(60, 104, 128, 64)), 8, 16)
    np.testing.assert_allclose(small, large, atol=2)
    assert small[0].sum() < small[-1].sum()
    assert qapp


def test_an_empty_picture_and_none_are_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="nothing drawn"):
        pixels_of(picture(tmp_path / "a.png", WHITE, BLACK), 8, 16)
    (tmp_path / "b.png").write_bytes(b"no picture")
    with pytest.raises(Unfit, match="cannot be opened"):
        pixels_of(tmp_path / "b.png", 8, 16)
    assert qapp


def test_a_line_keeps_its_height_and_is_as_wide_as_its_ink(qapp: QApplication, tmp_path: Path) -> None:
    levels = line_of(picture(tmp_path / "a.png", WHITE, BLACK, QRect(60, 100, 80, 40)), 20, 4)
    assert levels.shape == (20, 10), "80 of 200 pixels are 8 of 20, and a column of paper on each side"
    assert (levels[11:13, 2:-2] == 4).all()
    assert not levels[:9].any()
    assert not levels[15:].any()
    assert not levels[:, [0, -1]].any()
    assert qapp
