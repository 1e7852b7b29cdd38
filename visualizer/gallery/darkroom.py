"""Makes missing pictures in a process of its own, one at a time and after everything else that the machine has to do.

`python -m visualizer portraits` is what it runs; the room never waits for it, and it ends with the window.
"""

import json
import os
import sys
from collections import deque
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication

from engine.errors import EngineError
from engine.shelf import Entry, files
from presets.load import FOLDER, Preset, load
from visualizer.fonts import load_fonts
from visualizer.gallery.portrait import portrait, sitting, telling
from visualizer.gallery.portraits import INDEX, Portraits, cache_folder, keep, key, shipped_name
from visualizer.paint import Look
from visualizer.theme import THEMES

LANGUAGES = ("zh", "en")


class Darkroom(QObject):
    """Takes wishes for pictures and says when one has come."""

    developed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waiting: deque[Path] = deque()
        self._tried: set[Path] = set()
        self._process: QProcess | None = None

    def want(self, entry: Entry) -> None:
        """Make the pictures of a preset when its turn comes; one that failed is not tried again."""
        if entry.path not in self._tried:
            self._tried.add(entry.path)
            self.waiting.append(entry.path)
            self._go_on()

    def forget(self, path: Path) -> None:
        """Let a preset that has changed be tried again."""
        self._tried.discard(path)

    def _go_on(self) -> None:
        if self._process is None and self.waiting:
            self._process = QProcess(self)
            self._process.finished.connect(self._finish)
            self._process.errorOccurred.connect(self._finish)
            self._process.start(sys.executable, ["-m", "visualizer", "portraits", str(self.waiting.popleft())])

    def _finish(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.developed.emit()
            self._go_on()

    def close(self) -> None:
        """Let go of whatever is being made."""
        self.waiting.clear()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finish)
            process.errorOccurred.disconnect(self._finish)
            process.kill()
            process.waitForFinished(2000)


def develop(names: tuple[str, ...], *, ship: bool) -> int:
    """Make the pictures of presets, by name or file, all of ours if none is named; those that come with the program."""
    paths = [Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml" for name in names] or files(FOLDER)
    QApplication.instance() or QApplication([sys.argv[0]])
    fonts = load_fonts()
    if hasattr(os, "nice"):
        os.nice(15)
    portraits, keys, failed = Portraits(cache_folder()), dict[str, str](), 0
    for path in paths:
        try:
            preset = load(path)
            _develop(preset, portraits, Look(sans=fonts.sans, serif=fonts.maths), ship=ship)
        except EngineError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed += 1
            continue
        keys[path.stem] = key(preset)
        print(path.stem, flush=True)
    if ship:
        _index(portraits.shipped, keys)
    return int(failed > 0)


def _develop(preset: Preset, portraits: Portraits, face: Look, *, ship: bool) -> None:
    """Train once, or for each language where the scene has runs of its own, and draw in both languages and looks."""
    sat = None
    for lang in LANGUAGES:
        scene = telling(preset)
        if sat is None or (scene and scene.spoken(lang) != sat.scene):
            sat = sitting(preset, lang)
        for theme in THEMES.values():
            look = replace(face, lang=lang, theme=theme)
            file = portraits.shipped / shipped_name(preset.name, look) if ship else portraits.file(preset, look)
            keep(portrait(sat, look), file)


def _index(folder: Path, keys: dict[str, str]) -> None:
    """Write down what the pictures show, beside what is known of the others."""
    file = folder / INDEX
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    file.write_text(json.dumps(known | keys, indent=1, sort_keys=True) + "\n", encoding="utf-8")
