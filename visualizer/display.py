"""Is there a display? Asked before QApplication is made, because Qt aborts the process when there is none."""

import ctypes
import ctypes.util
import os
import sys


def has_display() -> bool:
    """Whether a window can be opened; a platform chosen by QT_QPA_PLATFORM is believed."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_answers()


def _x_answers() -> bool:
    """Open the X display once; without the X library Qt could not either."""
    name = ctypes.util.find_library("X11") or "libX11.so.6"
    try:
        x11 = ctypes.CDLL(name)
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    x11.XCloseDisplay(ctypes.c_void_p(display))
    return True
