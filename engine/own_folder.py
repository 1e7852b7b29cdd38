"""Where the user's own presets are kept, by the custom of each system."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

CHOSEN = "UNROLLED_PRESETS"
"""The environment variable that names another folder."""


def own_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the user's own presets are kept; it need not be there yet."""
    if chosen := environment.get(CHOSEN):
        return Path(chosen)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.cwd())
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "Unrolled" / "presets"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Unrolled" / "presets"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "unrolled" / "presets"
