"""A picture of the user's own as a few pixels: its ink cut out, put into the middle of a square, and made small.

A line of writing keeps its height, whose edges are those of the line, and is as wide as it is.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from engine.arrays import Array
from visualizer.strips.unfit import Unfit

Levels = npt.NDArray[np.signedinteger]
LARGEST = 8000
FAINT = 0.25
"""Ink that is less than this part of the most is paper."""


def opened(path: Path) -> QImage:
    """Read a picture."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    image = QImage() if max(size.width(), size.height()) > LARGEST else reader.read()
    if image.isNull():
        raise Unfit(
            (f"{path.name} 打不开：不是图片，或太大。", f"{path.name} cannot be opened: no picture, or too large."),
            ("需要 PNG 或 JPEG 图片。", "A PNG or JPEG picture was expected."),
            ("换一张。", "Take another one."),
        )
    return image


def ink_of(path: Path) -> Array:
    """Read a picture as ink from 0 to 1, (rows, columns): dark on light paper, or light on dark."""
    image, smooth = opened(path), Qt.TransformationMode.SmoothTransformation
    grey = _light(image.scaled(QSize(256, 256), Qt.AspectRatioMode.KeepAspectRatio, smooth))
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    return np.asarray(1 - grey if np.median(edge) > 0.5 else grey)


def _light(image: QImage) -> Array:
    """How light each pixel is, on white where it is transparent."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    raw = np.frombuffer(rgba.constBits(), np.uint8).reshape(rgba.height(), rgba.bytesPerLine())
    pixels = raw[:, : 4 * rgba.width()].reshape(rgba.height(), rgba.width(), 4) / 255
    alpha = pixels[..., 3]
    return np.asarray(pixels[..., :3].mean(axis=-1) * alpha + 1 - alpha)


def pixels_of(path: Path, side: int, most: int) -> Levels:
    """Levels from 0 to the most, (side, side)."""
    ink, there = _drawn_on(path)
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = cut.shape
    whole = max(high, wide)
    square = np.zeros((whole, whole))
    top, left = (whole - high) // 2, (whole - wide) // 2
    square[top : top + high, left : left + wide] = cut
    edges = np.linspace(0, whole, side + 1)
    return _levels(_shares(edges, whole) @ square @ _shares(edges, whole).T, most)


def line_of(path: Path, rows: int, most: int) -> Levels:
    """Levels from 0 to the most, (rows, columns), with a column of paper before the first ink and after the last."""
    ink, there = _drawn_on(path)
    columns = np.flatnonzero(there.any(axis=0))
    cut = ink[:, columns[0] : columns[-1] + 1]
    high, wide = cut.shape
    count = max(1, round(wide * rows / high))
    down, across = np.linspace(0, high, rows + 1), np.linspace(0, wide, count + 1)
    return np.pad(_levels(_shares(down, high) @ cut @ _shares(across, wide).T, most), ((0, 0), (1, 1)))


def _drawn_on(path: Path) -> tuple[Array, npt.NDArray[np.bool_]]:
    """The ink of a picture, and where there is some; refuse one with nothing on it."""
    ink = ink_of(path)
    there = ink > FAINT * ink.max()
    if ink.max() < 0.1 or there.all():
        raise Unfit(
            (f"{path.name} 上没有字。", f"There is nothing drawn on {path.name}."),
            ("需要浅底深字或深底浅字的图片。", "Dark ink on light paper was expected, or light on dark."),
            ("换一张。", "Take another one."),
        )
    return ink, there


def _levels(means: Array, most: int) -> Levels:
    levels: Levels = np.round(means / means.max() * most).astype(int)
    return levels


def _shares(edges: Array, whole: int) -> Array:
    """How much of each row of the large square lies in each row of the small one, (side, whole), rows that sum to 1."""
    at = np.arange(whole)
    low, high = edges[:-1, None], edges[1:, None]
    overlap = np.clip(np.minimum(high, at + 1) - np.maximum(low, at), 0, None)
    return np.asarray(overlap / overlap.sum(axis=1, keepdims=True))
