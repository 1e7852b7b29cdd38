"""Formulas on a painter: outlines drawn with the baseline where the text has it."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from visualizer.formula import Extent, extent, tex_to_svg


@dataclass(frozen=True, slots=True, eq=False)
class FormulaPicture:
    """A formula ready to be drawn at any scale."""

    renderer: QSvgRenderer
    extent: Extent

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw with the left edge at `x` and the letters standing on `baseline`."""
        size = self.extent
        if size.width > 0:
            self.renderer.render(painter, QRectF(x, baseline - size.ascent, size.width, size.ascent + size.descent))


@lru_cache(maxsize=256)
def formula_picture(tex: str, size_px: float, colour: str, display: bool = True) -> FormulaPicture:
    """Draw a formula once; raises FormulaError where it cannot be."""
    svg = tex_to_svg(tex, size_px, colour, display)
    return FormulaPicture(QSvgRenderer(QByteArray(svg)), extent(svg))


def formula_image(tex: str, size_px: float, colour: str, ratio: float = 1.0) -> QImage:
    """A formula as pixels on nothing; its baseline is `extent.ascent` below the top."""
    picture = formula_picture(tex, size_px, colour)
    size = picture.extent
    wide, high = ceil(size.width * ratio), ceil((size.ascent + size.descent) * ratio)
    image = QImage(max(1, wide), max(1, high), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture.draw(painter, 0.0, size.ascent)
    painter.end()
    return image
