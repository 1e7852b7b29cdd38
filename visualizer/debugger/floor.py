"""Where the parts of the debugger stand, in design pixels. No Qt here: rectangles and arithmetic."""

from dataclasses import dataclass

from visualizer.layout import Area

EDGE = 32.0
PLACE = 76.0
"""Height of the line that says where we are."""
SOURCE, INSPECTOR = 456.0, 500.0
"""Widths of the outer columns; the pictures between them take the rest."""
BAR = 144.0
ORIGIN = 306.0
"""Least height of what explains a number, under the source."""
WATCHES = 196.0
"""Height of the list of watches."""
ROW_MOST, ROW_LEAST = 42.0, 24.0
HEAD = 46.0
"""Height of the titles over the source's columns."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The rectangles of the parts."""

    place: Area
    source: Area
    origin: Area
    stage: Area
    inspector: Area
    watches: Area
    bar: Area


def floor(width: float, height: float, rows: int) -> Floor:
    """Share out a window of this size for a table of so many rows."""
    tall = height - PLACE - BAR
    source = HEAD + rows * ROW_MOST + 8
    source = min(source, tall - ORIGIN)
    middle = max(200.0, width - SOURCE - INSPECTOR)
    return Floor(
        place=Area(0, 0, width, PLACE),
        source=Area(0, PLACE, SOURCE, source),
        origin=Area(0, PLACE + source, SOURCE, tall - source),
        stage=Area(SOURCE, PLACE, middle, tall),
        inspector=Area(SOURCE + middle, PLACE, INSPECTOR, tall - WATCHES),
        watches=Area(SOURCE + middle, PLACE + tall - WATCHES, INSPECTOR, WATCHES),
        bar=Area(0, height - BAR, width, BAR),
    )
