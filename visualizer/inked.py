"""Where something is drawn in a picture that is mostly clear: laying down only that takes a fraction of the time."""

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

TILE = 32


def inked(sheet: QPixmap) -> tuple[QRect, ...]:
    """The tiles with ink, those beside one another joined, in the picture's own pixels."""
    image = sheet.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    rows, columns = -(-image.height() // TILE), -(-image.width() // TILE)
    whole = np.zeros((rows * TILE, columns * TILE), bool)
    whole[: image.height(), : image.width()] = pixels != 0
    there = whole.reshape(rows, TILE, columns, TILE).any(axis=(1, 3))  # (rows, columns)
    edges = np.diff(np.pad(there.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    runs = zip(starts.tolist(), ends[:, 1].tolist(), strict=True)
    return tuple(
        QRect(first * TILE, row * TILE, (end - first) * TILE, TILE).intersected(image.rect())
        for (row, first), end in runs
    )


def lay(painter: QPainter, sheet: QPixmap, parts: tuple[QRect, ...]) -> None:
    """Lay these parts of a picture where they stand in it, on a painter that counts in the screen's pixels."""
    ratio = sheet.devicePixelRatio()
    for part in parts:
        place = QRectF(part.x() / ratio, part.y() / ratio, part.width() / ratio, part.height() / ratio)
        painter.drawPixmap(place, sheet, QRectF(part))
