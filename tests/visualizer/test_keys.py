"""Every key in every situation: the right ones have names, the wrong ones do no harm."""

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.visualizer.room import Room
from visualizer.actions import ACTIONS
from visualizer.keys import key_names

Enter = Callable[..., Room]
KEYS = [
    *(getattr(Qt.Key, f"Key_{letter}") for letter in string.ascii_uppercase + string.digits),
    *(getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)),
    *(Qt.Key(ord(sign)) for sign in " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    *(getattr(Qt.Key, f"Key_{name}") for name in (
        "Return", "Enter", "Escape", "Backspace", "Tab", "Backtab", "Insert", "Delete", "Home", "End", "Left", "Right",
        "Up", "Down", "PageUp", "PageDown", "Print", "Pause", "Menu", "CapsLock", "Shift", "Control", "Alt", "Meta",
        "MediaPlay", "VolumeUp", "Back", "Forward", "Adiaeresis",
    )),
]  # fmt: skip
NONE, SHIFT, CTRL, ALT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Shift", "Control", "Alt"))
STRANGE = [
    (Qt.Key.Key_unknown, ""), (Qt.Key.Key_Hangul, ""), (0x416, "Ж"), (0x4F60, "你"), (0x1234567, ""),
    (Qt.Key.Key_1, "١"), (Qt.Key.Key_2, "²"), (Qt.Key.Key_Dead_Acute, ""), (Qt.Key.Key_Multi_key, "🙂"),
]  # fmt: skip
"""Keys of other keyboards, and what they type."""


def event(key: int, held: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    """A key pressed."""
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(("key", "held", "text", "names"), [
    (Qt.Key.Key_Right, SHIFT, "", ("Shift+Right",)),
    (Qt.Key.Key_PageDown, NONE, "", ("PgDown",)),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r", ("Return",)),
    (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "+", ("+", "+")),
    (Qt.Key.Key_Plus, SHIFT, "+", ("Shift++", "+")),
    (Qt.Key.Key_Question, SHIFT, "?", ("Shift+?", "?")),
    (Qt.Key.Key_Space, SHIFT, " ", ("Shift+Space",)),
    (Qt.Key.Key_U, SHIFT, "U", ("Shift+U",)),
    (Qt.Key.Key_U, NONE, "u", ("U",)),
    (Qt.Key.Key_Q, CTRL, "\x11", ("Ctrl+Q",)),
    (Qt.Key.Key_BracketRight, NONE, "]", ("]", "]")),
])  # fmt: skip
def test_a_key_is_named_as_the_table_writes_it(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, names: tuple[str, ...]
) -> None:
    assert key_names(event(key, held, text)) == names


def test_no_key_has_two_actions() -> None:
    for desk in (False, True):
        keys = [key for action in ACTIONS if action.desk is desk for key in action.keys]
        assert len(keys) == len(set(keys))
    assert not any(key.isdigit() for key in keys), "digits are for a slide's number"


def press(room: Room, held: Qt.KeyboardModifier, *, but: tuple[Qt.Key, ...] = ()) -> None:
    """Press every key there is, but those that end the lecture."""
    for key in KEYS:
        if key not in but and not (key == Qt.Key.Key_Q and held & CTRL):
            QTest.keyClick(room.focus, key, held)
    for code, text in STRANGE:
        QApplication.sendEvent(room.focus, event(code, held, text))


def calm(room: Room) -> QImage:
    """Undo what lasts by its nature, and show slide 2 as if nothing had happened."""
    window = room.window
    room.rest()
    for overlay in (window.help, window.outline, window.curtain, window.gallery, *window.debugger.covers):
        overlay.hide()
    window.trying.end(False)
    room.rest()
    while room.failure:
        room.press("Escape")
    window.commands.leave()
    for point in window.debugger.runner.points:
        window.debugger.runner.toggle(point)
    if window.isFullScreen():
        room.press("F11")
    stands = {"L": window.look.lang == "en", "D": window.look.theme.name == "light", "F": not window.text_hidden}
    room.press(*(key for key, right in stands.items() if not right))
    return room.press("Escape", "2", "Return").settle().picture()


def open_scene(room: Room) -> None:
    """A scene at rest."""
    room.press("2", "Return").settle()


def train(room: Room) -> None:
    """A scene that trains."""
    open_scene(room)
    room.press("T")
    assert room.window.session.training


def play(room: Room) -> None:
    """A scene that plays."""
    open_scene(room)
    room.press("Space")
    assert room.window.timeline.playing


MODES: dict[str, Callable[[Room], object]] = {
    "words": lambda room: room.press("1", "Return"),
    "scene": open_scene,
    "training": train,
    "playing": play,
    "race": lambda room: room.press("4", "Return").settle(),
    "help": lambda room: room.press("2", "Return", "H"),
    "outline": lambda room: room.press("2", "Return", "O"),
    "input": lambda room: room.press("2", "Return").settle().press("I"),
    "blank": lambda room: room.press("2", "Return", "B"),
    "debugger": lambda room: room.press("2", "Return").settle().press("F12"),
    "banner": lambda room: room.window.warn("Something. Something else. Do this."),
}


@pytest.mark.parametrize("mode", MODES)
def test_no_key_does_harm_in_any_situation(enter: Enter, talk: Path, mode: str) -> None:
    room = enter(talk)
    before = calm(room)
    for held in (NONE, SHIFT):
        MODES[mode](room)
        press(room, held)
        assert calm(room) == before, f"after every key with {held}"


@pytest.mark.parametrize("held", [CTRL, ALT, CTRL | SHIFT, ALT | SHIFT, CTRL | ALT], ids=str)
def test_no_key_with_modifiers_does_harm(enter: Enter, talk: Path, held: Qt.KeyboardModifier) -> None:
    room = enter(talk)
    before = calm(room)
    train(room)
    press(room, held)
    assert calm(room) == before


def test_no_key_does_harm_without_an_engine(enter: Enter, talk: Path) -> None:
    room = enter(talk, 2, started=False)
    for held in (NONE, SHIFT, CTRL, ALT):
        for slide in ("1", "2"):
            room.press("Escape", slide, "Return")
            press(room, held, but=(Qt.Key.Key_R,))
    assert room.window.stage.cursor_shown is None
    assert "R" in room.failure
    room.press("Escape", "Escape", "R").wait(lambda: room.window.stage.cursor_shown is not None)


def test_a_key_alone_means_nothing_on_the_help(enter: Enter, talk: Path) -> None:
    room = enter(talk).press("H")
    QTest.keyClick(room.focus, Qt.Key.Key_Shift)
    assert room.window.help.isVisible()
    room.press("X")
    assert not room.window.help.isVisible()
    assert room.slide == 1
