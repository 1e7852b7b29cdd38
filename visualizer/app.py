"""Puts the program together: fonts, deck, window, engine; the same for the window, the tour, the bench, the tests."""

import gc
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from engine.device import Wish as Device
from visualizer.channel import Channel
from visualizer.deck import Deck, read_deck
from visualizer.fonts import load_fonts
from visualizer.lecture import Lecture
from visualizer.paint import Look
from visualizer.theme import THEMES
from visualizer.window import Window

DECKS = Path(__file__).resolve().parent.parent / "presets" / "decks"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for."""

    deck: Path | None = None
    lang: str = "zh"
    theme: str = "light"
    slide: int = 1
    size: tuple[int, int] = (1920, 1080)
    made: Deck | None = None
    """A deck that was made and is no file."""
    debug: bool = False
    device: Device = "auto"
    """Where nets are trained."""
    gallery: bool = False
    """Whether all presets are shown first."""


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Give the one QApplication, with our fonts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0], *arguments])
        app.setApplicationName("Unrolled")
        app.setStyle("Fusion")
    return app


def deck_path(wish: Wish) -> Path:
    """The deck that was asked for, or our own in the language of the room."""
    return wish.deck or DECKS / f"first-light.{wish.lang}.md"


def build(wish: Wish) -> Window:
    """Make the window, its slide shown and its engine about to start."""
    application()
    fonts = load_fonts()
    deck = wish.made or read_deck(deck_path(wish))
    for warning in deck.warnings:
        print(warning, file=sys.stderr)
    look = Look(THEMES[wish.theme], wish.lang, fonts.sans, fonts.maths)
    window = Window(Lecture(deck), Channel(device=wish.device), look)
    window.resize(*wish.size)
    return window


def begin(window: Window, slide: int = 1, *, debug: bool = False) -> None:
    """Show the first slide's text at once, and start the engine right after; then the debugger, if it is wished."""
    window.lecture.open_text(slide - 1)
    gc.freeze()  # what the start made is here to stay: a full collection would take 40 ms in the midst of a motion
    QTimer.singleShot(0, lambda: start_engine(window, debug=debug))


def start_engine(window: Window, *, debug: bool = False) -> None:
    """Start the engine and stage the scene of the slide that is open."""
    window.channel.open()
    window.lecture.open(window.lecture.index)
    if debug:
        window.commands.debug()


def show(wish: Wish) -> int:
    """Open the window and stay until it is closed."""
    app = application()
    window = build(wish)
    window.show()
    begin(window, wish.slide, debug=wish.debug)
    if wish.gallery:
        window.commands.gallery()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Qt waits no Python runs, so Ctrl-C would wait for a key
    return app.exec()
