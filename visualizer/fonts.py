"""The typefaces: one call at the start serves labels, slides and plots.

A good Chinese face of the system is taken if there is one, else Noto Sans SC from a package; without either, Chinese
would be boxes. Adding the 8 MB file takes about 5 ms: Qt maps it and reads glyphs when they are drawn.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pylopdf_fonts_zh_cn
from PySide6.QtGui import QFont, QFontDatabase

_SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
_SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC")
_MONO = ("Noto Sans Mono", "JetBrains Mono", "Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono")
_MATHS = "fonts/STIXTwoMath-Regular.ttf"
"""Where ziamath keeps it; the package is found, not imported, which would take 0.2 s."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families to ask Qt for; `medium` says whether the sans face has a true medium weight."""

    sans: str
    serif: str
    maths: str
    mono: str
    medium: bool


@cache
def load_fonts() -> Fonts:
    """Find or add the typefaces; needs a QGuiApplication."""
    present = frozenset(QFontDatabase.families())
    sans = _first(_SANS, present) or _added(str(pylopdf_fonts_zh_cn.sans_path()))
    serif = _first(_SERIF, present) or _added(str(pylopdf_fonts_zh_cn.serif_path()))
    maths = _first(("STIX Two Math",), present) or _added(_in_package("ziamath", _MATHS))
    mono = _first(_MONO, present) or QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    medium = "Medium" in QFontDatabase.styles(sans)
    QFont.insertSubstitutions(mono, [sans])
    return Fonts(sans, serif or sans, maths or serif, mono, medium)


def font(family: str, pixels: int) -> QFont:
    """A typeface in design pixels: unhinted, so that it has the same shape at every scale."""
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _first(wanted: tuple[str, ...], present: frozenset[str]) -> str:
    return next((family for family in wanted if family in present), "")


def _in_package(name: str, path: str) -> str:
    """The path of a file that comes with an installed package."""
    found = find_spec(name)
    return str(Path(found.origin).parent / path) if found and found.origin else ""


def _added(path: str) -> str:
    """Add a font file; the name of its family, or the system's own face if it cannot be read."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    return families[0] if families else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
