"""What stands under the columns of time: the number of each step, thinned out where columns are narrow."""

from PySide6.QtGui import QPainter

from visualizer.layout import Axis
from visualizer.paint import CENTRE, Look, write

ROOM = 32.0
"""Least distance between two numbers."""


def every(pitch: float, room: float = ROOM) -> int:
    """Mark each step, or every 2nd, 5th, 10th, …: so that neighbours have room."""
    return next(gap for gap in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if gap * pitch >= room or gap == 1000)


def numbered(axis: Axis, now: int | None) -> list[int]:
    """Which steps carry their number: the thinned ones, less those too near to that of now."""
    room = ROOM if axis.T < 100 else 1.4 * ROOM
    gap = every(axis.pitch, room)
    marked = [t for t in range(axis.T) if (t + 1) % gap == 0 or t == 0]
    if gap > 1 and marked[1:] and (marked[1] - marked[0]) * axis.pitch < room:
        del marked[1]
    if now is None:
        return marked
    return [t for t in marked if abs(t - now) * axis.pitch >= room or t == now] + ([now] if now not in marked else [])


def paint_numbers(painter: QPainter, axis: Axis, baseline: float, look: Look, now: int | None) -> None:
    """Write the numbers of the steps, that of now in bold ink."""
    plain, bold = look.font(18), look.font(18, medium=True)
    for t in numbered(axis, now):
        current = t == now
        ink = look.theme.ink if current else look.theme.ink2
        write(painter, axis.x(t), baseline, str(t + 1), bold if current else plain, ink, CENTRE)


def letter_size(axis: Axis, tokens: tuple[str, ...], largest: float) -> float:
    """How large the tokens can be set so that the longest fits its column; 0 if that would be too small to read."""
    longest = max(map(letters_wide, set(tokens)), default=1.0)
    size = min(largest, axis.pitch * 0.92 / longest)
    return size if size >= 11 else 0.0


def within(axis: Axis, x: float, wide: float) -> float:
    """Where the middle of something wide must stand near x so as not to leave the columns."""
    return max(axis.left + wide / 2, min(x, axis.right - wide / 2))


def letters_wide(token: str) -> float:
    """About how wide a token is, in units of its size: Chinese and drawn shapes are square, Latin is half as wide."""
    return sum(1.0 if letter > "\u2e80" or "\u2500" <= letter < "\u2700" else 0.62 for letter in token)
