"""A coloured picture of the user's own as few pixels: paper, red, green and blue, whichever most of each pixel is."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from engine.arrays import Array
from engine.tasks.raster import PAPER, Raster
from engine.tasks.shapes import COLOURS, SIDE
from visualizer.strips.figures import figures, on_grid
from visualizer.strips.picture_file import opened
from visualizer.strips.unfit import Unfit

FINE = 20
"""So many pixels of the user's make one of the net's, across, after scaling."""
INKED = 0.4
"""What part of a pixel is ink if it is; a corner that its figure fills by 0.65 each way is."""
APART, GREY = 0.25, 0.2
"""Ink is so far from the paper, and a colour so far from grey, from 0 to 1."""
NEAR = 35.0
"""Degrees on the circle of colours within which one is taken for red, green or blue."""
HUES = {"r": 0.0, "g": 120.0, "b": 240.0}
OTHER = "?"
CLASSES = (PAPER, *COLOURS, OTHER)


def raster_of(path: Path) -> Raster:
    """Read a picture as the net sees it; one that is not square stands in the middle of paper."""
    pixels = _squared(opened(path))
    classes = _classes(pixels)
    _refuse_colours(path, pixels, classes)
    best = np.zeros((SIDE, SIDE), np.intp)
    for place in range(1, len(COLOURS) + 1):
        for figure in figures(classes == place):
            best[on_grid(figure, FINE) >= INKED] = place
    if not best.any():
        _refuse_nothing(path, drawn=bool(classes.any()))
    return Raster(tuple("".join(CLASSES[place] for place in row) for row in best.tolist()))


def _squared(image: QImage) -> Array:
    """Scale a picture, and put it into the middle of a square of its paper: (side, side, 3), from 0 to 1."""
    whole, largest = SIDE * FINE, max(image.width(), image.height())
    how = Qt.TransformationMode.SmoothTransformation if largest > whole else Qt.TransformationMode.FastTransformation
    small = image.scaled(QSize(whole, whole), Qt.AspectRatioMode.KeepAspectRatio, how)
    rgba = small.convertToFormat(QImage.Format.Format_RGBA8888)
    raw = np.frombuffer(rgba.constBits(), np.uint8).reshape(rgba.height(), rgba.bytesPerLine())
    pixels = raw[:, : 4 * rgba.width()].reshape(rgba.height(), rgba.width(), 4) / 255
    seen = pixels[..., :3] * pixels[..., 3:] + 1 - pixels[..., 3:]
    field = np.empty((whole, whole, 3))
    field[:] = _paper(seen)
    top, left = (whole - seen.shape[0]) // 2, (whole - seen.shape[1]) // 2
    field[top : top + seen.shape[0], left : left + seen.shape[1]] = seen
    return field


def _paper(seen: Array) -> Array:
    """What colour most of the edge has, (3,)."""
    return np.asarray(np.median(np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]]), axis=0))


def _classes(pixels: Array) -> npt.NDArray[np.intp]:
    """Which of the classes each pixel is."""
    ink = np.abs(pixels - _paper(pixels)).max(axis=-1) > APART
    most, least = pixels.max(axis=-1), pixels.min(axis=-1)
    hue = _hue(pixels, np.maximum(most - least, 1e-9))
    found = np.where(ink, len(CLASSES) - 1, 0)
    for place, colour in enumerate(COLOURS, 1):
        near = np.abs((hue - HUES[colour] + 180) % 360 - 180) <= NEAR
        found[ink & near & (most - least > GREY)] = place
    return found


def _hue(pixels: Array, spread: Array) -> Array:
    """Where on the circle of colours each pixel stands, in degrees."""
    red, green, blue = np.moveaxis(pixels, -1, 0)
    first = pixels.argmax(axis=-1)
    turns = np.choose(first, [(green - blue) / spread, 2 + (blue - red) / spread, 4 + (red - green) / spread])
    return np.asarray(60 * turns % 360)


def _shares(classes: npt.NDArray[np.intp]) -> Array:
    """What part of each of the net's pixels is of which class, (side, side, classes)."""
    one = np.eye(len(CLASSES))[classes].reshape(SIDE, FINE, SIDE, FINE, len(CLASSES))
    return np.asarray(one.mean(axis=(1, 3)))


def _refuse_colours(path: Path, pixels: Array, classes: npt.NDArray[np.intp]) -> None:
    """Tell where most of a square is ink that is neither red nor green nor blue."""
    shares = _shares(classes)
    other = (shares[..., 1:].sum(axis=-1) >= 0.5) & (shares[..., 1:].argmax(axis=-1) == len(COLOURS))
    if not other.any():
        return
    row, column = np.argwhere(other)[0].tolist()
    square = (slice(row * FINE, (row + 1) * FINE), slice(column * FINE, (column + 1) * FINE))
    strange = pixels[square][classes[square] == len(CLASSES) - 1]
    colour = "#" + "".join(f"{round(255 * part):02X}" for part in np.median(strange, axis=0))
    raise Unfit(
        (f"{path.name} 的第 {row + 1} 行第 {column + 1} 格（共 12×12）是 {colour}。",
         f"{path.name} is {colour} in row {row + 1}, column {column + 1} of 12."),
        ("这个网络只看得见红、绿、蓝和底色。", "This net sees red, green, blue and paper."),
        ("换颜色，或换一张图。", "Use these colours, or take another picture."),
    )  # fmt: skip


def _refuse_nothing(path: Path, *, drawn: bool) -> None:
    """Tell that there is nothing to be seen, or too little."""
    raise Unfit(
        (f"{path.name} 上的笔画太细。", f"What is drawn on {path.name} is too thin.") if drawn else
        (f"{path.name} 上没有图形。", f"There is nothing drawn on {path.name}."),
        ("需要浅底上红、绿、蓝的图形，粗细至少是画面的十二分之一。",
         "Shapes in red, green or blue were expected, at least a twelfth of the picture thick."),
        ("画大些，或换一张图。", "Draw them larger, or take another picture."),
    )  # fmt: skip
