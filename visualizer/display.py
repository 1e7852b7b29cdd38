"""Is there a display? Asked before QApplication is made, because Qt aborts the process when there is none."""

import ctypes
import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether a window can be opened; a platform chosen by QT_QPA_PLATFORM is believed."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or (bool(os.environ.get("DISPLAY")) and _x_answers())


def _wayland_answers() -> bool:
    """Look for the socket that the variables name."""
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / str(name)).is_socket()


def _x_answers() -> bool:
    """Open the X display once; without the X library Qt could not either."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    x11.XCloseDisplay(ctypes.c_void_p(display))
    return True
