"""The strips, by the kind of input that a task takes."""

from PySide6.QtWidgets import QWidget

from engine.tasks.takes import Curved, Filmed, Inked, Painted, Placed, Takes, Typed, Worded
from visualizer.strips.curve_strip import CurveStrip
from visualizer.strips.film_strip import FilmStrip
from visualizer.strips.ink_strip import InkStrip
from visualizer.strips.pixel_strip import PixelStrip
from visualizer.strips.sentence_strip import SentenceStrip
from visualizer.strips.shape_strip import ShapeStrip
from visualizer.strips.strip import Strip
from visualizer.strips.text_strip import TextStrip

STRIPS: dict[type[Takes], type[Strip]] = {
    Typed: TextStrip,
    Worded: SentenceStrip,
    Curved: CurveStrip,
    Inked: InkStrip,
    Painted: PixelStrip,
    Placed: ShapeStrip,
    Filmed: FilmStrip,
}


def strip_for(takes: Takes, parent: QWidget) -> Strip:
    """Make the strip for a kind of input; what has none is typed."""
    return STRIPS.get(type(takes), TextStrip)(parent)
