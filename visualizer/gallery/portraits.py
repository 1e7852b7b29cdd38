"""Where the small pictures of presets are kept: ours come with the program, others in a folder of the user's cache.

A picture belongs to what it shows, the runs and the scene, not to a name or to a wording: its key is made of these.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage, QPixmap

from engine.run import Run
from engine.shelf import Entry
from presets.load import Preset, Scene
from visualizer.gallery.portrait import telling
from visualizer.paint import Look

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "portraits"
CHOSEN = "UNROLLED_CACHE"
VERSION = 1
"""Counts the ways in which pictures are taken."""
INDEX = "keys.json"
COLOURS = 256


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where pictures are kept that did not come with the program."""
    if chosen := environment.get(CHOSEN):
        return Path(chosen)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.cwd())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Unrolled" / "portraits"
    if platform == "darwin":
        return home / "Library" / "Caches" / "Unrolled" / "portraits"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "unrolled" / "portraits"


def key(preset: Preset) -> str:
    """Name what a preset's picture shows."""
    scene, parts = telling(preset), list[Run | Scene]()
    for each in [] if scene is None else {id(one): one for one in (scene, scene.spoken("zh"))}.values():
        parts += [each, *(preset.runs[name] for name in each.runs)]
    told = [VERSION, *map(_changed, parts)]
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()


def _changed(told: Run | Scene) -> list[tuple[str, object]]:
    """What differs from what is meant when nothing is said, but for words and pace."""
    fields = type(told).model_fields.items()
    each = ((name, getattr(told, name), field.get_default(call_default_factory=True)) for name, field in fields)
    return [(name, value) for name, value, usual in each if value != usual and name not in {"say", "seconds", "bullet"}]


@dataclass(frozen=True, slots=True)
class Portraits:
    """The pictures there are."""

    kept: Path
    shipped: Path = SHIPPED
    _seen: dict[Path, QPixmap] = field(default_factory=dict)

    def picture(self, entry: Entry, look: Look) -> QPixmap | None:
        """The picture of a preset in a look; of one of ours that has changed the last one, until there is another."""
        if entry.preset is None:
            return None
        files = [self.file(entry.preset, look)]
        if not entry.own:
            files.append(self.shipped / shipped_name(entry.name, look))
        return next((found for file in files if (found := self._read(file)) is not None), None)

    def current(self, entry: Entry, look: Look) -> bool:
        """Whether there is a picture of what the preset is now."""
        if entry.preset is None:
            return True
        if not entry.own and shipped_keys(self.shipped).get(entry.name) == key(entry.preset):
            return (self.shipped / shipped_name(entry.name, look)).is_file()
        return self.file(entry.preset, look).is_file()

    def file(self, preset: Preset, look: Look) -> Path:
        """Where its picture is kept, if it did not come with the program."""
        return self.kept / shipped_name(key(preset), look)

    def _read(self, file: Path) -> QPixmap | None:
        if file not in self._seen:
            if not file.is_file():
                return None
            self._seen[file] = QPixmap(str(file))
        return None if self._seen[file].isNull() else self._seen[file]


def shipped_name(stem: str, look: Look) -> str:
    """What a picture is called."""
    return f"{stem}.{look.lang}.{look.theme.name}.png"


@cache
def shipped_keys(folder: Path) -> dict[str, str]:
    """What the pictures that came with the program show."""
    try:
        found = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def compact(image: QImage) -> QImage:
    """Keep the commonest colours of a picture, and take for each other the nearest of them: a quarter of the bytes."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    common = np.sort(np.argsort(-counts, kind="stable")[:COLOURS])
    parts = np.stack([colours >> shift & 255 for shift in (16, 8, 0)], axis=-1).astype(np.int32)
    nearest = np.empty(len(colours), np.uint8)
    for start in range(0, len(colours), 2048):
        piece = parts[start : start + 2048]
        nearest[start : start + 2048] = ((piece[:, None] - parts[common]) ** 2).sum(axis=-1).argmin(axis=-1)
    rows = np.ascontiguousarray(nearest[places].reshape(pixels.shape))
    made = QImage(rows.tobytes(), image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8)
    made.setColorTable([int(colours[place]) for place in common])
    return made.copy()


def keep(picture: QPixmap, file: Path) -> None:
    """Write a picture so that it is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.stem}.{os.getpid()}.part")
    compact(picture.toImage()).save(str(draft), "PNG", 0)  # type: ignore[call-overload]  # its stub wants bytes
    draft.replace(file)
