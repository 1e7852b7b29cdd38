"""What can be done with any strip, as a row of words with their keys: for the mouse and for the keyboard."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from visualizer.key_caps import caps_width, paint_caps
from visualizer.paint import Look, box, text_width, write

TALL, INSIDE, GAP = 44.0, 14.0, 12.0
SIZE = 22


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to do: its name, its key, and its words."""

    name: str
    key: str
    zh: str
    en: str


BUTTONS = (
    Button("keep", "Return", "用它", "keep"),
    Button("leave", "Esc", "放弃", "leave"),
    Button("example", "Ctrl+N", "来个例子", "an example"),
    Button("clear", "Ctrl+L", "清空", "clear"),
    Button("file", "Ctrl+O", "打开文件", "open a file"),
)


def wide(button: Button, look: Look) -> float:
    """How wide a button is."""
    words = text_width(look.font(SIZE).toString(), look.word(button.zh, button.en))
    return caps_width((button.key,), look) + 10 + words + 2 * INSIDE


def placed(left: float, top: float, look: Look) -> tuple[tuple[Button, QRectF], ...]:
    """Put all buttons side by side."""
    found, x = [], left
    for button in BUTTONS:
        found.append((button, QRectF(x, top, wide(button, look), TALL)))
        x += wide(button, look) + GAP
    return tuple(found)


def hit(left: float, top: float, look: Look, point: QPointF) -> str:
    """The name of the button under a point; nothing where there is none."""
    return next((button.name for button, area in placed(left, top, look) if area.contains(point)), "")


def paint_buttons(painter: QPainter, left: float, top: float, look: Look) -> None:
    """Draw them."""
    for button, area in placed(left, top, look):
        box(painter, area, look.theme.paper, look.theme.rule, 1.5, 8)
        paint_caps(painter, area.left() + INSIDE, area.center().y(), (button.key,), look)
        x = area.left() + INSIDE + caps_width((button.key,), look) + 10
        write(painter, x, area.center().y() + 8, look.word(button.zh, button.en), look.font(SIZE), look.theme.ink)
