"""The right of a strip: what the nets say to what somebody is making, readable from the last row."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visualizer.paint import RIGHT, Look, box, colour, number, text_width, write
from visualizer.strips.reply import Guess, Reply
from visualizer.wrap import wrapped

INSIDE, HEAD = 24.0, 44.0
LARGE, LEAST = 52, 24
ROW, MOST = 52.0, 6
"""Height of a guess, and how many there are at most."""
LEAST_SHARE = 0.001
"""What is less likely has no figure."""


def paint_answers(
    painter: QPainter, area: QRectF, replies: tuple[tuple[str, Reply], ...], look: Look, *, fresh: bool
) -> None:
    """Draw the answer of each run under its title; pale while it is not the answer to what stands there."""
    box(painter, area, look.theme.paper, look.theme.rule, 1.5, 8)
    if not fresh:
        painter.setOpacity(0.35)
    tall = area.height() / max(1, len(replies))
    for place, (title, reply) in enumerate(replies):
        room = QRectF(area.left() + INSIDE, area.top() + place * tall, area.width() - 2 * INSIDE, tall)
        _paint_one(painter, room, title, reply, look)
    painter.setOpacity(1.0)


def _paint_one(painter: QPainter, room: QRectF, title: str, reply: Reply, look: Look) -> None:
    write(painter, room.left(), room.top() + 32, title, look.font(22), look.theme.ink2)
    rest = room.adjusted(0, HEAD, 0, -12)
    if reply.words is not None:
        used = _paint_words(painter, rest, reply.words, look, alone=not reply.guesses)
        rest = rest.adjusted(0, used, 0, 0)
    if reply.numbers:
        _paint_numbers(painter, rest, reply.numbers, look)
    elif reply.guesses:
        _paint_guesses(painter, rest, reply.guesses, look)


def _paint_words(painter: QPainter, room: QRectF, words: str, look: Look, *, alone: bool) -> float:
    """Write words as large as they fit into the room, or into half of it; gives the height they take."""
    high = room.height() if alone else room.height() * 0.5
    for size in range(LARGE, LEAST - 1, -2):
        font = look.font(size, medium=True)
        lines = wrapped(words, font, room.width())
        if len(lines) * size * 1.3 <= high:
            break
    fitting = max(1, int(high / (size * 1.3)))
    if len(lines) > fitting:
        lines = (*lines[: fitting - 1], lines[fitting - 1] + " …")
    for place, line in enumerate(lines):
        write(painter, room.left(), room.top() + size * (0.95 + 1.3 * place), line, font, look.theme.ink)
    return len(lines) * size * 1.3 + 8


def _paint_numbers(painter: QPainter, room: QRectF, numbers: tuple[tuple[str, str], ...], look: Look) -> None:
    """Write each number large, what it is of before it."""
    each = min(76.0, room.height() / len(numbers))
    size = min(LARGE, each * 0.72)
    for place, (name, value) in enumerate(numbers):
        base = room.top() + (place + 0.75) * each
        write(painter, room.left(), base, name, look.font(24), look.theme.ink2)
        write(painter, room.right(), base, value, look.font(size, medium=True), look.theme.ink, RIGHT)


def _paint_guesses(painter: QPainter, room: QRectF, guesses: tuple[Guess, ...], look: Look) -> None:
    """Draw the likeliest as bars, the first large."""
    count = max(1, min(MOST, len(guesses), int(room.height() / 26)))
    row = min(ROW, room.height() / count)
    size = min(36.0, row * 0.78)
    key = look.font(size, medium=True).toString()
    wide = max(text_width(key, guess.sign) for guess in guesses[:count]) + 16
    figure = text_width(look.font(22).toString(), "0.000") + 14
    full = max(20.0, room.width() - wide - figure)
    for place, guess in enumerate(guesses[:count]):
        base = room.top() + (place + 0.75) * row
        sure = guess.share > 0.5
        ink = look.theme.ink if sure else look.theme.ink2
        write(painter, room.left(), base, guess.sign, look.font(size, medium=sure), ink)
        bar = QRectF(room.left() + wide, base - row * 0.42, max(2.0, full * min(1.0, guess.share)), row * 0.34)
        painter.fillRect(bar, colour(look.theme.ink if sure else look.theme.ink3))
        share = number(guess.share, 2) if guess.share >= LEAST_SHARE else f"<{LEAST_SHARE}"
        write(painter, room.right(), base, share, look.font(22), ink, RIGHT)
