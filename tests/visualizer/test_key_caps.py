"""Keys are split and named as on a keyboard."""

import pytest
from PySide6.QtGui import QImage, QPainter

from visualizer.actions import ACTIONS
from visualizer.key_caps import caps, caps_width, paint_caps
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize(("keys", "words"), [
    ("Shift+Right", ("Shift", "→")), ("+", ("+",)), ("Ctrl++", ("Ctrl", "+")), ("PgDown", ("PgDn",)),
    ("Ctrl+Q", ("Ctrl", "Q")), ("F11", ("F11",)), ("?", ("?",)), (".", (".",)), ("Space", ("空格",)), ("-", ("-",)),
])
def test_keys_pressed_together_become_one_cap_each(keys: str, words: tuple[str, ...]) -> None:
    assert caps(keys, Look()) == words


def test_the_space_bar_is_named_in_the_language_of_the_room() -> None:
    assert caps("Shift+Space", Look(lang="en")) == ("Shift", "Space")


def test_every_key_of_the_program_has_a_cap() -> None:
    assert all(all(caps(keys, Look())) for action in ACTIONS for keys in action.keys)


def test_what_is_drawn_is_as_wide_as_measured() -> None:
    look, choices = Look(), ("Alt+Right", "N")
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_caps(painter, 10, 30, choices, look)
    painter.end()
    drawn = [x for x in range(400) if any(image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for y in range(60))]
    assert abs(drawn[0] - 10) <= 1
    assert abs(drawn[-1] - (10 + caps_width(choices, look))) <= 2
