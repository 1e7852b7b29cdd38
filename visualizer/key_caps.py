"""Keys as they look on a keyboard: names become caps, and one action's keys become a row of them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeySequence, QPainter

from visualizer.paint import CENTRE, Look, box, text_width, write

SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "PgDn", "Return": "⏎"}
MODIFIERS = {"Ctrl", "Shift", "Alt", "Meta"}
TALL, INSIDE = 34.0, 9.0
BETWEEN, APART = 4.0, 22.0
SIZE = 20

_NATIVE = QKeySequence.SequenceFormat.NativeText


def caps(keys: str, look: Look) -> tuple[str, ...]:
    """Split keys pressed together, such as Shift+Right, into the words on their caps."""
    held, last = keys[:-1], keys[-1]
    parts = [*held.split("+"), last] if last == "+" else keys.split("+")
    return tuple(_cap(part, look) for part in parts if part)


def _cap(part: str, look: Look) -> str:
    if part in MODIFIERS:
        return QKeySequence(f"{part}+A").toString(_NATIVE).removesuffix("A").removesuffix("+")
    if part == "Space":
        return look.word("空格", "Space")
    return SIGNS.get(part) or QKeySequence(part).toString(_NATIVE) or part


def caps_width(choices: tuple[str, ...], look: Look) -> float:
    """Measure the row of all keys of one action."""
    rows = [caps(keys, look) for keys in choices]
    each = [sum(_wide(cap, look) for cap in row) + BETWEEN * (len(row) - 1) for row in rows]
    return sum(each) + APART * (len(each) - 1)


def paint_caps(painter: QPainter, x: float, y: float, choices: tuple[str, ...], look: Look) -> None:
    """Draw the keys of one action from x on, around the middle y; another choice follows a stroke."""
    for place, keys in enumerate(choices):
        if place:
            write(painter, x + APART / 2 - BETWEEN / 2, y + 7, "/", look.font(SIZE), look.theme.ink3, CENTRE)
            x += APART - BETWEEN
        for cap in caps(keys, look):
            wide = _wide(cap, look)
            area = QRectF(x, y - TALL / 2, wide, TALL)
            box(painter, area, look.theme.wash, look.theme.ink3, 1.5, corner=6)
            write(painter, area.center().x(), y + 7, cap, look.font(SIZE), look.theme.ink, CENTRE)
            x += wide + BETWEEN


def _wide(cap: str, look: Look) -> float:
    return max(TALL, text_width(look.font(SIZE).toString(), cap) + 2 * INSIDE)
