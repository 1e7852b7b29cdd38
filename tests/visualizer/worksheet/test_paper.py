"""The paper: blanks are filled in the key alone, and in small letters where they are long."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from visualizer.paint import Look
from visualizer.worksheet.paper import DPI, TALL, WIDE, Paper

pytestmark = pytest.mark.usefixtures("fonts")


def widths(text: str, room: float, *, filled: bool) -> int:
    """How wide what a pen has written is."""
    image = QImage(900, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    Paper(painter, Look(), filled).pen(10, 50, text, room)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(80, 900) & 0xFFFFFF
    columns = np.flatnonzero((pixels != 0xFFFFFF).any(axis=0))
    return int(columns[-1] - columns[0]) if len(columns) else 0


def test_the_page_is_a4() -> None:
    assert pytest.approx(210 / 25.4 * DPI, abs=1) == WIDE
    assert pytest.approx(297 / 25.4 * DPI, abs=1) == TALL


def test_a_pen_writes_in_the_key_alone() -> None:
    assert widths("0.1234", 300, filled=False) == 0
    assert widths("0.1234", 300, filled=True) > 40


def test_what_is_long_is_written_smaller_and_stays_in_its_room() -> None:
    text = "0.1234 × (−0.5678) + " * 3
    assert widths(text, 2000, filled=True) > 300
    assert widths(text, 300, filled=True) <= 304
