"""A gallery whose files, pictures and darkroom are a test's own: nothing is made behind its back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from tests.visualizer.room import Room


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own presets."""
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("UNROLLED_PRESETS", str(folder))
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What processes would have been started for."""
    commands: list[list[str]] = []
    monkeypatch.setattr(QProcess, "start", lambda _, program, arguments: commands.append([program, *arguments]))
    return commands


@pytest.fixture
def hall(mine: Path, started: list[list[str]], enter: Callable[..., Room], talk: Path) -> Callable[..., Room]:
    """Open the gallery over a slide of the small lecture, all files read."""
    del started

    def open_gallery(slide: int = 2, **wish: object) -> Room:
        assert mine.is_dir()
        room = enter(talk, slide, **wish).press("A")
        return room.wait(lambda: all(card.entry for card in room.window.gallery.reader.cards))

    return open_gallery
