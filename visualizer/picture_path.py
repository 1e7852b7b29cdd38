"""Where a deck's picture lies: inside the deck's own folder, or nowhere.

Nothing is fetched and no path leaves the folder. An old deck that says `../resources/x.png` is served from
`resources/x.png` beside the deck, if it is there.
"""

import re
from pathlib import Path
from urllib.parse import unquote

from visualizer.blocks import Problem

LARGEST = 32 * 2**20
_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\)")
_UPWARDS = re.compile(r"^(?:\.{0,2}[/\\])+")


def find_picture(src: str, folder: Path) -> tuple[Path | None, Problem | None]:
    """The picture's file, or what is wrong with it."""
    if _SCHEME.match(src):
        return None, "remote"
    home = folder.resolve()
    wanted = unquote(src).replace("\\", "/")
    path, problem = _look(home, wanted)
    if problem == "outside":
        inside, _ = _look(home, _UPWARDS.sub("", wanted))
        return (inside, None) if inside else (None, "outside")
    return path, problem


def _look(home: Path, name: str) -> tuple[Path | None, Problem | None]:
    try:
        path = (home / name).resolve()
        if not path.is_relative_to(home):
            return None, "outside"
        if not path.is_file():
            return None, "missing"
        return (path, None) if path.stat().st_size <= LARGEST else (None, "large")
    except (OSError, ValueError, RuntimeError):  # a name too long, a zero byte, a loop of links
        return None, "missing"
