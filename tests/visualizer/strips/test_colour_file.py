"""Coloured pictures as the net's few pixels: whatever their size, shades and paper; what does not fit is told once."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from engine.tasks.shapes import COLOURS, SIDE, SIGNS, drawn, read, written
from visualizer.strips.colour_file import raster_of
from visualizer.strips.unfit import Unfit

pytestmark = pytest.mark.usefixtures("qapp")
PURE = {"r": "#FF0000", "g": "#00FF00", "b": "#0000FF"}
SHADES = {"r": "#B03030", "g": "#3CB371", "b": "#4169E1"}


def picture(path: Path, text: str, inks: dict[str, str], paper: str = "#FFFFFF", size: tuple[int, int] = (480, 480)
            ) -> Path:  # fmt: skip
    """A file with shapes on it, as somebody would draw them elsewhere, larger or smaller."""
    image = QImage(*size, QImage.Format.Format_ARGB32)
    image.fill(QColor(paper) if paper else QColor(Qt.GlobalColor.transparent))
    painter = QPainter(image)
    side = min(size) / SIDE
    for shape in read(text) if text else ():
        for down, line in enumerate(SIGNS[shape.sign][shape.big].split("/")):
            for right, ink in enumerate(line):
                if ink == "#":
                    left, top = shape.column + right, SIDE - shape.row - shape.wide + down
                    area = QRectF(left * side, top * side, side, side)
                    area.translate((size[0] - min(size)) / 2, (size[1] - min(size)) / 2)
                    painter.fillRect(area, QColor(inks[shape.colour]))
    painter.end()
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("inks", [PURE, SHADES])
@pytest.mark.parametrize("paper", ["#FFFFFF", "#F2EEE0", "#101010", ""])
def test_shapes_are_known_in_any_shade_on_any_paper(tmp_path: Path, inks: dict[str, str], paper: str) -> None:
    path = picture(tmp_path / "a.png", "R■b4+g∪h5", inks, paper)
    assert written(raster_of(path).shapes) in {"R■b4+g∪h5", "g∪h5+R■b4"}


@pytest.mark.parametrize(
    ("side", "suffix"),
    [(12, "png"), (36, "png"), (97, "png"), (97, "jpg"), (480, "jpg"), (1000, "png"), (1000, "jpg")],
)
def test_size_and_kind_of_file_change_nothing(tmp_path: Path, side: int, suffix: str) -> None:
    for seed in range(4):
        shapes = drawn(np.random.default_rng(seed))
        path = picture(tmp_path / f"{seed}.{suffix}", written(shapes), SHADES, size=(side, side))
        assert set(raster_of(path).shapes) == set(shapes)


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.45])
@pytest.mark.parametrize("scale", [0.95, 1.0, 1.05])
def test_shapes_drawn_between_the_nets_pixels_keep_their_form(tmp_path: Path, shift: float, scale: float) -> None:
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for shape, off in zip(read("R■b4+b✚h6"), (shift, -shift), strict=True):
        for down, line in enumerate(SIGNS[shape.sign][shape.big].split("/")):
            for right, ink in enumerate(line):
                left, top = shape.column + off + right * scale, SIDE - shape.row - shape.wide + off + down * scale
                if ink == "#":
                    painter.fillRect(QRectF(left * 50, top * 50, 50 * scale + 0.5, 50 * scale + 0.5),
                                     QColor(SHADES[shape.colour]))  # fmt: skip
    painter.end()
    image.save(str(tmp_path / "a.png"))
    found = raster_of(tmp_path / "a.png").shapes
    assert sorted((shape.sign, shape.colour, shape.big) for shape in found) == [("■", "r", True), ("✚", "b", False)]
    assert all(abs(shape.column - other.column) <= 1 for shape, other in zip(
        sorted(found, key=str), sorted(read("R■b4+b✚h6"), key=str), strict=True))  # fmt: skip


def test_a_wide_picture_stands_in_the_middle_of_paper(tmp_path: Path) -> None:
    image = QImage(240, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(60, 120):
        for y in range(80):
            image.setPixelColor(x, y, QColor(PURE["b"]))
    image.save(str(tmp_path / "a.png"))
    rows = raster_of(tmp_path / "a.png").rows
    assert rows == ("_" * 12,) * 4 + ("___bbb______",) * 4 + ("_" * 12,) * 4


@pytest.mark.parametrize(
    ("ink", "said"),
    [("#FFD400", "#FFD400"), ("#000000", "#000000"), ("#00B7C3", "#00B7C3"), ("#888888", "#888888")],
)
def test_another_colour_is_told_with_its_place(tmp_path: Path, ink: str, said: str) -> None:
    path = picture(tmp_path / "me.png", "R■b4+g∪h5", PURE | {"g": ink})
    with pytest.raises(Unfit, match=f"me.png is {said} in row 6, column 8 of 12"):
        raster_of(path)


def test_nothing_too_little_and_no_picture_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="There is nothing drawn on a"):
        raster_of(picture(tmp_path / "a.png", "", PURE))
    thin = QImage(480, 480, QImage.Format.Format_RGB32)
    thin.fill(QColor("white"))
    for x in range(480):
        for y in range(200, 208):
            thin.setPixelColor(x, y, QColor("red"))
    thin.save(str(tmp_path / "b.png"))
    with pytest.raises(Unfit, match=r"drawn on b.png is too thin\."):
        raster_of(tmp_path / "b.png")
    (tmp_path / "c.png").write_bytes(b"no picture")
    with pytest.raises(Unfit, match="cannot be opened"):
        raster_of(tmp_path / "c.png")


def test_every_colour_of_the_net_is_matched(tmp_path: Path) -> None:
    for colour in COLOURS:
        text = f"{colour.upper()}■b4"
        assert written(raster_of(picture(tmp_path / "a.png", text, SHADES)).shapes) == text


def test_qt_is_there(qapp: QApplication) -> None:
    assert qapp
