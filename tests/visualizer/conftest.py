"""What tests of painted things need: the typefaces, and a way to count the pixels of a colour."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from visualizer.fonts import Fonts, load_fonts


@pytest.fixture
def fonts(qapp: QApplication) -> Fonts:  # noqa: ARG001  it must exist before fonts can be added
    """The typefaces of the program."""
    return load_fonts()


def columns_of(widget: QWidget, name: str) -> np.ndarray:
    """In which columns of a widget's picture a colour stands."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    same = (pixels & 0xFFFFFF) == QColor(name).rgb() & 0xFFFFFF
    return np.flatnonzero(same[:, : image.width()].any(axis=0))


@pytest.fixture
def where() -> Callable[[QWidget, str], np.ndarray]:
    """Hand out `columns_of`."""
    return columns_of
