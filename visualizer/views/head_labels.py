"""Where names and numbers stand at the heads of growing curves: near their heads, and clear of every line."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QFont, QPainter

from engine.arrays import Array
from visualizer.paint import Look, text_width, write
from visualizer.views.symbol import Symbol

BETWEEN = 32.0
"""Least distance between the baselines of two labels."""
OVER, UNDER, BESIDE = 30.0, 14.0, 8.0
"""How far lines keep from a label: over its baseline, under it, and at its ends."""
STEP = 4.0

Way = tuple[Array, Array]
"""A line to be kept clear of: its x from left to right, and its y."""


@dataclass(frozen=True, slots=True)
class Label:
    """Name and number of a head."""

    name: Symbol
    text: str
    font: QFont
    look: Look

    @property
    def wide(self) -> float:
        """The width of both."""
        return self.name.width + 14 + text_width(self.font.toString(), self.text)

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw with the left end at x."""
        self.name.draw(painter, x, baseline, self.look.theme.ink2)
        write(painter, x + self.name.width + 14, baseline, self.text, self.font, self.look.theme.ink)


def settle(
    wanted: list[float], limits: tuple[float, float], ends: tuple[float, float], ways: list[Way]
) -> list[float]:
    """Give labels between two ends their baselines, the upper one first: as near as can be to those wanted."""
    low, high = limits
    tops, bottoms = _crossing(ways, ends[0] - BESIDE, ends[1] + BESIDE)
    found: list[float] = []
    for place, wish in enumerate(wanted):
        least = found[-1] + BETWEEN if found else low
        most = max(least, high - BETWEEN * (len(wanted) - 1 - place))
        tries = np.append(np.arange(least, most, STEP), [most, min(max(wish, least), most)])
        crossed = (tops < tries[:, None] + UNDER) & (bottoms > tries[:, None] - OVER)  # (tries, pieces)
        best = np.lexsort((np.abs(tries - wish), crossed.sum(axis=1)))[0]
        found.append(float(tries[best]))
    return found


def _crossing(ways: list[Way], left: float, right: float) -> Way:
    """Cut what runs between two x into short pieces; their upper and their lower ends."""
    tops, bottoms = [np.zeros(0)], [np.zeros(0)]
    for x, y in ways:
        if not len(x) or x[0] > right or x[-1] < left:
            continue
        start, end = max(left, float(x[0])), min(right, float(x[-1]))
        at = np.unique(np.concatenate([np.arange(start, end, STEP), [end], x[(x >= start) & (x <= end)]]))
        heights = np.interp(at, x, y)
        tops.append(np.minimum(heights[:-1], heights[1:]) if len(at) > 1 else heights)
        bottoms.append(np.maximum(heights[:-1], heights[1:]) if len(at) > 1 else heights)
    return np.concatenate(tops), np.concatenate(bottoms)
