"""What stands in a view's place while the engine finds out what it is to show: a word, and no number."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import CENTRE, Look, write


def pending_words(look: Look) -> str:
    """Say that it is on its way."""
    return look.word("引擎正在计算……", "the engine is computing this …")


def paint_pending(painter: QPainter, place: QRectF, look: Look) -> None:
    """Write it in the middle of a place."""
    middle = place.center()
    write(painter, middle.x(), middle.y() + 8, pending_words(look), look.font(22), look.theme.ink3, CENTRE)
