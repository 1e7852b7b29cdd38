"""The gradient triangle as a picture: one pixel a pair of steps, clear where there is no such pair."""

import numpy as np
from PySide6.QtGui import QImage

from engine.arrays import Array
from engine.influence import Influence
from visualizer.paint import Look, picture
from visualizer.views.decades import Decades
from visualizer.views.shades import heat


def reached(found: Influence, name: str) -> Array:
    """Which pairs there are, (rows, T): 1 for a loss that counts and a step it can reach, else 0."""
    sizes = found.sizes[name]
    counts = np.asarray(sizes.any(axis=1))[:, None]
    last = np.array([last for _, last in found.rows])[:, None]
    later = np.arange(sizes.shape[1])[None] > last
    return np.asarray(counts & ~(later & (sizes == 0)), dtype=np.float64)


def triangle_picture(found: Influence, name: str, scale: Decades, look: Look) -> QImage:
    """Draw all pairs, rows downward as the losses come, columns by time, on a log scale."""
    sizes = found.sizes[name]
    with np.errstate(divide="ignore"):
        shares = (np.log10(sizes) - scale.low) / (scale.high - scale.low)
    shares[sizes == 0] = 0
    image = picture(shares, heat(look)).convertToFormat(QImage.Format.Format_ARGB32)
    mask = np.ascontiguousarray(reached(found, name) * 255, dtype=np.uint8)
    rows, columns = mask.shape
    image.setAlphaChannel(QImage(mask.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8))
    return image
