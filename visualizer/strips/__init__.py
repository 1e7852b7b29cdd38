"""The strips, by the kind of input that a task takes."""

from PySide6.QtWidgets import QWidget

from engine.tasks.takes import Takes, Typed
from visualizer.strips.strip import Strip
from visualizer.strips.text_strip import TextStrip

STRIPS: dict[type[Takes], type[Strip]] = {
    Typed: TextStrip,
}


def strip_for(takes: Takes, parent: QWidget) -> Strip:
    """Make the strip for a kind of input; what has none is typed."""
    return STRIPS.get(type(takes), TextStrip)(parent)
