"""What tests share: the typefaces, a way to count the pixels of a colour, and a room in which a lecture is given."""

from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine import worker
from engine.messages import Stop
from tests.visualizer.room import LentChannel, Room, write_lecture
from visualizer import app
from visualizer.channel import Channel
from visualizer.fonts import Fonts, load_fonts


@pytest.fixture
def fonts(qapp: QApplication) -> Fonts:  # noqa: ARG001  it must exist before fonts can be added
    """The typefaces of the program."""
    return load_fonts()


def columns_of(widget: QWidget, name: str) -> np.ndarray:
    """In which columns of a widget's picture a colour stands."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    same = (pixels & 0xFFFFFF) == QColor(name).rgb() & 0xFFFFFF
    return np.flatnonzero(same[:, : image.width()].any(axis=0))


@pytest.fixture
def where() -> Callable[[QWidget, str], np.ndarray]:
    """Hand out `columns_of`."""
    return columns_of


@pytest.fixture(scope="session")
def engine() -> Iterator[tuple[BaseProcess, Any]]:
    """One engine for all tests that do not kill it."""
    process, connection = worker.start()
    yield process, connection
    connection.send(Stop())
    process.join(10)
    assert process.exitcode == 0
    connection.close()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A small lecture."""
    return write_lecture(tmp_path)


@pytest.fixture
def enter(
    qtbot: QtBot, engine: tuple[BaseProcess, Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Room]]:
    """Open a deck in a window at a slide, as the command line does, and close the window before.

    With `own` it has an engine of its own that may be killed; without `started` it has none yet.
    """
    rooms: list[Room] = []

    def leave() -> None:
        while rooms:
            window = rooms.pop().window
            window.close()
            assert not window.channel.alive

    def open_room(deck: Path, slide: int = 1, *, own: bool = False, started: bool = True, **wish: object) -> Room:
        leave()
        monkeypatch.setattr(app, "Channel", Channel if own else lambda device: LentChannel(engine))
        window = app.build(app.Wish(deck, **{"lang": "en", "size": (960, 540)} | wish))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        rooms.append(room := Room(window))
        if started:
            app.begin(window, slide)
            room.wait(lambda: window.channel.alive).settle()
        else:
            window.lecture.open(slide - 1)
        return room

    yield open_room
    leave()
