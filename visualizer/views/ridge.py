"""Where a number may stand without covering a curve: above the highest of what lies across its width, or below all."""

from collections.abc import Iterable

MARGIN = 12.0


def ridge(points: Iterable[tuple[float, float]], left: float, right: float, otherwise: float) -> float:
    """The least y of the points from left to right and a little beyond; something else if there are none."""
    return min((y for x, y in points if left - MARGIN <= x <= right + MARGIN), default=otherwise)


def trough(points: Iterable[tuple[float, float]], left: float, right: float, otherwise: float) -> float:
    """The largest y of the points from left to right and a little beyond; something else if there are none."""
    return max((y for x, y in points if left - MARGIN <= x <= right + MARGIN), default=otherwise)
